import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Aws, aws, chain } from './support/aws.ts';
import { type GitHub, github } from './support/github.ts';
import { events, folderWith, step } from './support/step.ts';

let cloud: Aws;
let hub: GitHub;

beforeAll(async () => {
  cloud = await aws();
  hub = await github();
});

afterAll(async () => {
  await cloud.server.stop();
  await hub.stop();
});

/** One story: each part stands on the one before. */
describe('from a pull request to production, and to the night after', () => {
  const scripts = { extract: 'print(1)', load: 'print(2)' };
  const branch = folderWith(chain(scripts));
  const main = folderWith(chain(scripts));
  const on = (
    workspace: string,
    event: { name: string; payload?: object },
    inputs: Record<string, string>,
    { url }: GitHub = hub,
  ) => step({ workspace, event, inputs, env: { ...cloud.env, GITHUB_API_URL: url } });

  it('a plan on the pull request is a comment', async () => {
    const ran = await on(branch, events.pull_request, { command: 'plan', 'plan-file': 'plan.json' });
    expect(ran).toMatchObject({
      exitCode: 0,
      annotations: [],
      outputs: {
        'has-changes': 'true',
        'to-add': '7',
        'to-change': '0',
        'to-delete': '0',
        'changes-count': '7',
        'plan-path': 'plan.json',
        'comment-id': '1',
      },
    });
    expect(hub.comments).toHaveLength(1);
    expect(hub.comments[0]?.body).toMatch(
      /^<!-- gluepipeline:comment {"config":"config.json","environment":"dev"} -->\n### Plan for `sales`, environment `dev`\n\n\*\*7 to add, 0 to change, 0 to delete, 0 unchanged\*\* · account 123456789012 · eu-west-1\n/,
    );
    expect(hub.comments[0]?.body).toContain('abcdef1 · [run](https://github.com/acme/sales/actions/runs/42)');
  });

  it('a push to the branch updates that very comment', async () => {
    hub.add('looks good', 'ben');
    writeFileSync(join(branch, 'load.py'), 'print(3)');
    const ran = await on(branch, events.pull_request, { command: 'plan', 'plan-file': 'plan.json' });
    expect(ran.outputs['comment-id']).toBe('1');
    expect(hub.comments).toHaveLength(2);
  });

  it('a night before anything was deployed knows nothing of drift, and leaves an open issue open', async () => {
    const own = await github();
    const body = '<!-- gluepipeline:drift {"config":"config.json","environment":"dev"} -->\nof last night';
    own.issues.push({ number: 5, title: 'Drift', body, state: 'open' });
    const ran = await on(main, events.schedule, { command: 'drift', issue: 'open' }, own);
    await own.stop();
    expect(ran).toMatchObject({ exitCode: 0, outputs: { 'has-changes': 'false' } });
    expect(own.issues).toEqual([{ number: 5, title: 'Drift', body, state: 'open' }]);
  });

  it('a merge deploys just that plan, and nothing else', async () => {
    copyFileSync(join(branch, 'plan.json'), join(main, 'plan.json'));
    const inputs = { command: 'deploy', 'plan-file': 'plan.json', 'create-bucket': 'true' };
    const stale = await on(main, events.push, inputs);
    expect(stale).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'plan-stale' } });
    expect(stale.summary).toContain('Plan again on the present state');

    copyFileSync(join(branch, 'load.py'), join(main, 'load.py'));
    const ran = await on(main, events.push, inputs);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { 'has-changes': 'true', 'deployment-id': '1' } });
    expect(ran.summary).toContain('**7 added, 0 changed, 0 deleted** · deployment #1');
    expect(ran.summary).toContain('Just what the reviewed plan said.');
    expect(ran.outputs['comment-id']).toBeUndefined();
  });

  it('a second deployment has nothing to do, and is green', async () => {
    const ran = await on(main, events.push, { command: 'deploy' });
    expect(ran).toMatchObject({ exitCode: 0, outputs: { 'has-changes': 'false', 'changes-count': '0' } });
    expect(ran.summary).toContain('**No changes.** AWS was so already.');
  });

  it('a night without drift opens no issue', async () => {
    const ran = await on(main, events.schedule, { command: 'drift', issue: 'open' });
    expect(ran).toMatchObject({ exitCode: 0, annotations: [], outputs: { 'has-changes': 'false' } });
    expect(hub.issues).toEqual([]);
  });

  it('drift is told, and one issue is open as long as it lasts', async () => {
    const { Job } = (await cloud.glue('GetJob', { JobName: 'sales-dev-load' })) as { Job: Record<string, unknown> };
    const { Role, Command, DefaultArguments, MaxCapacity } = Job;
    const change = (Timeout: number) =>
      cloud.glue('UpdateJob', {
        JobName: 'sales-dev-load',
        JobUpdate: { Role, Command, DefaultArguments, MaxCapacity, GlueVersion: Job.GlueVersion, Timeout },
      });
    await change(17);
    const first = await on(main, events.schedule, { command: 'drift', issue: 'open', 'detailed-exitcode': 'true' });
    expect(first).toMatchObject({
      exitCode: 2,
      annotations: ['::warning::sales/dev: 1 resource was changed in AWS'],
      outputs: { 'has-changes': 'true', 'to-change': '1', 'issue-number': '100' },
    });
    expect(first.summary).toContain('timeout: 17 in AWS');
    await change(18);
    await on(main, events.schedule, { command: 'drift', issue: 'open' });
    expect(hub.issues).toMatchObject([{ number: 100, state: 'open', title: 'Drift in dev: config.json' }]);
    expect(hub.issues[0]?.body).toContain('timeout: 18 in AWS');
  });

  it('words that are masked stand in no title, and that issue is one as well', async () => {
    const own = await github();
    const masked = { command: 'drift', issue: 'open', mask: 'dev' };
    await on(main, events.schedule, masked, own);
    await on(main, events.schedule, masked, own);
    await own.stop();
    expect(own.issues).toMatchObject([{ number: 100, title: 'Drift in ***: config.json' }]);
  });

  it('the next deployment puts it back, and the issue is closed', async () => {
    expect(await on(main, events.push, { command: 'deploy' })).toMatchObject({ exitCode: 0 });
    const ran = await on(main, events.schedule, { command: 'drift', issue: 'open' });
    expect(ran.outputs).toMatchObject({ 'has-changes': 'false', 'issue-number': '100' });
    expect(hub.issues).toMatchObject([{ number: 100, state: 'closed' }]);
  });
});
