import { WrittenNumber, writtenNumber } from '../written-number.ts';

/** Numbers of YAML's core schema (YAML 1.2.2, section 10.3.2). */
const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const octal = /^0o[0-7]+$/;
const hexadecimal = /^0x[\da-fA-F]+$/;

/**
 * A text as YAML reads a scalar: a number keeps its text, quotes make a text of anything, `~`, `null` and nothing are
 * null. There is neither `.inf` nor `.nan`, which no key could take.
 */
export function yamlScalar(written: string): unknown {
  const text = written.trim();
  if (text === '' || text === '~' || /^(?:null|Null|NULL)$/.test(text)) {
    return null;
  }
  const [, single] = /^'((?:[^']|'')*)'$/.exec(text) ?? [];
  if (single != null) {
    return single.replaceAll("''", "'");
  }
  if (/^"(?:[^"\\]|\\.)*"$/.test(text)) {
    return unquoted(text);
  }
  return typed(text, /^(?:true|True|TRUE)$/, /^(?:false|False|FALSE)$/);
}

/** A text that comes from outside of the file: a number or boolean may be meant by it, and nothing is taken from it. */
export function outerText(text: string): unknown {
  return typed(text, /^true$/, /^false$/);
}

function typed(text: string, yes: RegExp, no: RegExp): unknown {
  if (decimal.test(text) || octal.test(text) || hexadecimal.test(text)) {
    return writtenNumber(Number(text), text);
  }
  return yes.test(text) ? true : no.test(text) ? false : text;
}

/** What JSON reads in quotes; YAML's further escapes stay as they are written. */
function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

/** A scalar inside a longer text: a number or boolean as it is written, null as nothing. */
export function scalarText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  return value == null ? '' : value instanceof WrittenNumber ? value.text : JSON.stringify(value);
}
