import { expect } from '@jest/globals';

import type { Quirk } from '@gluepipeline/local';

import { forEachConfig, runs } from './each-config.ts';
import { openStack } from './stack.ts';

/** Deploy, then plan: empty. Where `clearing`, destroying then leaves nothing at all. */
export async function deployLaw(quirks: readonly Quirk[], clearing: boolean): Promise<void> {
  const stack = await openStack(quirks);
  let tried = 0;
  try {
    await forEachConfig(async (config, name) => {
      const pipeline = await stack.pipeline(config, name);
      const { result, record } = await stack.deploy(pipeline);
      expect(result).toMatchObject({ outcome: 'done', failed: [], neverRun: [] });
      expect((await stack.plan(pipeline, record)).changes).toEqual([]);
      tried += 1;
      if (clearing) {
        expect((await stack.clear(pipeline, record)).outcome).toBe('done');
        expect((await stack.platform.read({ stack: `${name}/dev`, names: {} })).resources).toEqual([]);
      }
    });
  } finally {
    await stack.close();
  }
  expect(tried).toBeGreaterThanOrEqual(runs);
}
