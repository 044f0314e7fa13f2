import { describe, expect, it } from '@jest/globals';
import { type Quirk, quirks } from '@gluepipeline/local';
import fc from 'fast-check';

import { foreignTexts, makeBystanders, tagOurs, untagged } from './bystanders.ts';
import { configs } from './configs.ts';
import { runs } from './each-config.ts';
import { openStack } from './stack.ts';

const cases: [string, Quirk[]][] = [
  ['as AWS is thought to be', []],
  ['with every assumed behaviour switched on', Object.keys(quirks) as Quirk[]],
];

/** A pair costs three deployments, so a quarter as many pairs. */
const pairs = Math.ceil(runs / 4);

describe('going back from one config to another, whatever the two', () => {
  it.each(cases)(
    'leaves nothing to plan against the old one, and touches nothing of others: %s',
    async (_name, on) => {
      const stack = await openStack(on);
      await makeBystanders(stack);
      let counter = 0;
      try {
        await fc.assert(
          fc.asyncProperty(configs, configs, async (before, after) => {
            counter += 1;
            const name = `r${String(counter)}`;
            const pipeline = await stack.pipeline(before, name);
            const old = await stack.deploy(pipeline);
            expect(old.result.failed).toEqual([]);
            const newest = await stack.pipeline(after, name);
            const newer = await stack.deploy(newest, old.record);
            expect(newer.result.failed).toEqual([]);
            const live = await stack.read(newest);
            await tagOurs(stack, live);
            const theirs = await foreignTexts(stack, pipeline);
            const { plan, result, record } = await stack.rollback(pipeline, old.record, newer.record);
            expect(result.failed).toEqual([]);
            expect((await stack.plan(pipeline, record)).changes).toEqual([]);
            expect(await foreignTexts(stack, pipeline)).toEqual(theirs);
            expect(await untagged(stack, live, plan)).toEqual([]);
            expect((await stack.clear(pipeline, record)).outcome).toBe('done');
          }),
          { numRuns: pairs, endOnFailure: true },
        );
      } finally {
        await stack.close();
      }
    },
    60 * 60_000,
  );
});
