import { expect, it, jest } from '@jest/globals';

import { deployTogether } from './together.ts';

jest.setTimeout(300_000);

it('of two deployments of one stack at once one is at work, and the other names it and ends, or waits', async () => {
  const { refused, waited } = await deployTogether(6);
  expect(refused).toBeGreaterThan(0);
  expect(waited).toBeGreaterThan(0);
});
