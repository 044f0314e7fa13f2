import { describe, expect, it } from '@jest/globals';

import { UserError } from '@gluepipeline/core';
import { Interrupted } from '@gluepipeline/project';

import { failureOf } from '../src/failure.ts';

describe('failureOf', () => {
  it.each(['GP319', 'GP322', 'GP505', 'GP506', 'GP602', 'GP603'])(
    'says validation-failed for %s: what was asked for is wrong, and nothing was begun',
    (code) => {
      expect(failureOf(new UserError(code, 'no'), 'deploy-failed')?.reason).toBe('validation-failed');
    },
  );

  it('takes a wait that was ended for no bug', () => {
    expect(failureOf(new Interrupted(), 'deploy-failed')).toMatchObject({
      reason: undefined,
      message: 'interrupted while waiting for the lock: nothing was changed',
    });
  });

  it('names inputs where a message or a hint names flags', () => {
    const error = new UserError('GP322', '--select is wrong', 'leave out --lock-timeout 10m, or say --allow-replace');
    expect(failureOf(error, undefined)).toMatchObject({
      message: 'the input select is wrong',
      hint: 'leave out lock-timeout: 10m, or say allow-replace: true',
    });
  });

  it('knows nothing of a bug', () => {
    expect(failureOf(new TypeError('x is undefined'), 'deploy-failed')).toBeUndefined();
  });
});
