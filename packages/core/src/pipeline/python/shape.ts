/** Which heads may stand before one that goes on with a statement, at the same indent. */
const after: Readonly<Record<string, string>> = {
  elif: ' if elif ',
  else: ' if elif for while except async ',
  except: ' try except ',
  finally: ' try except else ',
};

const heads = ' if elif else for while def class try except finally with async ';
const softHeads = ' match case ';
/** Heads and statements in which a single = is no assignment. */
const comparing = ' if elif while return assert ';

interface Level {
  readonly indent: string;
  /** The first word of the last statement at this indent. */
  last: string;
}

/**
 * True when Python would surely or most likely refuse a text: brackets or strings without an end, indents and heads of
 * blocks that do not fit together, a statement that stops in the middle. It is a first look and no parser, because it
 * is made whenever a config is validated: it goes from one telling character to the next, and keeps nothing. Python has
 * the last word on what looks wrong, so a sound script that looks wrong costs a call of Python, and nothing more.
 */
export function looksWrong(text: string): boolean {
  const levels: Level[] = [{ indent: '', last: '' }];
  let opens = false;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const begin = endOfBlanks(text, at);
    const code = text.charCodeAt(begin);
    if (code === hash || code === newline || code === carriage || begin === text.length) {
      at = nextLine(text, begin);
      continue;
    }
    const indent = text.slice(at, begin);
    const first = wordAt(text, begin);
    if (!takesPlace(levels, indent, first, opens)) {
      return true;
    }
    const end = statementEnd(text, begin, first);
    if (end === -1 || (first === 'print' && isPrintStatement(text, begin))) {
      return true;
    }
    opens = lastBefore(text, begin, end) === ':';
    at = nextLine(text, end);
  }
  return opens || levels.some(({ last }) => last === 'try');
}

const newline = 10;
const carriage = 13;
const hash = 35;

function takesPlace(levels: Level[], indent: string, first: string, opens: boolean): boolean {
  const level = levels.at(-1);
  if (level == null || (opens ? !isDeeper(indent, level.indent) : indent.length > level.indent.length)) {
    return false;
  }
  if (opens) {
    levels.push({ indent, last: '' });
  }
  while ((levels.at(-1)?.indent.length ?? 0) > indent.length) {
    if (levels.pop()?.last === 'try') {
      return false;
    }
  }
  const own = levels.at(-1);
  const before = Object.hasOwn(after, first) ? after[first] : undefined;
  const isInPlace = before == null ? own?.last !== 'try' : before.includes(` ${own?.last ?? ''} `);
  if (own?.indent !== indent || !isInPlace) {
    return false;
  }
  own.last = first;
  return true;
}

function isDeeper(indent: string, than: string): boolean {
  return indent.length > than.length && indent.startsWith(than);
}

/** Characters that tell something; between them there is nothing to see. */
const telling = /["'#()[\]{}:=\\\n\r$?]/g;

/** Where the statement ends that begins there: at its comment or the end of its last line; -1 where it looks wrong. */
function statementEnd(text: string, begin: number, first: string): number {
  const isHead = heads.includes(` ${first} `);
  let open = '';
  let hasColon = false;
  for (telling.lastIndex = begin; telling.test(text);) {
    const at = telling.lastIndex - 1;
    const each = text.charAt(at);
    if (each === '"' || each === "'") {
      telling.lastIndex = endOfString(text, at);
      if (telling.lastIndex === 0) {
        return -1;
      }
    } else if (each === '\n' || each === '\r' || each === '#') {
      if (open === '') {
        return endsWell(text, begin, at, first, isHead && !hasColon) ? at : -1;
      }
      telling.lastIndex = nextLine(text, at);
    } else if (each === '\\') {
      telling.lastIndex = nextLine(text, at);
    } else if (each === '(' || each === '[' || each === '{') {
      open += each;
    } else if (each === ')' || each === ']' || each === '}') {
      if (!open.endsWith(each === ')' ? '(' : each === ']' ? '[' : '{')) {
        return -1;
      }
      open = open.slice(0, -1);
    } else if (each === ':') {
      hasColon ||= open === '';
    } else if (each === '=') {
      if (open === '' && !hasColon && comparing.includes(` ${first} `) && isSingle(text, at)) {
        return -1;
      }
    } else {
      return -1;
    }
  }
  return open === '' && endsWell(text, begin, text.length, first, isHead && !hasColon) ? text.length : -1;
}

function endsWell(text: string, begin: number, end: number, first: string, lacksColon: boolean): boolean {
  const last = lastBefore(text, begin, end);
  const isOpen = last === ':' && !heads.includes(` ${first} `) && !softHeads.includes(` ${first} `);
  const isHalf = '=+-/.%&|^~<>@!'.includes(last) && !text.slice(0, end).trimEnd().endsWith('...');
  return !lacksColon && !isOpen && !isHalf;
}

/** The last character of a statement that is no blank. */
function lastBefore(text: string, begin: number, end: number): string {
  let at = end - 1;
  while (at > begin && ' \t\f'.includes(text.charAt(at))) {
    at--;
  }
  return text.charAt(at);
}

function isSingle(text: string, at: number): boolean {
  return text.charAt(at + 1) !== '=' && !'=!<>:+-*/%&|^@'.includes(text.charAt(at - 1));
}

/** `print "x"`, which ended with Python 2. */
function isPrintStatement(text: string, at: number): boolean {
  return /^print[ \t]+["'\w]/.test(text.slice(at, at + 80));
}

/** Behind the string whose quote stands there; 0 where it does not end. */
function endOfString(text: string, at: number): number {
  const quote = text.charAt(at);
  const long = quote.repeat(3);
  if (text.startsWith(long, at)) {
    for (let end = text.indexOf(long, at + 3); end !== -1; end = text.indexOf(long, end + 1)) {
      if (!isEscaped(text, end)) {
        return end + 3;
      }
    }
    return 0;
  }
  for (let end = text.indexOf(quote, at + 1); end !== -1; end = text.indexOf(quote, end + 1)) {
    if (!isEscaped(text, end)) {
      return /[^\\](?:\\\\)*[\n\r]/.test(text.slice(at, end)) ? 0 : end + 1;
    }
  }
  return 0;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charAt(before - 1) === '\\') {
    before--;
  }
  return (at - before) % 2 === 1;
}

function endOfBlanks(text: string, from: number): number {
  let at = from;
  while (' \t\f'.includes(text.charAt(at)) && at < text.length) {
    at++;
  }
  return at;
}

function wordAt(text: string, begin: number): string {
  let end = begin;
  for (let code = text.charCodeAt(end); code >= 97 && code <= 122; code = text.charCodeAt(end)) {
    end++;
  }
  return /\w/.test(text.charAt(end)) ? '' : text.slice(begin, end);
}

/** Behind the end of the line; a carriage return alone ends one, too. */
function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  const lone = text.indexOf('\r', from);
  return lone !== -1 && (end === -1 || lone < end - 1) ? lone + 1 : end === -1 ? text.length : end + 1;
}
