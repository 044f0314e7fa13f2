import { BlockList, isIP } from 'node:net';
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';

/** The operators that stand alone in a list of a pattern (EventBridge user guide, eb-create-pattern-operators). */
const operators = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard', 'anything-but', 'numeric', 'cidr', 'exists'];

/** Those that `anything-but` may turn round. */
const negatable = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];

const comparisons: readonly Json[] = ['=', '<', '<=', '>', '>='];

/** What is wrong with one item in a list of a pattern, or nothing. */
export function problemOf(item: Json): string | undefined {
  if (!isObject(item)) {
    return Array.isArray(item) ? 'Match value must be String, number, true, false, or null' : undefined;
  }
  const entries = Object.entries(item);
  const [operator = '', operand = null] = entries[0] ?? [];
  if (entries.length !== 1) {
    return 'Only one key allowed in match expression';
  }
  return operators.includes(operator) ? operandProblem(operator, operand) : `Unrecognized match type ${operator}`;
}

function operandProblem(operator: string, operand: Json): string | undefined {
  switch (operator) {
    case 'exists':
      return typeof operand === 'boolean' ? undefined : 'exists match pattern must be either true or false.';
    case 'numeric':
      return isNumeric(operand) ? undefined : 'Value of numeric must be an array of operators and numbers.';
    case 'cidr':
      return typeof operand === 'string' && rangeOf(operand) != null ? undefined : 'Malformed CIDR, one "/" required';
    case 'anything-but':
      return anythingButProblem(operand);
    case 'prefix':
    case 'suffix':
      return typeof operand === 'string' || isIgnoringCase(operand)
        ? undefined
        : `${operator} match pattern must be a string`;
    case 'wildcard':
      return typeof operand === 'string' && !operand.includes('**')
        ? undefined
        : 'wildcard match pattern must be a string without consecutive wildcard characters';
    default:
      return typeof operand === 'string' ? undefined : `${operator} match pattern must be a string`;
  }
}

function anythingButProblem(operand: Json): string | undefined {
  if (isObject(operand)) {
    const [operator = ''] = Object.keys(operand);
    return Object.keys(operand).length === 1 && negatable.includes(operator)
      ? undefined
      : `Unsupported anything-but pattern: ${operator}`;
  }
  const values = listOf(operand);
  const sameKind = values.every((value) => typeof value === typeof values[0]);
  return values.length > 0 && sameKind && ['string', 'number'].includes(typeof values[0])
    ? undefined
    : 'Value of anything-but must be an array or single string/number value.';
}

function isIgnoringCase(operand: Json): boolean {
  return isObject(operand) && Object.keys(operand).length === 1 && typeof operand['equals-ignore-case'] === 'string';
}

function isNumeric(operand: Json): boolean {
  const parts = listOf(operand);
  const pairs = parts.length === 2 || parts.length === 4;
  return (
    pairs && parts.every((part, index) => (index % 2 === 0 ? comparisons.includes(part) : typeof part === 'number'))
  );
}

/** True when a leaf of an event is what an item in a list of a pattern wants. */
export function matchesValue(item: Json, leaf: Json): boolean {
  if (!isObject(item)) {
    return item === leaf;
  }
  const [operator = '', operand = null] = Object.entries(item)[0] ?? [];
  return apply(operator, operand, leaf);
}

function apply(operator: string, operand: Json, leaf: Json): boolean {
  switch (operator) {
    case 'anything-but':
      return isObject(operand)
        ? typeof leaf === 'string' &&
            !Object.entries(operand).some(([inner, of]) => listOf(of ?? null).some((each) => apply(inner, each, leaf)))
        : !listOf(operand).includes(leaf);
    case 'numeric':
      return typeof leaf === 'number' && inRange(listOf(operand), leaf);
    case 'cidr':
      return typeof operand === 'string' && typeof leaf === 'string' && inNetwork(operand, leaf);
    default:
      return typeof leaf === 'string' && matchesText(operator, operand, leaf);
  }
}

function matchesText(operator: string, operand: Json, text: string): boolean {
  if (isObject(operand)) {
    // {"prefix": {"equals-ignore-case": …}}
    return matchesText(operator, textOf(operand['equals-ignore-case']).toLowerCase(), text.toLowerCase());
  }
  const wanted = textOf(operand);
  switch (operator) {
    case 'prefix':
      return text.startsWith(wanted);
    case 'suffix':
      return text.endsWith(wanted);
    case 'equals-ignore-case':
      return text.toLowerCase() === wanted.toLowerCase();
    case 'wildcard':
      return wildcard(wanted, text);
    default:
      return false;
  }
}

/** `*` stands for any letters, `\*` and `\\` for themselves. Found piece by piece: no pattern makes it slow. */
function wildcard(pattern: string, text: string): boolean {
  const pieces = [''];
  for (let index = 0; index < pattern.length; index++) {
    const letter = pattern.charAt(index);
    if (letter === '*') {
      pieces.push('');
    } else {
      const escaped = letter === '\\' && /[*\\]/.test(pattern.charAt(index + 1));
      index += escaped ? 1 : 0;
      pieces.push((pieces.pop() ?? '') + (escaped ? pattern.charAt(index) : letter));
    }
  }
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last == null) {
    return text === first;
  }
  let at = first.length;
  if (!text.startsWith(first)) {
    return false;
  }
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) {
      return false;
    }
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

function inRange(parts: readonly Json[], value: number): boolean {
  const bounds = parts.flatMap((part, index) => (index % 2 === 0 ? [[part, Number(parts[index + 1])] as const] : []));
  return bounds.every(([comparison, bound]) => {
    switch (comparison) {
      case '<':
        return value < bound;
      case '<=':
        return value <= bound;
      case '>':
        return value > bound;
      case '>=':
        return value >= bound;
      default:
        return value === bound;
    }
  });
}

function rangeOf(
  cidr: string,
): { readonly address: string; readonly bits: number; readonly family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', bits = ''] = cidr.split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  return version === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most
    ? undefined
    : { address, bits: Number(bits), family: version === 4 ? 'ipv4' : 'ipv6' };
}

function inNetwork(cidr: string, address: string): boolean {
  const range = rangeOf(cidr);
  const version = isIP(address);
  if (range == null || version === 0) {
    return false;
  }
  const list = new BlockList();
  list.addSubnet(range.address, range.bits, range.family);
  return list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** An operand that was checked to be a text. */
function textOf(operand: Json | undefined): string {
  return typeof operand === 'string' ? operand : '';
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}
