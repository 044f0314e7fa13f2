import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { pauseOf, subjectOf } from '@gluepipeline/core';

import { deploy, pause, plan } from '../src/index.ts';
import { config, deployment, folderWith, local, look } from './harness.ts';

const at = (cwd: string) => ({ place: { cwd, env: {} }, overrides: {}, connect: local });
const job = (name: string, more: object = {}) => ({ name, script: `s3://b/${name}.py`, ...more });
const nightly = { schedule: 'cron(0 2 * * ? *)' };

function write(cwd: string, more: object): void {
  writeFileSync(join(cwd, 'config.json'), config(more));
}

async function changesOf(cwd: string, select: readonly string[] = []): Promise<string[]> {
  const { changes } = (await plan({ ...at(cwd), select })).plan;
  return changes.map((change) => `${change.action} ${subjectOf(change).kind} ${subjectOf(change).label}`);
}

const trigger = (cwd: string, name: string) =>
  look(cwd, async ({ platform }) => {
    const { resources } = await platform.read({ stack: 'sales/dev', names: { trigger: [name] } });
    return resources.find((each) => each.kind === 'trigger' && each.name === name);
  });

describe('a stack that is deployed part by part', () => {
  it('lets a job that was paused and now waits for another start again', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [job('a'), job('b', nightly)] }) });
    await deploy(deployment(cwd));
    await pause({ ...at(cwd), names: ['b'] });
    write(cwd, { jobs: [job('a'), job('b', { depends_on: ['a'] })] });
    await deploy(deployment(cwd));
    const live = await trigger(cwd, 'sales-dev-run-b');
    expect(live).toMatchObject({ definition: { Type: 'CONDITIONAL', enabled: true } });
    expect(live == null ? live : pauseOf(live)).toBeUndefined();
    expect(await changesOf(cwd)).toEqual([]);
  });

  it('takes with a renamed first job what waits for it, and the rest ends with nothing to plan', async () => {
    const cwd = folderWith({
      'config.json': config({ ...nightly, jobs: [job('a'), job('b', { depends_on: ['a'] })] }),
    });
    await deploy(deployment(cwd));
    write(cwd, { ...nightly, jobs: [job('z'), job('b', { depends_on: ['z'], timeout: 5 })] });
    expect(await deploy(deployment(cwd, { select: ['z'] }))).toMatchObject({ result: { outcome: 'done' } });
    expect(await trigger(cwd, 'sales-dev-run-b')).toMatchObject({
      definition: { Predicate: { Conditions: [{ JobName: 'sales-dev-z' }] } },
    });
    expect(await changesOf(cwd)).toEqual(['update job b', 'delete job a']);
    await deploy(deployment(cwd));
    expect(await changesOf(cwd)).toEqual([]);
  });

  it('warns of a start that is off and not selected', async () => {
    const cwd = folderWith({
      'config.json': config({ ...nightly, jobs: [job('a'), job('b', { depends_on: ['a'] })] }),
    });
    await deploy(deployment(cwd));
    const start = await trigger(cwd, 'sales-dev-start');
    await look(cwd, ({ platform }) => platform.setActive(start!, false, 'sales/dev'));
    const { notes } = await plan({ ...at(cwd), select: ['b'] });
    expect(notes).toContain(
      'warning: trigger start is off, on in the config and not selected: it starts nothing until it is deployed',
    );
    expect((await plan(at(cwd))).notes).toEqual([]);
  });
});
