import { describe, expect, it } from '@jest/globals';

import { apply } from '../../src/deploy/apply.ts';
import { makePlan } from '../../src/plan/plan.ts';
import { keyOf, type Resource } from '../../src/resources/resource.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';
import { MemoryPlatform } from '../../src/testing/memory-platform.ts';

const config = {
  role: 'etl',
  schedule: 'cron(0 2 * * ? *)',
  jobs: [
    { name: 'a', script: 'a.py' },
    { name: 'b', script: 's3://b/b.py', depends_on: ['a'] },
  ],
};

async function planFor(platform: MemoryPlatform, desired: readonly Resource[], allowReplace = false) {
  const { resources } = await platform.read({
    stack: 'sales/dev',
    names: Object.fromEntries(
      ['artifact', 'job', 'workflow', 'trigger'].map((kind) => [
        kind,
        desired.filter((each) => each.kind === kind).map(({ name }) => name),
      ]),
    ),
  });
  return makePlan({ stack: 'sales/dev', target: testTarget, desired, live: resources, allowReplace });
}

async function deploy(platform: MemoryPlatform, desired: readonly Resource[], allowReplace = false) {
  return apply({ plan: await planFor(platform, desired, allowReplace), platform, clock: manualClock() });
}

describe('apply', () => {
  it('makes what is needed first and lets the schedule loose last', async () => {
    const platform = new MemoryPlatform();
    const result = await deploy(platform, resourcesOf(config));
    expect(result.outcome).toBe('done');
    expect(platform.calls.map((call) => call.replace(/[0-9a-f]{64}/, '<digest>'))).toEqual([
      'create artifact/gluepipeline/sales/dev/scripts/<digest>/a.py',
      'create job/sales-dev-a',
      'create job/sales-dev-b',
      'create workflow/sales-dev',
      'create trigger/sales-dev-run-b',
      'create trigger/sales-dev-start',
      'activate trigger/sales-dev-run-b',
      'activate trigger/sales-dev-start',
    ]);
  });

  it('leaves nothing for a second deployment to do', async () => {
    const platform = new MemoryPlatform();
    await deploy(platform, resourcesOf(config));
    expect((await planFor(platform, resourcesOf(config))).changes).toEqual([]);
  });

  it('deletes triggers before the workflow, and jobs last', async () => {
    const platform = new MemoryPlatform();
    await deploy(platform, resourcesOf(config));
    platform.calls.length = 0;
    await deploy(platform, []);
    expect(platform.calls).toEqual([
      'delete trigger/sales-dev-run-b',
      'delete trigger/sales-dev-start',
      'delete workflow/sales-dev',
      'delete job/sales-dev-a',
      'delete job/sales-dev-b',
    ]);
  });

  it('ends what is in flight at a failure, starts nothing more, and accounts for every step', async () => {
    const platform = new MemoryPlatform();
    platform.failOn.set('create workflow/sales-dev', new Error('no'));
    const result = await deploy(platform, resourcesOf(config));
    expect(result.outcome).toBe('failed');
    expect(result.done.map(({ resource }) => resource.label)).toEqual(['a.py', 'a', 'b']);
    expect(result.failed.map(({ step, error }) => [step.resource.label, (error as Error).message])).toEqual([
      ['sales-dev', 'no'],
    ]);
    expect(result.neverRun.map(({ action, resource }) => `${action} ${resource.label}`)).toEqual([
      'create run-b',
      'create start',
      'activate run-b',
      'activate start',
    ]);
    platform.failOn.clear();
    expect((await deploy(platform, resourcesOf(config))).outcome).toBe('done');
    expect((await planFor(platform, resourcesOf(config))).changes).toEqual([]);
  });

  it('takes back the word of a step that does not read back, and lets nothing loose', async () => {
    const platform = new MemoryPlatform();
    const create = platform.create.bind(platform);
    platform.create = (resource) => (resource.label === 'b' ? Promise.resolve() : create(resource));
    const result = await deploy(platform, resourcesOf(config));
    expect(result.failed.map(({ error }) => (error as Error).message)).toEqual([
      'AWS took job "sales-dev-b" but does not show it',
    ]);
    expect(result.neverRun.map(({ action }) => action)).toEqual(['activate', 'activate']);
  });

  it('stops at a signal after the steps in flight', async () => {
    const platform = new MemoryPlatform();
    const signal = { aborted: false };
    const plan = await planFor(platform, resourcesOf(config));
    const result = await apply({
      plan,
      platform,
      clock: manualClock(),
      signal,
      onEvent: (event) => {
        signal.aborted ||= event.kind === 'step-done';
      },
    });
    expect([result.outcome, result.done.length, result.neverRun.length]).toEqual(['interrupted', 1, 7]);
  });

  it('makes a job anew in its place when that is allowed, while the schedule stands still', async () => {
    const platform = new MemoryPlatform();
    await deploy(platform, resourcesOf(config));
    platform.calls.length = 0;
    const changed = resourcesOf({ ...config, jobs: [config.jobs[0], { ...config.jobs[1], type: 'pythonshell' }] });
    await deploy(platform, changed, true);
    expect(platform.calls).toEqual([
      'deactivate trigger/sales-dev-start',
      'delete job/sales-dev-b',
      'create job/sales-dev-b',
      'activate trigger/sales-dev-start',
    ]);
    expect((await planFor(platform, changed)).changes).toEqual([]);
  });

  it('makes a workflow anew with its triggers where its limit goes, since AWS may keep what an update leaves out', async () => {
    const platform = new MemoryPlatform();
    await deploy(platform, resourcesOf({ ...config, workflow: { max_concurrent_runs: 3 } }));
    platform.calls.length = 0;
    await deploy(platform, resourcesOf(config), true);
    expect(platform.calls).toEqual([
      'delete trigger/sales-dev-run-b',
      'delete trigger/sales-dev-start',
      'delete workflow/sales-dev',
      'create workflow/sales-dev',
      'create trigger/sales-dev-run-b',
      'create trigger/sales-dev-start',
      'activate trigger/sales-dev-run-b',
      'activate trigger/sales-dev-start',
    ]);
    expect((await planFor(platform, resourcesOf(config))).changes).toEqual([]);
  });

  it('never says done of what could not be read back, and loses no list', async () => {
    const platform = new MemoryPlatform();
    const plan = await planFor(platform, resourcesOf(config));
    platform.read = () => Promise.reject(new Error('the network is gone'));
    const result = await apply({ plan, platform, clock: manualClock() });
    expect([result.outcome, result.done.length, result.failed.length, result.neverRun.length]).toEqual([
      'failed',
      0,
      6,
      2,
    ]);
    expect((result.failed[0]?.error as Error).message).toBe(
      'it was sent, but could not be read back: the network is gone',
    );
  });

  it('reads back also what was made just before a signal', async () => {
    const platform = new MemoryPlatform();
    const signal = { aborted: false };
    const desired = resourcesOf({ role: 'etl', jobs: [{ name: 'a', script: 's3://b/a.py' }] });
    const plan = await planFor(platform, desired);
    platform.create = () => {
      signal.aborted = true;
      return Promise.resolve();
    };
    const result = await apply({ plan, platform, clock: manualClock(), signal });
    expect(result.failed.map(({ error }) => (error as Error).message)).toEqual([
      'AWS took job "sales-dev-a" but does not show it',
    ]);
  });

  it('stops a schedule that is switched off before anything else of it is changed', async () => {
    const platform = new MemoryPlatform();
    await deploy(platform, resourcesOf(config));
    platform.calls.length = 0;
    await deploy(platform, resourcesOf({ ...config, start: { enabled: false, description: 'paused' } }));
    expect(platform.calls).toEqual(['deactivate trigger/sales-dev-start', 'update trigger/sales-dev-start']);
    expect(platform.resources.get(keyOf({ kind: 'trigger', name: 'sales-dev-start' }))).toMatchObject({
      definition: { enabled: false },
    });
  });
});
