import { expect, it, jest } from '@jest/globals';

import { deployTogether } from '../faults/together.ts';

jest.setTimeout(60 * 60_000);

/** Fewer where the sweep is to be quick. */
const rounds = process.env.GLUEPIPELINE_SWEEP_EVERY == null ? 50 : 10;

it('of two deployments of one stack at once one is at work, round after round', async () => {
  const { refused, waited } = await deployTogether(rounds);
  process.stdout.write(
    `together: ${String(rounds)} rounds, one was refused in ${String(refused)} and one waited in ${String(waited)} of them\n`,
  );
  expect(refused + waited).toBeGreaterThan(rounds / 2);
});
