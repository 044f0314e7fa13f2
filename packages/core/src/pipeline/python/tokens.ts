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

/** A Python text in statements, and whether its brackets and strings come to an end. */
export interface Scanned {
  readonly lines: readonly LogicalLine[];
  readonly isWhole: boolean;
}

const string = String.raw`(?:[rRbBuUfFtT]{0,2})(?:"""(?:[^\\]|\\[\s\S])*?"""|'''(?:[^\\]|\\[\s\S])*?'''|"(?:[^"\\\r\n]|\\(?:\r\n|[\s\S]))*"|'(?:[^'\\\r\n]|\\(?:\r\n|[\s\S]))*')`;
const number = String.raw`(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?)`;
const name = String.raw`[\p{L}\p{Nl}_][\p{L}\p{N}\p{M}_]*`;
const op = String.raw`\*\*=?|\/\/=?|>>=?|<<=?|\.\.\.|->|:=|[-+*/%@&|^=!<>]=|[-+*/%@&|^~=<>()[\]{},:;.]`;

/** One token, or what lies between tokens; blanks are not kept. */
const next = new RegExp(
  `(?<blank>[ \\t\\f]+|\\\\\\r?\\n)|(?<end>\\r?\\n|\\r)|(?<comment>#[^\\r\\n]*)|(?<string>${string})|(?<number>${number})|(?<name>${name})|(?<op>${op})|(?<strange>[\\s\\S])`,
  'uy',
);

/** Splits a Python text into statements; never throws, whatever the text is. */
export function scanPython(text: string): Scanned {
  const lines: LogicalLine[] = [];
  let tokens: Token[] = [];
  let indent = '';
  let line = 1;
  let open = '';
  let isFresh = true;
  let isWhole = true;
  const finish = () => {
    const [first] = tokens;
    if (first != null) {
      lines.push({ indent, line: first.line, tokens });
    }
    tokens = [];
    indent = '';
    isFresh = true;
  };
  next.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  for (let match = next.exec(text); match?.groups != null; match = next.exec(text)) {
    const { blank, end, comment } = match.groups;
    const [whole] = match;
    if (end != null) {
      if (open === '') {
        finish();
      }
    } else if (blank != null) {
      indent = isFresh && open === '' && !blank.startsWith('\\') ? blank : indent;
    } else if (comment == null) {
      const kind = kindOf(match.groups);
      if (kind === 'op' && closes.has(whole)) {
        isWhole = isWhole && open.endsWith(closes.get(whole) ?? '');
        open = open.slice(0, -1);
      } else if (kind === 'op' && opens.has(whole)) {
        open += whole;
      }
      isWhole = isWhole && kind !== 'strange';
      tokens.push({ kind, text: whole, line });
      isFresh = false;
    }
    line += end == null && !whole.includes('\n') ? 0 : whole.split(/\r\n|\r|\n/).length - 1;
  }
  isWhole = isWhole && open === '';
  finish();
  return { lines, isWhole };
}

const closes: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);
const opens: ReadonlySet<string> = new Set(closes.values());

function kindOf(groups: Readonly<Record<string, string | undefined>>): TokenKind {
  return groups.name != null
    ? 'name'
    : groups.op != null
      ? 'op'
      : groups.string != null
        ? 'string'
        : groups.number != null
          ? 'number'
          : 'strange';
}

/** The value of a string token, or nothing for one that holds more than its letters: escapes, bytes, fields. */
export function textOf({ kind, text }: Token): string | undefined {
  const match = kind === 'string' ? /^[rRuU]?(?:"""|'''|"|')([^\\]*?)(?:"""|'''|"|')$/.exec(text) : null;
  return match?.[1];
}

/** The tokens that stand in no bracket. */
export function outside(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ kind, text }) => {
    const before = depth;
    depth += kind !== 'op' ? 0 : '([{'.includes(text) ? 1 : ')]}'.includes(text) ? -1 : 0;
    return before === 0 && depth === 0;
  });
}
