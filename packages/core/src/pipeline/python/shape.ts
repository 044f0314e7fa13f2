import { hasWrongBlocks, softHeads } from './blocks.ts';
import { outside, type Scanned, type Token } from './tokens.ts';

/**
 * True when Python would most likely refuse a text. It is a cheap first look, not a parser: brackets, strings, indents,
 * the heads of blocks, and operands and operators in turn. Python itself has the last word on what looks wrong, so a
 * sound script that looks wrong costs a call of Python, and nothing more.
 */
export function looksWrong({ lines, isWhole }: Scanned): boolean {
  return !isWhole || hasWrongBlocks(lines) || lines.some(({ tokens }) => splitAtSemicolons(tokens).some(isWrong));
}

function splitAtSemicolons(tokens: readonly Token[]): Token[][] {
  return tokens.some(({ text }) => text === ';')
    ? tokens.reduce<Token[][]>(
        (parts, token) =>
          token.text === ';' ? [...parts, []] : [...parts.slice(0, -1), [...(parts.at(-1) ?? []), token]],
        [[]],
      )
    : [[...tokens]];
}

/** What a token is to its neighbours: something that ends a value, begins one, or stands between two. */
type Part =
  | 'operand'
  | 'open'
  | 'close'
  | 'brace'
  | 'comma'
  | 'colon'
  | 'infix'
  | 'star'
  | 'sign'
  | 'assign'
  | 'dot'
  | 'slash'
  | 'word';

const words: ReadonlySet<string> = new Set([
  ...['and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except'],
  ...[
    'finally',
    'for',
    'from',
    'global',
    'if',
    'import',
    'in',
    'is',
    'lambda',
    'nonlocal',
    'not',
    'or',
    'pass',
    'raise',
  ],
  ...['return', 'try', 'while', 'with', 'yield'],
]);

/** Words after which a statement may end, and which a value may follow or not. */
const bareWords: ReadonlySet<string> = new Set([
  'break',
  'continue',
  'pass',
  'return',
  'raise',
  'yield',
  'else',
  'try',
  'finally',
  'except',
  'lambda',
]);

function partOf({ kind, text }: Token): Part {
  if (kind === 'name') {
    return words.has(text) ? 'word' : 'operand';
  }
  if (kind !== 'op' || text === '...') {
    return 'operand';
  }
  return parts[text] ?? (/^(?:->|:=|(?:[-+*/%@&|^]|\*\*|\/\/|>>|<<)?=)$/.test(text) ? 'assign' : 'infix');
}

const parts: Readonly<Record<string, Part | undefined>> = {
  '(': 'open',
  '[': 'open',
  '{': 'brace',
  ')': 'close',
  ']': 'close',
  '}': 'close',
  ',': 'comma',
  ':': 'colon',
  '*': 'star',
  '**': 'star',
  '+': 'sign',
  '-': 'sign',
  '~': 'sign',
  '.': 'dot',
  '/': 'slash',
};

/** What may not stand next to what. */
const never: Readonly<Record<Part, readonly Part[]>> = {
  operand: ['operand', 'brace'],
  close: ['operand', 'brace'],
  open: ['comma', 'infix', 'assign', 'dot', 'slash'],
  brace: ['comma', 'infix', 'assign', 'dot', 'slash', 'colon'],
  comma: ['comma', 'infix', 'dot'],
  colon: ['infix', 'dot', 'slash'],
  infix: ['infix', 'assign', 'close', 'comma', 'colon', 'dot', 'slash', 'star'],
  sign: ['infix', 'assign', 'close', 'comma', 'colon', 'dot', 'slash', 'star'],
  star: ['infix', 'assign', 'dot', 'slash', 'star'],
  slash: ['infix', 'assign', 'colon', 'dot', 'slash', 'star'],
  assign: ['infix', 'assign', 'close', 'comma', 'colon', 'dot', 'slash'],
  dot: ['brace', 'comma', 'colon', 'infix', 'assign', 'sign', 'star', 'slash', 'close', 'open'],
  word: ['assign'],
};

const unfinished: ReadonlySet<Part> = new Set(['infix', 'sign', 'slash', 'assign', 'dot', 'open', 'brace']);

function isWrong(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  if (first == null) {
    return false;
  }
  // `match x:` and `type X = …` begin like two operands in a row, and a decorator with an operator.
  const isSoft = (softHeads.has(first.text) || first.text === 'type') && tokens[1]?.kind !== 'op';
  const rest =
    first.text === '@' || isSoft || (softHeads.has(first.text) && tokens.at(-1)?.text === ':')
      ? tokens.slice(1)
      : tokens;
  const kinds = rest.map(partOf);
  return (
    rest.some(hasWrongFields) ||
    rest.some((token, at) => isWrongPair(token, rest[at + 1], kinds[at], kinds[at + 1])) ||
    (rest.length > 0 && isWrongEnd(rest, kinds)) ||
    ['infix', 'assign', 'slash', 'dot', 'comma', 'colon'].includes(kinds[0] ?? '') ||
    isWrongHead(tokens)
  );
}

/** Words with which a statement begins, so that they follow no value. */
const beginnings: ReadonlySet<string> = new Set([
  ...['assert', 'break', 'class', 'continue', 'def', 'del', 'elif', 'except', 'finally', 'global', 'nonlocal', 'pass'],
  ...['raise', 'return', 'try', 'while', 'with'],
]);

function isWrongPair(
  token: Token,
  following: Token | undefined,
  part: Part | undefined,
  then: Part | undefined,
): boolean {
  if (following == null || part == null || then == null) {
    return false;
  }
  if (token.kind === 'string' && following.kind === 'string') {
    return false;
  }
  if ((part === 'operand' || part === 'close') && then === 'word') {
    return beginnings.has(following.text);
  }
  if (part === 'dot') {
    // Dots alone are the package of a relative import.
    return then === 'word' ? following.text !== 'import' : never.dot.includes(then);
  }
  if (part === 'word' && then === 'colon') {
    return !bareWords.has(token.text);
  }
  if (part === 'word' && then === 'dot') {
    return token.text !== 'from';
  }
  if ((part === 'infix' || part === 'assign' || part === 'sign') && then === 'word') {
    return !['not', 'lambda', 'await', 'yield'].includes(following.text);
  }
  return never[part].includes(then);
}

function isWrongEnd(tokens: readonly Token[], kinds: readonly Part[]): boolean {
  const last = tokens.at(-1);
  const part = kinds.at(-1);
  return part == null || last == null
    ? false
    : part === 'word'
      ? !bareWords.has(last.text)
      : part === 'star'
        ? tokens.at(-2)?.text !== 'import'
        : unfinished.has(part);
}

function isWrongHead(tokens: readonly Token[]): boolean {
  const first = tokens[0]?.text ?? '';
  const second = tokens[1];
  switch (first) {
    case 'def':
      return second?.kind !== 'name' || words.has(second.text) || !['(', '['].includes(tokens[2]?.text ?? '');
    case 'class':
      return second?.kind !== 'name' || words.has(second.text);
    case 'if':
    case 'elif':
    case 'while':
    case 'return':
    case 'assert':
      return headOf(tokens).some(({ text }) => text === '=');
    case 'for':
      return !tokens.some(({ text }) => text === 'in');
    case 'from':
      return !tokens.some(({ text }) => text === 'import');
    case 'import':
      return tokens.slice(1).some(({ kind, text }) => kind !== 'name' && text !== '.' && text !== ',');
    default:
      return ['as', 'in', 'is', 'and', 'or'].includes(first);
  }
}

/** The tokens before the colon that ends the head of a block, outside of brackets. */
function headOf(tokens: readonly Token[]): Token[] {
  const flat = outside(tokens);
  const end = flat.findIndex(({ text }) => text === ':');
  return end === -1 ? flat : flat.slice(0, end);
}

/** True for an f-string whose fields, or the brackets in them, do not come to an end. */
function hasWrongFields({ kind, text }: Token): boolean {
  if (kind !== 'string' || !/^[rR]?[fF]/.test(text)) {
    return false;
  }
  let open = '';
  // Outside of fields two braces in a row are one that is meant as text.
  for (const [each] of text.matchAll(/\{\{|\}\}|[()[\]{}]/g)) {
    if (open === '' && each.length === 2) {
      continue;
    }
    for (const one of each) {
      const opening = { ')': '(', ']': '[', '}': '{' }[one];
      if (opening == null) {
        open += one === '{' || open !== '' ? one : '';
      } else if (open.endsWith(opening)) {
        open = open.slice(0, -1);
      } else if (open !== '' || one === '}') {
        return true;
      }
    }
  }
  return open !== '';
}
