/** Something that is described by one value for each of some properties. */
export type Described = Readonly<Record<string, string>>;

/** Few of the items that hold every pair of values of two properties that any of them holds, in their order. */
export function pairwise<T>(items: readonly T[], describe: (item: T) => Described): T[] {
  const pairs = new Map(items.map((item) => [item, pairsOf(describe(item))]));
  const left = new Set([...pairs.values()].flat());
  const chosen = new Set<T>();
  while (left.size > 0) {
    let best: T | undefined;
    let most = 0;
    for (const [item, own] of pairs) {
      const covered = own.filter((pair) => left.has(pair)).length;
      if (covered > most) {
        best = item;
        most = covered;
      }
    }
    for (const pair of pairs.get(best as T) ?? []) {
      left.delete(pair);
    }
    chosen.add(best as T);
  }
  return items.filter((item) => chosen.has(item));
}

function pairsOf(described: Described): string[] {
  const values = Object.entries(described).map(([property, value]) => `${property}=${value}`);
  return values.flatMap((one, index) => values.slice(index + 1).map((other) => `${one} ${other}`));
}
