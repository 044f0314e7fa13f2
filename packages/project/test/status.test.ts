import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { deploy, run, status } from '../src/index.ts';
import { config, deployment, folderWith, local, look } from './harness.ts';

const jobs = (script: string) =>
  config({ jobs: [{ name: 'load', type: 'pythonshell', script, glue_version: null, max_concurrent_runs: 30 }] });

describe('the last success', () => {
  it('is found behind more runs that failed than are shown', async () => {
    const cwd = folderWith({ 'config.json': jobs('load.py'), 'load.py': '' });
    const options = { place: { cwd, env: {} }, overrides: {}, connect: local };
    await deploy(deployment(cwd));
    const good = await run({ ...options, jobs: ['load'], wait: true, arguments: {}, runProperties: {} });
    expect(good.succeeded).toBe(true);

    writeFileSync(join(cwd, 'config.json'), jobs('s3://elsewhere/load.py'));
    await deploy(deployment(cwd));
    await look(cwd, async ({ runs, clock }) => {
      for (let count = 0; count < 25; count++) {
        await runs.startJob('sales-dev-load', {});
      }
      while ((await runs.activeRuns('sales-dev-load')) > 0) {
        await clock.sleep(20);
      }
    });
    const now = await status(options);
    expect(now.jobs[0]?.history).toMatchObject({ runs: 20, succeeded: 0 });
    expect(now.lastSuccess).toBe(good.snapshots[0]?.jobRuns[0]?.startedAt);
  });
});
