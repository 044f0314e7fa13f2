import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { deploy, history, plan } from '../src/index.ts';
import { config, deployment, folderWith, local } from './harness.ts';

const at = (cwd: string) => ({ place: { cwd, env: {} }, overrides: {}, connect: local });

/** The second config changes the job of the first and makes another. */
const good = config({ jobs: [{ name: 'a', script: 's3://b/a.py', timeout: 5 }] });
const bad = config({
  jobs: [
    { name: 'a', script: 's3://b/a.py', timeout: 6 },
    { name: 'b', script: 's3://b/b.py', depends_on: ['a'], resource_name: 'taken' },
  ],
});

/** Somebody takes the name of a job between the plan and its making. */
const takeName = (cwd: string) => async () => {
  const other = config({
    pipeline_name: 'other',
    jobs: [{ name: 'x', script: 's3://b/x.py', resource_name: 'taken' }],
  });
  writeFileSync(join(cwd, 'other.json'), other);
  await deploy(deployment(cwd, { place: { cwd, env: {}, config: 'other.json' } }));
  return true;
};

/** Where another pipeline was deployed before, so that there is a bucket and a lock from the beginning. */
async function withBucket(): Promise<string> {
  const cwd = folderWith({
    'config.json': bad,
    'zero.json': config({ pipeline_name: 'zero', jobs: [{ name: 'z', script: 's3://b/z.py' }] }),
  });
  await deploy(deployment(cwd, { place: { cwd, env: {}, config: 'zero.json' } }));
  return cwd;
}

describe('a deployment that fails', () => {
  it('goes back to the last one that came through, where that was asked for', async () => {
    const cwd = folderWith({ 'config.json': good });
    await deploy(deployment(cwd));
    writeFileSync(join(cwd, 'config.json'), bad);
    const done = await deploy(deployment(cwd, { rollbackOnFailure: true, confirm: takeName(cwd) }));
    expect(done).toMatchObject({
      outcome: 'applied',
      result: { outcome: 'failed', failed: [{ step: { resource: { label: 'b' } } }] },
      written: { number: 2, outcome: 'failed' },
      wentBack: { to: 1, result: { outcome: 'done' }, written: { number: 3, what: 'rollback', rollbackTo: 1 } },
    });
    writeFileSync(join(cwd, 'config.json'), good);
    expect((await plan(at(cwd))).plan.changes).toEqual([]);
    expect((await history({ ...at(cwd), limit: 9 })).records.map(({ outcome }) => outcome)).toEqual([
      'done',
      'failed',
      'done',
    ]);
  });

  it('says so where there is nothing to go back to, and stays as it is without being asked', async () => {
    const first = await withBucket();
    expect(await deploy(deployment(first, { rollbackOnFailure: true, confirm: takeName(first) }))).toMatchObject({
      result: { outcome: 'failed' },
      wentBack: { why: 'there is no earlier deployment to go back to' },
    });
    const plainly = await withBucket();
    expect(await deploy(deployment(plainly, { confirm: takeName(plainly) }))).toMatchObject({
      result: { outcome: 'failed' },
      wentBack: undefined,
    });
  });
});
