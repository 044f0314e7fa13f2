import type { Path } from './issue.ts';
import { type Level, levelsUnder, levelsUnderJob } from './levels.ts';
import { isMap } from './value.ts';
import type { WrittenConfig, WrittenJobDefaults } from './schema.ts';
import { argumentKey, unfolded } from './short-forms.ts';

/**
 * Where the file says what stands at `path` of the flat config: at the entry itself, or else at the strongest of its
 * levels of `defaults`; an argument may be written there without its dashes, or as a short form. What no level says
 * keeps its path.
 */
export function originOf(file: WrittenConfig, path: Path): Path {
  const [list, index, ...below] = path;
  if (typeof index !== 'number' || below.length === 0) {
    return path;
  }
  const levels = levelsOf(file, list, index);
  for (let length = below.length; length > 0; length--) {
    const wanted = below.slice(0, length);
    for (const { at, written } of levels) {
      const found = isArgument(wanted) ? argumentIn(written, wanted[1]) : has(written, wanted) ? wanted : undefined;
      if (found != null) {
        return [...at, ...found];
      }
    }
  }
  return path;
}

/** The levels of an entry, strongest first. */
function levelsOf(file: WrittenConfig, list: Path[number] | undefined, index: number): Level[] {
  if (list !== 'jobs' && list !== 'crawlers' && list !== 'triggers') {
    return [];
  }
  const entry = file[list]?.[index];
  if (entry == null) {
    return [];
  }
  const own = { at: [list, index], written: entry };
  // The list says which of the three an entry is, as the types cannot.
  const job = list === 'jobs' ? file.jobs?.[index] : undefined;
  const existing = 'existing' in entry && entry.existing === true;
  const under = list === 'jobs' ? (job == null ? [] : levelsUnderJob(file, job)) : levelsUnder(file, list, existing);
  return [own, ...under.toReversed()];
}

function isArgument(path: Path): path is readonly ['arguments', string] {
  return path.length === 2 && path[0] === 'arguments' && typeof path[1] === 'string';
}

/** The way to what sets an argument on a level: in the spelling that is asked for, else in the one that is there. */
function argumentIn(written: WrittenJobDefaults, key: string): Path | undefined {
  const argument = argumentKey(key);
  const own = Object.keys(written.arguments ?? {}).filter((name) => written.arguments?.[name] != null);
  if (own.includes(key)) {
    return ['arguments', key];
  }
  const short = unfolded(written).find(([, passed]) => passed[argument] != null)?.[0];
  if (short === 'secrets') {
    const secret = Object.keys(written.secrets ?? {}).find((name) => argumentKey(name) === argument);
    return secret == null ? undefined : ['secrets', secret];
  }
  if (short != null) {
    return short === 'spark_ui' && argument === '--spark-event-logs-path' ? [short, 'path'] : [short];
  }
  const other = own.find((name) => argumentKey(name) === argument);
  return other == null ? undefined : ['arguments', other];
}

function has(value: unknown, path: Path): boolean {
  const [key, ...rest] = path;
  if (key == null) {
    return value != null;
  }
  if (typeof key === 'number') {
    return Array.isArray(value) && has(value[key], rest);
  }
  return isMap(value) && Object.hasOwn(value, key) && has(value[key], rest);
}
