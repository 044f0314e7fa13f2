/** The kinds of token of a Python text; a keyword is a name. */
export type TokenKind = 'name' | 'number' | 'string' | 'op' | 'strange';

/** One token; line and column count from 1. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly line: number;
}

/** One statement as it is written, over however many lines. */
export interface LogicalLine {
  /** The blanks before it. */
  readonly indent: string;
  readonly line: number;
  readonly tokens: readonly Token[];
}

/**
 * Splits a Python text into statements; never throws, whatever the text is. It goes from character to character: a few
 * scripts are read when the command starts, and regular expressions are slow until they are compiled.
 */
export function scanPython(text: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let tokens: Token[] = [];
  let indent = '';
  let line = 1;
  let open = '';
  const finish = () => {
    const [first] = tokens;
    if (first != null) {
      lines.push({ indent, line: first.line, tokens });
      tokens = [];
    }
    indent = '';
  };
  const length = text.length;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < length;) {
    const begin = at;
    const code = text.charCodeAt(at);
    if (code === newline || code === carriage) {
      at += code === carriage && text.charCodeAt(at + 1) === newline ? 2 : 1;
      line++;
      if (open === '') {
        finish();
      }
      continue;
    }
    if (isBlank(code)) {
      at = endOf(text, at, isBlank);
      if (tokens.length === 0) {
        indent = text.slice(begin, at);
      }
      continue;
    }
    if (code === hash) {
      at = endOf(text, at, (each) => each !== newline && each !== carriage);
      continue;
    }
    if (code === backslash && isEnd(text.charCodeAt(at + 1))) {
      at += text.charCodeAt(at + 1) === carriage && text.charCodeAt(at + 2) === newline ? 3 : 2;
      line++;
      continue;
    }
    const started = line;
    let kind: TokenKind;
    const quote = quoteAt(text, at, code);
    if (quote !== -1) {
      kind = 'string';
      at = endOfString(text, quote);
      at = at === -1 ? lineEnd(text, begin) : at;
      for (let end = text.indexOf('\n', begin); end !== -1 && end < at; end = text.indexOf('\n', end + 1)) {
        line++;
      }
    } else if (isDigit(code) || (code === dot && isDigit(text.charCodeAt(at + 1)))) {
      kind = 'number';
      at = endOfNumber(text, at);
    } else if (isLetter(code)) {
      kind = 'name';
      at = endOf(text, at, isWordPart);
    } else {
      at += operatorLength(text, at);
      kind = at === begin ? 'strange' : 'op';
      at = Math.max(at, begin + 1);
    }
    const word = text.slice(begin, at);
    if (kind === 'op' && (word === ')' || word === ']' || word === '}')) {
      open = open.slice(0, -1);
    } else if (kind === 'op' && (word === '(' || word === '[' || word === '{')) {
      open += word;
    }
    tokens.push({ kind, text: word, line: started });
  }
  finish();
  return lines;
}

const newline = 10;
const carriage = 13;
const hash = 35;
const dot = 46;
const backslash = 92;

const isBlank = (code: number) => code === 32 || code === 9 || code === 12;
const isEnd = (code: number) => code === newline || code === carriage;
const isDigit = (code: number) => code >= 48 && code <= 57;
/** Whatever is no ASCII counts as a letter. */
const isLetter = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127;
const isWordPart = (code: number) => isLetter(code) || isDigit(code);

function endOf(text: string, from: number, goesOn: (code: number) => boolean): number {
  let at = from;
  while (at < text.length && goesOn(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

function lineEnd(text: string, from: number): number {
  return endOf(text, from, (code) => !isEnd(code));
}

/** Where the quote of a string stands that begins here, behind its letters; -1 where none begins. */
function quoteAt(text: string, at: number, code: number): number {
  if (code === 34 || code === 39) {
    return at;
  }
  if (!prefixes.includes(text.charAt(at))) {
    return -1;
  }
  const next = text.charAt(at + 1);
  if (next === '"' || next === "'") {
    return at + 1;
  }
  const third = text.charAt(at + 2);
  return prefixes.includes(next) && next !== '' && (third === '"' || third === "'") ? at + 2 : -1;
}

const prefixes = 'rRbBuUfFtT';

/** Behind the string whose quote stands there; -1 where it does not end. */
function endOfString(text: string, at: number): number {
  const quote = text.charAt(at);
  const isLong = text.startsWith(quote.repeat(3), at);
  for (let end = at + (isLong ? 3 : 1); end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === backslash) {
      end += text.charCodeAt(end + 1) === carriage && text.charCodeAt(end + 2) === newline ? 2 : 1;
    } else if (text.charAt(end) === quote && (!isLong || text.startsWith(quote.repeat(3), end))) {
      return end + (isLong ? 3 : 1);
    } else if (!isLong && isEnd(code)) {
      return -1;
    }
  }
  return -1;
}

/** Digits with their point, exponent and letters; what is wrong about them is Python's to say. */
function endOfNumber(text: string, from: number): number {
  const isWhole = text.charAt(from) === '0' && /[xXoObB]/.test(text.charAt(from + 1));
  const end = endOf(text, from, (code) => isDigit(code) || code === 95 || code === dot || (isWhole && isLetter(code)));
  if (isWhole) {
    return end;
  }
  const exponent = /[eE]/.test(text.charAt(end)) ? end + (/[+-]/.test(text.charAt(end + 1)) ? 2 : 1) : end;
  const last =
    exponent > end && isDigit(text.charCodeAt(exponent))
      ? endOf(text, exponent, (code) => isDigit(code) || code === 95)
      : end;
  return /[jJ]/.test(text.charAt(last)) ? last + 1 : last;
}

const operators: ReadonlySet<string> = new Set(
  '**= //= >>= <<= ... ** // >> << -> := == != <= >= += -= *= /= %= @= &= |= ^= + - * / % @ & | ^ ~ = < > ( ) [ ] { } , : ; .'.split(
    ' ',
  ),
);

/** The longest operator that stands there; 0 for none. */
function operatorLength(text: string, at: number): number {
  return [3, 2, 1].find((length) => operators.has(text.slice(at, at + length))) ?? 0;
}

/** The value of a string token, or nothing for one that holds more than its letters: escapes, bytes, fields. */
export function textOf({ kind, text }: Token): string | undefined {
  const match = kind === 'string' ? /^[rRuU]?(?:"""|'''|"|')([^\\]*?)(?:"""|'''|"|')$/.exec(text) : null;
  return match?.[1];
}
