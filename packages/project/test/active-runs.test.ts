import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from '@jest/globals';

import { deploy, localStart } from '../src/index.ts';
import { config, deployment, folderWith, local, look } from './harness.ts';

const jobs = (timeout: number) =>
  config({
    jobs: ['busy', 'idle'].map((name) => ({ name, script: `${name}.py`, type: 'pythonshell', timeout })),
  });

it('a deployment refuses to change a job that is running, where that was said, and no other', async () => {
  const script = 'import time; time.sleep(600)';
  const cwd = folderWith({ 'config.json': jobs(5), 'busy.py': script, 'idle.py': '' });
  const server = await localStart({ cwd, env: {} }, local);
  try {
    await deploy(deployment(cwd));
    await look(cwd, async ({ runs }) => {
      expect(await runs.activeRuns('sales-dev-busy')).toBe(0);
      await runs.startJob('sales-dev-busy', {});
      expect(await runs.activeRuns('sales-dev-busy')).toBe(1);
      expect(await runs.activeRuns('sales-dev-nowhere')).toBe(0);
    });
    writeFileSync(join(cwd, 'config.json'), jobs(6));
    await expect(deploy(deployment(cwd, { failOnActiveRuns: true }))).rejects.toMatchObject({
      code: 'GP317',
      message: 'job busy would be changed while it runs (1 active)',
    });
    expect(await deploy(deployment(cwd))).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
  } finally {
    await server.stop();
  }
});
