import { afterAll, describe, expect, it } from '@jest/globals';
import { follow } from '@gluepipeline/core';
import fc from 'fast-check';

import { configOf, type DagNode, judgeOrder, nodeRunsOf } from './dag.ts';
import { forEachValue } from './each-config.ts';
import { impatientClock, openStack } from './stack.ts';
import { stubPython } from './stub-python.ts';

const node = fc.record({
  picks: fc.array(fc.nat(), { maxLength: 3 }),
  dice: fc.integer({ min: 0, max: 7 }),
  kind: fc.constantFrom('job' as const, 'job' as const, 'crawler' as const),
  any: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
});

/**
 * Graphs of up to nine jobs and crawlers, each waiting for some before it, some of them failing. A start trigger starts
 * two crawlers at most, so only the first node may be a crawler that waits for nothing; the file has them in any order.
 */
const graphs: fc.Arbitrary<DagNode[]> = fc.array(node, { minLength: 1, maxLength: 9 }).chain((drawn) => {
  const nodes = drawn.map(({ picks, dice, kind, any }, index): DagNode => {
    const needed = kind === 'crawler' && picks.length === 0 ? [index - 1] : picks;
    const after = index === 0 ? [] : [...new Set(needed.map((pick) => `node${String(pick % index)}`))];
    return { kind, name: `node${String(index)}`, after, any, fails: dice === 0 };
  });
  return fc.shuffledSubarray(nodes, { minLength: nodes.length });
});

describe('a run of the workflow', () => {
  const stub = stubPython();
  afterAll(() => stub.remove());

  it(
    'starts each job and crawler once, after what it waits for has succeeded, and never when that has failed',
    async () => {
      const stack = await openStack([], stub.python);
      const seen = { good: 0, failed: 0, idle: 0 };
      try {
        await forEachValue(graphs, async (nodes, name) => {
          const pipeline = await stack.pipeline(configOf(nodes), name);
          await stack.deploy(pipeline);
          const id = await stack.runs.startWorkflow(`${name}-dev`, {});
          const ref = { kind: 'workflow', name: `${name}-dev`, id } as const;
          const end = await follow(stack.runs, impatientClock, ref, { pollMilliseconds: 5 });

          const { good, failed, idle } = judgeOrder(nodes, nodeRunsOf(end), `${name}-dev-`);
          expect(end.succeeded).toBe(failed === 0);
          seen.good += good;
          seen.failed += failed;
          seen.idle += idle;
        });
      } finally {
        await stack.close();
      }
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
    },
    60 * 60_000,
  );
});
