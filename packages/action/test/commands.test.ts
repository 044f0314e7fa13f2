import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { version } from '../src/version.ts';
import { account, chain } from './support/aws.ts';
import { stepsOnAws } from './support/on-aws.ts';
import { folderWith } from './support/step.ts';

const { cloud, run, deployed } = stepsOnAws();

describe('validate', () => {
  it('keeps within ten annotations of a kind, and says how many more there are', async () => {
    const jobs = Array.from({ length: 25 }, (_, at) => ({ name: `j${String(at)}`, script: 'a.py', depends_on: ['x'] }));
    const workspace = folderWith({ ...chain({ a: '' }, { jobs }) });
    const { annotations } = await run(workspace, { command: 'validate' });
    const errors = annotations.filter((line) => line.startsWith('::error'));
    expect(errors).toHaveLength(10);
    expect(errors.at(-1)).toMatch(/^::error::and \d+ more: see the summary of this run$/);
    expect(annotations.filter((line) => line.startsWith('::warning')).length).toBeLessThanOrEqual(10);
  });

  it('annotates nothing where that is not wanted, and fails on warnings where that is', async () => {
    const workspace = folderWith(chain({ a: 'print(1)' }, { role: undefined }));
    const ran = await run(workspace, { command: 'validate', annotations: 'false', strict: 'true' });
    expect(ran).toMatchObject({ exitCode: 1, annotations: [] });
    expect(ran.log).toContain('warning[GP206] no role is named for the jobs');
    expect((await run(workspace, { command: 'validate' })).exitCode).toBe(0);
  });
});

describe('inputs', () => {
  it.each([
    ['command', 'depoly', 'the input command is "depoly"', /command is one of setup, validate, plan, deploy, run/],
    ['comment', 'yes', 'the input comment is "yes"', /comment is one of update, new, hide-and-new, off/],
    ['summary', 'on', 'the input summary is "on"', /summary is true or false/],
    ['lock-timeout', '10', 'the input lock-timeout is "10"', /90s, 10m or 2h/],
    ['max-deletes', 'none', 'the input max-deletes is "none"', /a whole number of at least 0/],
    ['var', 'password', 'the input var is wrong', /var is key=value, one a line/],
  ])('%s that is wrong is said, with what is right, before anything is done', async (name, value, message, hint) => {
    const workspace = folderWith(chain({ a: '' }));
    const ran = await run(workspace, { command: 'deploy', 'create-bucket': 'true', [name]: value });
    expect(ran).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'validation-failed' } });
    expect(ran.annotations).toHaveLength(1);
    expect(ran.annotations[0]).toContain(message);
    expect(ran.annotations[0]).toMatch(hint);
  });
});

describe('plan', () => {
  it('ends with 2 where changes are to fail the step, and with 0 otherwise', async () => {
    const workspace = folderWith(chain({ a: 'print(1)' }, { pipeline_name: 'two' }));
    expect(await run(workspace, { command: 'plan' })).toMatchObject({ exitCode: 0 });
    const ran = await run(workspace, { command: 'plan', 'detailed-exitcode': 'true' });
    expect(ran).toMatchObject({ exitCode: 2, outputs: { 'has-changes': 'true', 'changes-count': '2' } });
    expect(JSON.parse(ran.outputs['changes-summary'] ?? '')).toEqual({
      stack: 'two/dev',
      ...{ add: 2, change: 0, delete: 0, unchanged: 0, drifted: 0, more: 0 },
      changes: [
        expect.objectContaining({ action: 'create', kind: 'artifact', label: 'a.py' }),
        { action: 'create', kind: 'job', name: 'two-dev-a', label: 'a' },
      ],
    });
    expect(ran.outputs['changes-markdown']).toContain('```diff\n+ script   a.py');
  });

  it('takes an environment and values of variables', async () => {
    const config = {
      variables: { size: 1 },
      environments: { prod: {} },
      jobs: [{ name: 'a', script: 'a.py', type: 'pythonshell', description: 'size ${var.size}' }],
    };
    const workspace = folderWith(chain({ a: '' }, config));
    const ran = await run(workspace, { command: 'plan', environment: 'prod', var: 'size=7\n\n' });
    expect(ran.log).toContain('environment prod');
    expect(ran.exitCode).toBe(0);
  });

  it('tells what a month costs, and fails where that is over the budget, with the plan nevertheless', async () => {
    const job = { name: 'a', script: 'a.py', type: 'glueetl', worker_type: 'G.1X', number_of_workers: 10 };
    const jobs = [{ ...job, schedule: 'cron(0 2 * * ? *)' }];
    const workspace = folderWith(chain({ a: '' }, { pipeline_name: 'dear', glue_version: '5.0', jobs }));
    const ran = await run(workspace, { command: 'plan' });
    expect(ran.summary).toContain('\nCost of a month: ');
    expect(ran.outputs['cost-monthly']).toMatch(/^\d+\.\d\d$/);
    expect((await run(workspace, { command: 'plan', cost: 'false' })).outputs['cost-monthly']).toBeUndefined();
    const wrong = await run(workspace, { command: 'plan', budget: 'much' });
    expect(wrong.annotations[0]).toContain('budget is an amount of US dollars such as 100 or 99.50');
  });

  it('looks at a part, which deploy then deploys', async () => {
    const workspace = folderWith(chain({ a: 'print(1)', b: 'print(2)' }, { pipeline_name: 'part' }));
    const planned = await run(workspace, { command: 'plan', select: 'a', 'plan-file': 'plan.json' });
    expect(planned.log).toContain('+ job      a');
    expect(planned.log).not.toContain('+ job      b');
    const deploy = { command: 'deploy', 'create-bucket': 'true' };
    expect(await run(workspace, { ...deploy, 'plan-file': 'plan.json' })).toMatchObject({
      exitCode: 0,
      outputs: { 'changes-count': planned.outputs['changes-count'] },
    });
    const other = await run(workspace, { ...deploy, 'plan-file': 'plan.json', select: 'b' });
    expect(other).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'validation-failed' } });
    expect(other.annotations[0]).toContain('GP322::the input select is not what the saved plan was made with');
    expect((await run(workspace, { ...deploy, select: 'b' })).summary).toContain('+ job      b');
  });

  it('hides account ids and values, in the log and in all that it writes', async () => {
    const workspace = folderWith(chain({ a: '' }, { pipeline_name: 'hidden-word' }));
    const { log, summary, outputs } = await run(workspace, {
      command: 'plan',
      mask: 'hidden-word',
      'mask-account-id': 'true',
    });
    const [added = '', ...lines] = log.split('\n');
    expect(added).toBe('::add-mask::hidden-word');
    expect(lines.filter((line) => line.includes(account))).toEqual([`::add-mask::${account}`]);
    for (const text of [lines.join('\n'), summary, JSON.stringify(outputs)]) {
      expect(text).not.toContain('hidden-word');
      expect(text.replace(`::add-mask::${account}`, '')).not.toContain(account);
    }
    expect(summary).toContain('### Plan for `***`, environment `dev`');
  });

  it('takes no name for a command of the runner', async () => {
    const jobs = [
      { name: '::add-mask::a', script: 'a.py', type: 'pythonshell', description: 'x\n::set-env name=A::b' },
    ];
    const { log } = await run(folderWith(chain({ a: '' }, { jobs })), { command: 'plan' });
    expect(log.split('\n').filter((line) => /^\s*::(?!group|endgroup|error|warning)/.test(line))).toEqual([]);
  });
});

describe('run', () => {
  it('leaves a run that takes longer than the step may, and fails', async () => {
    const workspace = await deployed('slow', { a: 'import time\ntime.sleep(600)\n' });
    const ran = await run(workspace, { command: 'run', select: 'a', timeout: '1s' });
    expect(ran).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'run-failed' } });
    expect(['STARTING', 'RUNNING']).toContain(ran.outputs['run-state']);
    expect(ran.summary).toContain('the time of the input `timeout` ran out');
  });

  it('only starts where nobody is to wait, with the arguments that are given', async () => {
    const workspace = await deployed('quick', { a: 'print(1)' });
    const given = 'day=1\n--month=2\nlibrary-set=analytics';
    const ran = await run(workspace, { command: 'run', select: 'a', wait: 'false', arguments: given });
    expect(ran.exitCode).toBe(0);
    expect(['STARTING', 'RUNNING', 'WAITING', 'SUCCEEDED']).toContain(ran.outputs['run-state']);
    expect(await cloud().glue('GetJobRuns', { JobName: 'quick-dev-a' })).toMatchObject({
      JobRuns: [{ Arguments: { '--day': '1', '--month': '2', 'library-set': 'analytics' } }],
    });
  });
});

describe('setup', () => {
  it('puts the command of this version on the PATH of later steps', async () => {
    const ran = await run(folderWith(), { command: 'setup' });
    expect(ran).toMatchObject({ exitCode: 0, summary: '', outputs: {} });
    const said = execFileSync(join(ran.path.trim(), 'gluepipeline'), ['--version'], { encoding: 'utf8' });
    expect(said).toBe(`${version}\n`);
  });
});
