import { describe, expect, it } from '@jest/globals';

import { isPassing, retry, waitFor } from '../../src/client/retry.ts';
import { AwsCallError } from '../../src/index.ts';
import { fakeClock } from '../support/clock.ts';

function refusal(awsCode: string, message = 'no'): AwsCallError {
  return new AwsCallError(message, {
    kind: 'refused',
    operation: 'CreateTrigger',
    target: '',
    awsCode,
    hint: '',
    attempts: 1,
  });
}

describe('isPassing', () => {
  it.each([
    ['ConcurrentModificationException', 'Workflow x was modified while adding trigger y', true],
    ['OperationTimeoutException', '', true],
    ['InvalidInputException', 'Service is unable to assume role arn:aws:iam::1:role/etl', true],
    ['InvalidInputException', 'Role etl should be given assume role permissions for Glue Service.', true],
    ['InvalidInputException', 'Please set both', false],
    ['ThrottlingException', 'Rate exceeded', false],
  ])('of %s "%s" is %s', (code, message, passing) => {
    expect(isPassing(refusal(code, message))).toBe(passing);
  });
});

describe('retry', () => {
  it('waits ever longer, and tells how many requests failed', async () => {
    const clock = fakeClock();
    let left = 5;
    let failed = 0;
    const action = () =>
      left-- > 0 ? Promise.reject(refusal('ConcurrentModificationException')) : Promise.resolve('done');
    expect(await retry(clock, action, undefined, (attempts) => (failed += attempts))).toBe('done');
    expect(clock.slept).toEqual([300, 600, 1_200, 2_400, 4_800]);
    expect(failed).toBe(5);
  });

  it('gives up after two minutes with the last error', async () => {
    const clock = fakeClock();
    const error = refusal('OperationTimeoutException');
    await expect(retry(clock, () => Promise.reject(error))).rejects.toBe(error);
    const total = clock.slept.reduce((sum, each) => sum + each, 0);
    expect(total).toBeGreaterThan(100_000);
    expect(total).toBeLessThanOrEqual(120_000);
  });

  it('does not repeat what does not pass', async () => {
    const clock = fakeClock();
    await expect(retry(clock, () => Promise.reject(refusal('InvalidInputException')))).rejects.toThrow('no');
    expect(clock.slept).toEqual([]);
  });
});

describe('waitFor', () => {
  const expected = {
    operation: 'GetTrigger',
    target: '"x"',
    otherwise: 'trigger "x" is still being deleted',
    milliseconds: 900_000,
  };

  it('looks until there is an answer', async () => {
    const clock = fakeClock();
    let left = 3;
    expect(await waitFor(clock, () => Promise.resolve(left-- > 0 ? undefined : 'gone'), expected)).toBe('gone');
    expect(clock.slept).toEqual([75, 150, 300]);
  });

  it('says what has not come about when the time is up', async () => {
    const clock = fakeClock();
    await expect(waitFor(clock, () => Promise.resolve(undefined), expected)).rejects.toMatchObject({
      name: 'AwsCallError',
      code: 'GP404',
      message: 'trigger "x" is still being deleted after 15 minutes',
    });
    expect(Math.max(...clock.slept)).toBeLessThanOrEqual(5_000);
  });
});
