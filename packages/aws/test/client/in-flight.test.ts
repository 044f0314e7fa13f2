import { describe, expect, it } from '@jest/globals';

import { gate } from '../../src/client/in-flight.ts';

describe('a gate', () => {
  it('lets ten through at a time and all in the end, also past those that fail', async () => {
    const pass = gate();
    let now = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 35 }, (_, index) =>
        pass(async () => {
          most = Math.max(most, ++now);
          await new Promise((resolve) => setImmediate(resolve));
          now -= 1;
          if (index % 3 === 0) {
            throw new Error(`no ${index}`);
          }
          return index;
        }),
      ),
    );
    expect(most).toBe(10);
    expect(now).toBe(0);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(23);
    expect(await pass(() => Promise.resolve('free'))).toBe('free');
  });
});
