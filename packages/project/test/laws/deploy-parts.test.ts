import { describe, expect, it } from '@jest/globals';
import {
  type Change,
  type DeploymentRecord,
  fieldsOf,
  isRestorable,
  keyOf,
  type Live,
  ownerOf,
  subjectOf,
} from '@gluepipeline/core';
import { type Quirk, quirks } from '@gluepipeline/local';
import fc from 'fast-check';

import { configs } from './configs.ts';
import { runs } from './each-config.ts';
import { openStack } from './stack.ts';

const cases: [string, Quirk[]][] = [
  ['as AWS is thought to be', []],
  ['with every assumed behaviour switched on', Object.keys(quirks) as Quirk[]],
];

/** A pair costs a deployment a part, and there are many, so far fewer pairs. */
const pairs = Math.ceil(runs / 15);

describe('one config deployed over another part by part, in whatever order', () => {
  it.each(cases)(
    'leaves nothing to plan, touches nothing else on the way, and half of the way can be gone back: %s',
    async (_name, on) => {
      const stack = await openStack(on);
      let counter = 0;
      try {
        await fc.assert(
          fc.asyncProperty(configs, configs, fc.array(fc.nat(), { minLength: 4 }), async (before, after, picks) => {
            counter += 1;
            const name = `s${String(counter)}`;
            let { record } = await stack.deploy(await stack.pipeline(before, name));
            const pipeline = await stack.pipeline(after, name);
            const back: { record: DeploymentRecord; live: Map<string, unknown> }[] = [];
            let rest = await stack.plan(pipeline, record);
            for (let step = 0; rest.changes.length > 0; step++) {
              const own = rest.changes.filter((each) => !goesAlong(each));
              const change = own[(picks[step % picks.length] ?? 0) % own.length];
              const subject = change == null ? undefined : subjectOf(change);
              const key = subject == null ? '' : keyOf(subject);
              const was = owned(await stack.read(pipeline), rest.stack);
              const { plan, result, record: next } = await stack.deploy(pipeline, record, undefined, [key]);
              expect(plan.blockers).toEqual([]);
              expect(result.failed).toEqual([]);
              const is = owned(await stack.read(pipeline), rest.stack);
              const others = (plan.notSelected?.resources ?? []).map(keyOf);
              expect(others.map((each) => is.get(each))).toEqual(others.map((each) => was.get(each)));
              record = next;
              back.push({ record, live: is });
              rest = await stack.plan(pipeline, record);
              const left = rest.changes.filter((each) => !goesAlong(each)).map((each) => keyOf(subjectOf(each)));
              expect(left).not.toContain(key);
            }
            const middle = back[Math.floor(back.length / 2)];
            if (middle != null) {
              expect(isRestorable(middle.record)).toBe(true);
              const first = await stack.rollback(pipeline, middle.record, record);
              expect(first.result.failed).toEqual([]);
              const again = await stack.rollback(pipeline, middle.record, first.record);
              expect(again.result.done).toEqual([]);
              record = again.record;
              const live = owned(await stack.read(pipeline), rest.stack);
              // That nothing was left to do says what they hold; of what the config ignores an old value may be lost.
              expect([...live.keys()].toSorted()).toEqual([...middle.live.keys()].toSorted());
            }
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

/** A trigger that is made anew only because its workflow is: it comes with that. */
function goesAlong(change: Change): boolean {
  return change.action === 'replace' && change.fields.length === 0;
}

/** What is ours, by its key; uploads stay where they are. */
function owned(live: readonly Live[], stack: string): Map<string, unknown> {
  const ours = live.filter((each) => each.kind !== 'artifact' && ownerOf(each) === stack);
  return new Map(ours.map((each) => [keyOf(each), fieldsOf(each)]));
}
