import { looksWrong } from './shape.ts';
import { type LogicalLine, scanPython, textOf, type Token } from './tokens.ts';

/** A word of a script with its line, which counts from 1. */
export interface Mention {
  readonly name: string;
  readonly line: number;
}

/** What can be told of a Python script without running it. */
export interface PythonScript {
  /** The top-level modules that it surely imports: not in a function, not in an `if` or `try`, not relative to itself. */
  readonly imports: readonly Mention[];
  /** The options that it surely asks getResolvedOptions for: not under a condition, as a list of plain texts. */
  readonly options: readonly Mention[];
  /** Its names and texts, without its comments. */
  readonly words: readonly Mention[];
  /** Python would most likely refuse it. */
  readonly looksWrong: boolean;
}

/** Reads a script; never throws, and takes for sure only what it understands. Each part is worked out when it is asked for. */
export function readPython(text: string): PythonScript {
  let scanned: readonly LogicalLine[] | undefined;
  const scan = () => (scanned ??= scanPython(text));
  return {
    get imports() {
      return mayImport.test(text) ? scan().flatMap(importsOf) : [];
    },
    get options() {
      return text.includes('getResolvedOptions') ? demanded(scan()) : [];
    },
    get words() {
      return scan().flatMap(({ tokens }) =>
        tokens.flatMap(({ kind, text: name, line }) => (kind === 'name' || kind === 'string' ? [{ name, line }] : [])),
      );
    },
    get looksWrong() {
      return looksWrong(text);
    },
  };
}

const mayImport = /^(?:import|from)\s/m;

function importsOf({ indent, tokens, line }: LogicalLine): Mention[] {
  const [first, second] = tokens;
  if (indent !== '' || second?.kind !== 'name') {
    return [];
  }
  if (first?.text === 'from') {
    return [{ name: second.text, line }];
  }
  return first?.text !== 'import'
    ? []
    : tokens.flatMap((token, at) =>
        token.kind === 'name' && ['import', ','].includes(tokens[at - 1]?.text ?? '')
          ? [{ name: token.text, line: token.line }]
          : [],
      );
}

/** Heads under which a statement is run in any case, or not at all by a script that is imported. */
const sure: ReadonlySet<string> = new Set(['def', 'class', 'with', 'async']);

function demanded(lines: readonly LogicalLine[]): Mention[] {
  if (!lines.some(({ tokens }) => tokens.some(isCall))) {
    return [];
  }
  const above: LogicalLine[] = [];
  const lists = listsOf(lines);
  return lines.flatMap((line) => {
    while ((above.at(-1)?.indent.length ?? -1) >= line.indent.length) {
      above.pop();
    }
    const found =
      above.every(isSure) && line.tokens.every(({ text }) => text !== 'if') ? optionsOf(line.tokens, lists) : [];
    above.push(line);
    return found;
  });
}

function isSure({ tokens }: LogicalLine): boolean {
  const [first, second] = tokens;
  return sure.has(first?.text ?? '') || (first?.text === 'if' && second?.text === '__name__');
}

function isCall({ kind, text }: Token): boolean {
  return kind === 'name' && text === 'getResolvedOptions';
}

/** The options of each call in a statement; of a list that is put together nothing is sure. */
function optionsOf(tokens: readonly Token[], lists: ReadonlyMap<string, readonly Mention[] | undefined>): Mention[] {
  return tokens.flatMap((token, at): readonly Mention[] => {
    if (!isCall(token) || tokens[at + 1]?.text !== '(') {
      return [];
    }
    const comma = tokens.findIndex(({ text }, index) => index > at && text === ',');
    const named = tokens[comma + 1]?.text === 'options' && tokens[comma + 2]?.text === '=';
    const begin = comma + (named ? 3 : 1);
    const first = tokens[begin];
    if (comma === -1 || first == null) {
      return [];
    }
    if (first.kind === 'name') {
      return endsThere(tokens[begin + 1]) ? (lists.get(first.text) ?? []) : [];
    }
    const list = listAt(tokens, begin);
    return list != null && endsThere(tokens[list.end]) ? list.items : [];
  });
}

function endsThere(token: Token | undefined): boolean {
  return token?.text === ')' || token?.text === ',';
}

/** A list or tuple of plain texts that begins there, and where what follows it stands. */
function listAt(tokens: readonly Token[], begin: number): { items: Mention[]; end: number } | undefined {
  if (!['[', '('].includes(tokens[begin]?.text ?? '')) {
    return undefined;
  }
  const items: Mention[] = [];
  for (let at = begin + 1; at < tokens.length; at++) {
    const token = tokens[at];
    const name = token == null ? undefined : textOf(token);
    if (token?.text === ']' || token?.text === ')') {
      return { items, end: at + 1 };
    }
    if (name != null && [',', ']', ')'].includes(tokens[at + 1]?.text ?? '')) {
      items.push({ name, line: token?.line ?? 0 });
    } else if (token?.text !== ',') {
      return undefined;
    }
  }
  return undefined;
}

/** The lists of plain texts that are given a name once, and the name is used for nothing else but to be read. */
function listsOf(lines: readonly LogicalLine[]): ReadonlyMap<string, readonly Mention[] | undefined> {
  const lists = new Map<string, readonly Mention[] | undefined>();
  for (const { tokens } of lines) {
    const [name, equals] = tokens;
    if (name?.kind === 'name' && equals?.text === '=') {
      const list = listAt(tokens, 2);
      lists.set(name.text, lists.has(name.text) || list?.end !== tokens.length ? undefined : list.items);
    }
    tokens.forEach(({ text }, at) => {
      const next = tokens[at + 1]?.text;
      if (lists.has(text) && (next === '.' || next === '+=' || (next === '[' && at === 0))) {
        lists.set(text, undefined);
      }
    });
  }
  return lists;
}
