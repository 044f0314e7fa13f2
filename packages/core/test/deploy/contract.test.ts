import { describe, it } from '@jest/globals';

import { testTarget } from '../../src/testing/builders.ts';
import { platformContract } from '../../src/testing/contract.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';
import { MemoryPlatform } from '../../src/testing/memory-platform.ts';

describe('the platform contract in memory', () => {
  // Ownership is what real adapters confirm; the one in memory takes everybody's word.
  const cases = platformContract.filter(({ name }) => !name.includes('another stack'));

  it.each([...cases])('$name', async ({ run }) => {
    await run({
      platform: new MemoryPlatform(),
      target: testTarget,
      clock: manualClock(),
      pipeline: 'contract',
      crawledBucket: 'lake',
    });
  });
});
