import { describe, expect, it } from '@jest/globals';

import { lockHold } from '@gluepipeline/project';

import { stepsOnAws } from './support/on-aws.ts';

const { cloud, run, deployed } = stepsOnAws();

describe('a deployment that waits for the lock', () => {
  it('is no failure of its own when the job is cancelled', async () => {
    const workspace = await deployed('held', { a: 'print(1)' });
    await lockHold({
      place: { cwd: workspace, env: { GITHUB_ACTOR: 'ben' } },
      overrides: {},
      connect: { local: false, env: cloud().env },
      reason: 'month end',
    });
    const cancelAt = 'waiting for the lock of ben on ';
    const waiting = await run(workspace, { command: 'deploy', 'lock-timeout': '1m' }, { cancelAt });
    expect(waiting).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': '' } });
    expect(waiting.log).toContain(cancelAt);
    expect(waiting.annotations).toEqual(['::error::interrupted while waiting for the lock: nothing was changed']);
  });
});
