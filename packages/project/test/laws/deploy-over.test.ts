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

/** A pair costs two deployments, so a third as many pairs. */
const pairs = Math.ceil(runs / 3);

describe('one config deployed over another, whatever the two', () => {
  it.each(cases)(
    'leaves nothing to plan and touches nothing of others, also when the first try was cut short: %s',
    async (_name, on) => {
      const stack = await openStack(on);
      await makeBystanders(stack);
      let counter = 0;
      try {
        await fc.assert(
          fc.asyncProperty(configs, configs, fc.nat({ max: 12 }), async (before, after, cut) => {
            counter += 1;
            const name = `p${String(counter)}`;
            const first = await stack.pipeline(before, name);
            const old = await stack.deploy(first);
            expect(old.result.failed).toEqual([]);
            const live = await stack.read(first);
            await tagOurs(stack, live);
            const pipeline = await stack.pipeline(after, name);
            const theirs = await foreignTexts(stack, pipeline);
            const whole = await stack.plan(pipeline, old.record);
            const short = await stack.deploy(pipeline, old.record, cut);
            const { result, record } = await stack.deploy(pipeline, short.record);
            expect(result.failed).toEqual([]);
            expect((await stack.plan(pipeline, record)).changes).toEqual([]);
            expect(await foreignTexts(stack, pipeline)).toEqual(theirs);
            expect(await untagged(stack, live, whole)).toEqual([]);
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
