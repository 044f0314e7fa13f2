import { describe, expect, it } from '@jest/globals';
import { existsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { lockHold } from '@gluepipeline/project';

import { chain } from './support/aws.ts';
import { stepsOnAws } from './support/on-aws.ts';
import { events, folderWith } from './support/step.ts';

const { cloud, run, deployed } = stepsOnAws();

describe('deploy', () => {
  it('fails with auth where there are no credentials', async () => {
    const workspace = folderWith(chain({ a: '' }));
    const { AWS_ACCESS_KEY_ID: key } = process.env;
    delete process.env.AWS_ACCESS_KEY_ID;
    try {
      const ran = await run(workspace, { command: 'deploy' }, { env: { AWS_ACCESS_KEY_ID: '' } });
      expect(ran).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'auth' } });
      expect(ran.annotations).toHaveLength(1);
    } finally {
      process.env.AWS_ACCESS_KEY_ID = key;
    }
  });

  it('fails with validation-failed for a config with errors, at their lines', async () => {
    const workspace = folderWith(
      chain({ a: '' }, { jobs: [{ name: 'a', script: 'missing.py', type: 'pythonshell' }] }),
    );
    const ran = await run(workspace, { command: 'deploy' });
    expect(ran).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'validation-failed' } });
    expect(ran.annotations[0]).toMatch(/^::error file=config.json,line=\d+,col=\d+,title=GP\d+::/);
    expect(ran.log).toMatch(/^error\[GP\d+\] .*missing\.py/m);
    expect(ran.summary).toContain('### Deployment failed: `config.json`');
  });

  it('declines what cannot be had back, until it is approved', async () => {
    const workspace = await deployed('lossy', { a: 'print(1)', b: 'print(2)' });
    const { 'config.json': text = '' } = chain({ a: '' }, { pipeline_name: 'lossy' });
    writeFileSync(join(workspace, 'config.json'), text);
    const ran = await run(workspace, { command: 'deploy' });
    expect(ran).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'declined' } });
    expect(ran.annotations[0]).toContain('auto-approve: true');
    expect(ran.summary).toMatch(/^- job {6}b +deleted, with its run history and bookmark$/m);
    expect(ran.log).toContain('- job      b');
    const bounded = await run(workspace, { command: 'deploy', 'auto-approve': 'true', 'max-deletes': '1' });
    expect(bounded).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'declined' } });
    const done = await run(workspace, { command: 'deploy', 'auto-approve': 'true' });
    expect(done).toMatchObject({ exitCode: 0, outputs: { 'to-delete': expect.stringMatching(/^[34]$/) } });
    expect(done.summary).toMatch(/> \*\*Gone for good:\*\*\n> - job `b` is deleted/);
  });

  it('fails with lock-held while somebody else deploys, and says who', async () => {
    const workspace = await deployed('held', { a: 'print(1)' });
    await lockHold({
      place: { cwd: workspace, env: { GITHUB_ACTOR: 'ben' } },
      overrides: {},
      connect: { local: false, env: cloud().env },
      reason: 'month end',
    });
    const ran = await run(workspace, { command: 'deploy' });
    expect(ran).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'lock-held' } });
    expect(JSON.parse(ran.outputs['lock-info'] ?? '')).toMatchObject({
      ...{ by: 'ben', host: hostname(), what: 'hold', reason: 'month end', expires: null },
    });
    const cancelAt = 'waiting for the lock of ben on ';
    const waiting = await run(workspace, { command: 'deploy', 'lock-timeout': '1m' }, { cancelAt });
    expect(waiting).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': '' } });
    expect(waiting.log).toContain(cancelAt);
    expect(waiting.annotations).toEqual(['::error::interrupted while waiting for the lock: nothing was changed']);
  });

  it('fails with deploy-failed part-way, says how far it came, and goes on the next time', async () => {
    const workspace = folderWith(chain({ a: 'print(1)', b: 'print(2)' }, { pipeline_name: 'half' }));
    cloud().fail('CreateWorkflow');
    const ran = await run(workspace, { command: 'deploy', 'create-bucket': 'true' });
    cloud().fail(undefined);
    expect(ran).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'deploy-failed' } });
    expect(ran.summary).toContain('### Deployment of `half`, environment `dev`: failed');
    expect(ran.summary).toContain('never run create trigger run-b');
    expect(await run(workspace, { command: 'deploy' })).toMatchObject({ exitCode: 0 });
  });
});

describe('rollback, status and destroy', () => {
  it('go back to the deployment before, tell how things stand, and leave nothing', async () => {
    const workspace = await deployed('back', { a: 'print(1)' });
    writeFileSync(join(workspace, 'a.py'), 'print(2)');
    await run(workspace, { command: 'deploy' });
    expect(await run(workspace, { command: 'status' })).toMatchObject({
      exitCode: 0,
      log: 'a  as configured  –\n',
      outputs: { 'has-changes': 'false' },
    });
    const back = await run(workspace, { command: 'rollback', to: '1' }, { event: events.workflow_dispatch });
    expect(back).toMatchObject({ exitCode: 0, outputs: { 'deployment-id': '3', 'to-change': '1' } });
    expect(back.summary).toContain('### Rolled back `back`, environment `dev`');
    const status = await run(workspace, { command: 'status' });
    expect(status.summary).toContain('| `a` | pythonshell | differs | – |');
    const gone = await run(workspace, { command: 'destroy', 'auto-approve': 'true' });
    expect(gone).toMatchObject({ exitCode: 0, outputs: { 'has-changes': 'true' } });
    expect(await run(workspace, { command: 'destroy' })).toMatchObject({
      exitCode: 0,
      outputs: { 'has-changes': 'false' },
    });
    const nothing = await run(workspace, { command: 'rollback', to: '99' });
    expect(nothing).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'validation-failed' } });
  });
});

describe('guards', () => {
  it('let nothing over the budget be planned into a file or deployed', async () => {
    const workspace = await deployed(
      'dear',
      { a: 'import time\ntime.sleep(1.1)\n' },
      { schedule: 'cron(0 2 * * ? *)' },
    );
    await run(workspace, { command: 'run', select: 'a' });
    // A minute of a sixteenth of a DPU is 10 dollars.
    const rates = { 'eu-west-1': { asOf: '2026-11-01', source: 'a test', rates: { standard: '9600' } } };
    writeFileSync(join(workspace, 'prices.json'), JSON.stringify({ schemaVersion: 1, regions: rates }));
    writeFileSync(join(workspace, 'a.py'), 'print(2)');
    const env = { GLUEPIPELINE_PRICES: 'prices.json' };
    const month = 'a month would cost $304.17, most of it for a ($304.17), and the budget is $300.00';
    const plan = await run(workspace, { command: 'plan', budget: '300', 'plan-file': 'plan.json' }, { env });
    expect(plan).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'declined', 'to-change': '1' } });
    expect(plan.annotations[0]).toContain(`title=GP320::${month}`);
    expect(plan.summary).toContain(`> **Over the budget:** ${month}`);
    expect([plan.outputs['plan-path'], existsSync(join(workspace, 'plan.json'))]).toEqual([undefined, false]);
    const over = await run(workspace, { command: 'deploy', budget: '300' }, { env });
    expect(over).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'declined' } });
    expect(over.annotations[0]).toContain(`title=GP320::${month}`);
    expect((await run(workspace, { command: 'deploy', budget: '305' }, { env })).exitCode).toBe(0);
  });

  it('let a job be made anew only where that is allowed', async () => {
    const workspace = await deployed('anew', { a: 'print(1)' });
    const jobs = [{ name: 'a', script: 'a.py', type: 'glueetl' }];
    const { 'config.json': text = '' } = chain({ a: '' }, { pipeline_name: 'anew', glue_version: '5.0', jobs });
    writeFileSync(join(workspace, 'config.json'), text);
    const approved = { command: 'deploy', 'auto-approve': 'true' };
    const refused = await run(workspace, approved);
    expect(refused).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'declined' } });
    expect(refused.annotations[0]).toMatch(/title=GP302::.*allow-replace: true/);
    expect((await run(workspace, { ...approved, 'allow-replace': 'true' })).exitCode).toBe(0);
  });

  it('go back to what was deployed where that is wanted and a deployment does not get through', async () => {
    const workspace = await deployed('return', { a: 'print(1)' });
    const { 'config.json': text = '' } = chain({ a: '', b: '' }, { pipeline_name: 'return' });
    writeFileSync(join(workspace, 'config.json'), text);
    writeFileSync(join(workspace, 'b.py'), 'print(2)');
    cloud().fail('CreateWorkflow');
    const ran = await run(workspace, { command: 'deploy', 'rollback-on-failure': 'true' });
    cloud().fail(undefined);
    expect(ran).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'deploy-failed' } });
    expect(ran.log).toContain('going back to the last deployment that came through');
    expect(ran.summary).toContain('AWS is again as deployment #1 had it.');
  });
});
