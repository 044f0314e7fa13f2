import { rules } from '@gluepipeline/core';

type Path = readonly (string | number)[];

/** Dice that fall the same way each time: a config that breaks something is there again in the next run. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** Configs of every kind: what the rules show as wrong and right, but for those about size. */
export const seeds: readonly string[] = rules
  .flatMap(({ bad, good }) => [bad.config, good.config])
  .filter((text) => text.length < 3000)
  // The bucket that the endpoint of the laws has.
  .map((text) => text.replaceAll('s3://data', 's3://lake'));

const odd: readonly unknown[] = [
  ...[null, '', ' ', '-', 'x', 'ü', '\n', '--', '${name}', '${', 'a'.repeat(300), 's3://lake/a', 'cron(0 2 * * ? *)'],
  ...[0, 1, -1, 0.5, 51, 3_000_000_000, true, false, [], {}, [[]], [{}], ['x'], { x: 'y' }, { name: 'x' }],
];

/** One config with one to three changes of its values and keys, as JSON; or, of each ten, one whose text is broken. */
export function mutant(roll: (sides: number) => number): string {
  const text = seeds[roll(seeds.length)] ?? '';
  if (roll(10) === 0) {
    const at = roll(text.length);
    const letter = '{}[]",:\\ x1\n'.charAt(roll(12));
    return text.slice(0, at) + (roll(2) === 0 ? '' : letter) + text.slice(at + roll(3));
  }
  let config = JSON.parse(text) as unknown;
  for (let changes = 1 + roll(3); changes > 0; changes--) {
    config = changed(config, roll);
  }
  return JSON.stringify(config, null, 2);
}

function changed(config: unknown, roll: (sides: number) => number): unknown {
  const paths = pathsOf(config);
  const path = paths[roll(paths.length)] ?? [];
  const other = valueAt(config, paths[roll(paths.length)] ?? []);
  const value = valueAt(config, path);
  switch (roll(6)) {
    case 0:
      return edited(config, path, () => undefined);
    case 1:
    case 2:
      return edited(config, path, () => odd[roll(odd.length)]);
    case 3:
      return edited(config, path, () => other);
    case 4:
      return edited(config, path, () => (typeof value === 'string' ? misspelt(value, roll) : [value, value]));
    default:
      return edited(config, path.slice(0, -1), (parent) => renamed(parent, path.at(-1), roll));
  }
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  const inner = value != null && typeof value === 'object' ? Object.entries(value) : [];
  const below = inner.flatMap(([key, each]) => pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]));
  return path.length === 0 ? below : [path, ...below];
}

function valueAt(config: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], config);
}

/** A copy in which `edit` has changed what stands there; undefined takes it out. */
function edited(config: unknown, [part, ...rest]: Path, edit: (value: unknown) => unknown): unknown {
  if (part == null) {
    return edit(config) ?? {};
  }
  if (Array.isArray(config)) {
    return config.flatMap((each: unknown, index) => (index === part ? kept(editedIn(each, rest, edit)) : [each]));
  }
  const entries = Object.entries(config as object).flatMap(([key, each]: [string, unknown]) =>
    key === part ? kept(editedIn(each, rest, edit)).map((value) => [key, value]) : [[key, each]],
  );
  return Object.fromEntries(entries) as unknown;
}

function editedIn(value: unknown, rest: Path, edit: (value: unknown) => unknown): unknown {
  return rest.length === 0 ? edit(value) : edited(value, rest, edit);
}

function kept(value: unknown): unknown[] {
  return value === undefined ? [] : [value];
}

function misspelt(word: string, roll: (sides: number) => number): string {
  const at = roll(word.length + 1);
  return word.slice(0, at) + 'x$/ -é'.charAt(roll(6)) + word.slice(at + roll(2));
}

function renamed(parent: unknown, part: string | number | undefined, roll: (sides: number) => number): unknown {
  if (Array.isArray(parent) || parent == null || typeof parent !== 'object') {
    return parent;
  }
  return Object.fromEntries(
    Object.entries(parent).map(([key, value]) => [key === part ? misspelt(key, roll) : key, value]),
  );
}
