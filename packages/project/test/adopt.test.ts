import { describe, expect, it } from '@jest/globals';
import type { Live, Resource } from '@gluepipeline/core';

import { deploy, plan } from '../src/index.ts';
import { config, deployment, folderWith, local, look } from './harness.ts';

const at = (cwd: string) => ({ place: { cwd, env: {} }, overrides: {}, connect: local });
const text = config({ jobs: [{ name: 'load', script: 's3://scripts/load.py', timeout: 9, resource_name: 'nightly' }] });

/** A folder in whose account somebody has made a job by hand, with these tags. */
async function withJob(tags: Record<string, string>, type = 'glueetl'): Promise<string> {
  const cwd = folderWith({ 'config.json': text });
  const byHand: Resource = {
    kind: 'job',
    name: 'nightly',
    label: 'nightly',
    tags,
    definition: {
      Role: 'theirs',
      Command: { Name: type, ScriptLocation: 's3://theirs/x.py', PythonVersion: type === 'glueetl' ? '3' : '3.9' },
      ...(type === 'glueetl'
        ? { GlueVersion: '4.0', WorkerType: 'G.1X', NumberOfWorkers: 2 }
        : { MaxCapacity: 0.0625 }),
    },
  };
  await look(cwd, ({ platform }) => platform.create(byHand, 'nobody/here'));
  return cwd;
}

const jobIn = (cwd: string) =>
  look(cwd, async ({ platform }): Promise<Live | undefined> => {
    const { resources } = await platform.read({ stack: 'sales/dev', names: { job: ['nightly'] } });
    return resources.find(({ kind }) => kind === 'job');
  });

describe('--adopt', () => {
  it('takes over what nobody owns, after showing what will change in it; tags of others stay', async () => {
    const cwd = await withJob({ team: 'finance' });
    const refused = deploy(deployment(cwd));
    await expect(refused).rejects.toMatchObject({
      code: 'GP301',
      message: 'job "nightly" exists already and was not made by this tool',
      hint: 'take it over with --adopt job/load, or give ours another name with resource_name',
    });
    const adopt = ['job/load'];
    const [change, ...others] = (await plan({ ...at(cwd), adopt })).plan.changes;
    expect(others).toEqual([]);
    expect(change).toMatchObject({ action: 'update', adopts: true });
    const fields = change?.action === 'update' ? change.fields.map(({ field }) => field) : [];
    expect(fields).toEqual(
      expect.arrayContaining(['glue_version', 'role', 'script', 'timeout', 'tags.gluepipeline:stack']),
    );

    const done = await deploy(deployment(cwd, { adopt }));
    expect(done).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
    expect(done.outcome === 'applied' ? done.result.done.map(({ action }) => action) : []).toEqual(['adopt', 'update']);
    expect(await jobIn(cwd)).toMatchObject({
      tags: { team: 'finance', 'gluepipeline:stack': 'sales/dev' },
      definition: { Timeout: 9 },
    });
    expect((await plan(at(cwd))).plan.changes).toEqual([]);
    // Ours already: nothing to do, and no mistake.
    expect(await deploy(deployment(cwd, { adopt }))).toMatchObject({ outcome: 'no-changes' });
  });

  it.each(['job/nightly', 'job/load'])('takes the name in AWS or in the config: %s', async (name) => {
    const cwd = await withJob({});
    expect((await plan({ ...at(cwd), adopt: [name] })).plan.blockers).toEqual([]);
  });

  it('never takes what belongs to another stack, or would have to be deleted first', async () => {
    const theirs = await withJob({ 'gluepipeline:stack': 'billing/dev' });
    await expect(deploy(deployment(theirs, { adopt: ['job/load'] }))).rejects.toMatchObject({
      code: 'GP301',
      message: 'job "nightly" exists already and belongs to the stack billing/dev',
    });
    const other = await withJob({}, 'pythonshell');
    await expect(deploy(deployment(other, { adopt: ['job/load'], allowReplace: true }))).rejects.toMatchObject({
      code: 'GP318',
    });
    expect(await jobIn(other)).toMatchObject({ definition: { Command: { Name: 'pythonshell' } }, tags: {} });
  });

  it('complains of a name that nothing has, and of what is not there', async () => {
    const cwd = folderWith({ 'config.json': text });
    const blockers = async (name: string) => (await plan({ ...at(cwd), adopt: [name] })).plan.blockers;
    expect(await blockers('job/laod')).toMatchObject([
      { code: 'GP318', message: 'the config has no job/laod to take over' },
    ]);
    expect(await blockers('job/load')).toMatchObject([
      { code: 'GP318', message: 'job "nightly" does not exist, so nothing can be taken over' },
    ]);
  });
});
