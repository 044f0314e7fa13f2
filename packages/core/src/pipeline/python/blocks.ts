import { type LogicalLine, outside, type Token } from './tokens.ts';

/** Which heads may stand before one that goes on with a statement, at the same indent. */
const after: Readonly<Record<string, readonly string[]>> = {
  elif: ['if', 'elif'],
  else: ['if', 'elif', 'for', 'while', 'except', 'async'],
  except: ['try', 'except'],
  finally: ['try', 'except', 'else'],
};

const heads: ReadonlySet<string> = new Set([
  ...['if', 'elif', 'else', 'for', 'while', 'def', 'class', 'try', 'except', 'finally', 'with', 'async'],
]);

/** Words that begin a block only where a colon ends the line. */
export const softHeads: ReadonlySet<string> = new Set(['match', 'case']);

interface Level {
  readonly indent: string;
  /** The first word of the last statement at this indent. */
  last: string;
}

/** True where the indents and heads of blocks do not fit together. */
export function hasWrongBlocks(lines: readonly LogicalLine[]): boolean {
  const levels: Level[] = [{ indent: '', last: '' }];
  let opens = false;
  for (const { indent, tokens } of lines) {
    const level = levels.at(-1);
    const first = tokens[0]?.text ?? '';
    if (
      level == null ||
      (opens && indent.length <= level.indent.length) ||
      (!opens && indent.length > level.indent.length)
    ) {
      return true;
    }
    if (opens) {
      if (!indent.startsWith(level.indent)) {
        return true;
      }
      levels.push({ indent, last: '' });
    }
    while ((levels.at(-1)?.indent.length ?? 0) > indent.length) {
      if (levels.pop()?.last === 'try') {
        return true;
      }
    }
    const own = levels.at(-1);
    if (own?.indent !== indent || isOutOfPlace(first, own.last)) {
      return true;
    }
    own.last = first;
    opens = tokens.at(-1)?.text === ':';
    if ((opens && !heads.has(first) && !softHeads.has(first)) || (heads.has(first) && !hasColon(tokens))) {
      return true;
    }
  }
  return opens || levels.some(({ last }) => last === 'try');
}

function isOutOfPlace(first: string, before: string): boolean {
  const allowed = Object.hasOwn(after, first) ? after[first] : undefined;
  return allowed == null ? before === 'try' : !allowed.includes(before);
}

function hasColon(tokens: readonly Token[]): boolean {
  return outside(tokens).some(({ text }) => text === ':');
}
