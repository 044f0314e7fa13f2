import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type ConfigObject, configs } from './configs.ts';
import { runs } from './each-config.ts';
import { openStack } from './stack.ts';

/** Lists whose order means nothing. */
const unordered: readonly string[] = [
  'jobs',
  'crawlers',
  'triggers',
  'depends_on',
  'when',
  'any',
  'actions',
  'states',
  'emails',
  's3',
  'jdbc',
  'exclusions',
];

/** A random order for everything whose order means nothing: the keys of every map, and those lists. */
function shuffled(value: unknown, random: () => number, path = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => shuffled(item, random));
    return unordered.includes(path) ? shuffle(items, random) : items;
  }
  if (value != null && typeof value === 'object') {
    return Object.fromEntries(
      shuffle(Object.entries(value), random).map(([key, inner]) => [key, shuffled(inner, random, key)]),
    );
  }
  return value;
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

describe('reordering keys, jobs or dependencies', () => {
  it(
    'changes no plan, neither of a first deployment nor of a second',
    async () => {
      const stack = await openStack();
      let counter = 0;
      try {
        await fc.assert(
          fc.asyncProperty(
            configs,
            fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
            async (config, numbers) => {
              counter += 1;
              const name = `p${String(counter)}`;
              const random = () => (numbers.next() as IteratorYieldResult<number>).value;
              const as = await stack.pipeline(config, name);
              const other = await stack.pipeline(shuffled(config, random) as ConfigObject, name);
              const names = (pipeline: typeof as) =>
                stack
                  .planAgainst(pipeline, [])
                  .changes.map((change) => (change.action === 'create' ? change.resource.name : change.action));
              expect(names(other)).toEqual(names(as));
              expect(stack.planAgainst(other, stack.resources(as)).changes).toEqual([]);
            },
          ),
          { numRuns: runs, endOnFailure: true },
        );
      } finally {
        await stack.close();
      }
    },
    60 * 60_000,
  );
});
