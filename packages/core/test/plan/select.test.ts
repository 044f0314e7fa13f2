import { describe, expect, it } from '@jest/globals';

import { apply } from '../../src/deploy/apply.ts';
import { recordedPlan, recordedResources } from '../../src/deploy/recorded.ts';
import { isRestorable, mustBeRestorable } from '../../src/deploy/rollback.ts';
import { makePlan, type Plan, subjectOf } from '../../src/plan/plan.ts';
import type { DeploymentRecord } from '../../src/plan/record.ts';
import { selectionOf } from '../../src/plan/selection.ts';
import { planSummaryLine, planText } from '../../src/report/plan-text.ts';
import { desired } from '../../src/resources/desired.ts';
import { kinds } from '../../src/resources/resource.ts';
import { filesOf, pipelineOf, testTarget } from '../../src/testing/builders.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';
import { MemoryPlatform } from '../../src/testing/memory-platform.ts';

type Config = Readonly<Record<string, unknown>>;

const job = (name: string, more: Config = {}) => ({ name, script: `scripts/${name}.py`, ...more });
const withRole = (config: Config): Config => ({ role: 'etl', ...config });

/** extract → load → publish, and audit by itself. */
const old = withRole({
  jobs: [
    job('extract'),
    job('load', { depends_on: ['extract'] }),
    job('publish', { depends_on: ['load'] }),
    job('audit'),
  ],
});

/** A stack in memory, deployed to part by part. */
function stackOf() {
  const platform = new MemoryPlatform();
  let record: DeploymentRecord | undefined;
  const plan = async (config: Config, ...words: readonly string[]): Promise<Plan> => {
    const pipeline = pipelineOf(config);
    const wanted = desired(pipeline, testTarget, filesOf(pipeline));
    const names = Object.fromEntries(
      kinds.map((kind) => [kind, wanted.filter((each) => each.kind === kind).map(({ name }) => name)]),
    );
    const { resources } = await platform.read({ stack: 'sales/dev', names });
    const select = words.length === 0 ? undefined : selectionOf(pipeline, words);
    return makePlan({ stack: 'sales/dev', target: testTarget, desired: wanted, live: resources, record, select });
  };
  const deploy = async (config: Config, ...words: readonly string[]): Promise<DeploymentRecord> => {
    const pipeline = pipelineOf(config);
    const made = await plan(config, ...words);
    const { outcome } = await apply({ plan: made, platform, clock: manualClock() });
    record = {
      schemaVersion: 1,
      number: (record?.number ?? 0) + 1,
      stack: 'sales/dev',
      at: '2026-01-01T00:00:00.000Z',
      by: 'me',
      toolVersion: '0',
      accountId: testTarget.accountId,
      region: testTarget.region,
      outcome: outcome === 'done' ? 'done' : 'failed',
      ...(words.length === 0 ? {} : { select: words }),
      plan: recordedPlan(made),
      resources: recordedResources({
        desired: desired(pipeline, testTarget, filesOf(pipeline)),
        outcome: outcome === 'done' ? 'done' : 'failed',
        previous: record,
        notSelected: made.notSelected,
      }),
    };
    return record;
  };
  return { platform, plan, deploy, forget: () => (record = undefined) };
}

/** `+ job load`, in the order of the plan. */
function linesOf({ changes }: Plan): string[] {
  const signs = { create: '+', update: '~', replace: '±', delete: '-' };
  return changes.map((change) => `${signs[change.action]} ${subjectOf(change).kind} ${subjectOf(change).label}`);
}

describe('a plan of a part', () => {
  it('is the job, its script and its trigger, and whatever these name that is not there yet', async () => {
    expect(linesOf(await stackOf().plan(old, 'load'))).toEqual(
      [
        '+ artifact scripts/extract.py',
        '+ artifact scripts/load.py',
        // `start` starts it, and audit with it: Glue takes no trigger that names a job that is not there.
        '+ artifact scripts/audit.py',
        '+ job extract',
        '+ job load',
        '+ job audit',
        '+ workflow sales-dev',
        '+ trigger run-load',
        '+ trigger start',
      ].toSorted(byKind),
    );
  });

  it('leaves what is there already as it is, however much the config wants of it', async () => {
    const { plan, deploy } = stackOf();
    await deploy(old);
    const changed = withRole({
      description: 'new',
      schedule: 'cron(0 2 * * ? *)',
      jobs: [
        job('extract', { timeout: 5 }),
        job('load', { depends_on: ['extract'], timeout: 5 }),
        job('publish', { depends_on: ['load'], timeout: 5 }),
        job('audit', { timeout: 5 }),
      ],
    });
    const made = await plan(changed, 'load');
    expect(linesOf(made)).toEqual(['~ job load']);
    expect(planSummaryLine(made)).toBe('Plan: 0 to add, 1 to change, 0 to delete, 2 unchanged, 9 not selected');
    expect(planText(made)).toContain('Not selected, and would change: job audit, job extract, job publish');
  });

  it.each([
    ['+load', ['extract', 'load']],
    ['load+', ['load', 'publish']],
    ['+job/load+', ['extract', 'load', 'publish']],
  ])('%s reaches as far as it does for run', async (word, names) => {
    const { plan, deploy } = stackOf();
    await deploy(old);
    const changed = withRole({
      jobs: (old.jobs as Config[]).map((each) => ({ ...each, timeout: 5 })),
    });
    expect(linesOf(await plan(changed, word))).toEqual(names.map((name) => `~ job ${name}`));
  });

  it('changes how a job starts all at once: nothing starts twice in between, or not at all', async () => {
    const { plan, deploy } = stackOf();
    await deploy(old);
    const freed = withRole({
      jobs: [job('extract'), job('load'), job('publish', { depends_on: ['load'] }), job('audit')],
    });
    const both = ['~ trigger start', '- trigger run-load'];
    expect(linesOf(await plan(freed, 'load'))).toEqual(both);
    expect(linesOf(await plan(freed, 'trigger/start'))).toEqual(both);
    expect(linesOf(await plan(freed, 'extract'))).toEqual([]);
  });

  it('deletes what left the config by its old name, with what names it', async () => {
    const { plan, deploy } = stackOf();
    await deploy(old);
    const without = withRole({ jobs: [job('extract'), job('audit'), job('publish', { depends_on: ['extract'] })] });
    expect(linesOf(await plan(without, 'load'))).toEqual(['~ trigger run-publish', '- job load', '- trigger run-load']);
  });

  it('takes every other resource by its kind and name, and refuses a name that nothing has', async () => {
    const { plan } = stackOf();
    expect(linesOf(await plan(old, 'workflow/sales-dev'))).toEqual(['+ workflow sales-dev']);
    await expect(plan(old, 'laod')).rejects.toMatchObject({
      code: 'GP319',
      message: 'there is nothing to select by "laod"',
      hint: 'did you mean "load"?',
    });
    await expect(plan(old, 'crawler/load')).rejects.toMatchObject({ code: 'GP319' });
  });

  it('calls by its name in the config also what is not selected', async () => {
    const { plan, deploy } = stackOf();
    await deploy(old);
    const more = withRole({ jobs: [...(old.jobs as Config[]), job('tidy')] });
    expect(planText(await plan(more, 'tidy'))).toContain('starts: audit, extract → audit, extract, tidy');
  });

  it('is not stopped by what stands in the way of others', async () => {
    const { platform, plan } = stackOf();
    const [, foreign] = desired(pipelineOf(old), testTarget, filesOf(pipelineOf(old))).filter(
      ({ kind }) => kind === 'job',
    );
    await platform.create({ ...foreign!, tags: {} });
    expect((await plan(old)).blockers).toHaveLength(1);
    expect((await plan(old, 'workflow/sales-dev')).blockers).toEqual([]);
    expect((await plan(old, 'publish')).blockers).toHaveLength(1);
  });
});

describe('a part of a stack that has changed its shape', () => {
  it('lets nothing wait for a job that its changed start no longer starts', async () => {
    const { plan, deploy } = stackOf();
    await deploy(old);
    const renamed = withRole({
      jobs: [
        job('ingest'),
        job('load', { depends_on: ['ingest'] }),
        job('publish', { depends_on: ['load'] }),
        job('audit'),
      ],
    });
    expect(linesOf(await plan(renamed, 'ingest'))).toEqual([
      '+ artifact scripts/ingest.py',
      '+ job ingest',
      '~ trigger run-load',
      '~ trigger start',
    ]);
  });

  it('lets nothing wait for an item that its group has lost', async () => {
    const group = (keys: readonly string[]) =>
      withRole({
        jobs: [
          job('extract'),
          job('load', { for_each: keys, depends_on: ['extract'] }),
          job('publish', { depends_on: ['load'] }),
        ],
      });
    const { plan, deploy } = stackOf();
    await deploy(group(['de', 'us']));
    expect(linesOf(await plan(group(['de']), 'load'))).toEqual(['~ trigger run-load', '~ trigger run-publish']);
  });

  it('starts what its triggers have come to wait for', async () => {
    const { plan, deploy } = stackOf();
    const jobs = old.jobs as Config[];
    const [extract, load, publish, audit] = jobs;
    await deploy(withRole({ jobs: [extract, load, publish, { ...audit, schedule: 'cron(0 5 * * ? *)' }] }));
    const awaited = withRole({ jobs: [extract, load, { ...publish, depends_on: ['load', 'audit'] }, audit] });
    expect(linesOf(await plan(awaited, 'publish'))).toEqual([
      '~ trigger run-publish',
      '~ trigger start',
      '- trigger run-audit',
    ]);
    const chained = withRole({
      jobs: [extract, load, { ...publish, depends_on: ['load', 'audit'] }, { ...audit, depends_on: ['extract'] }],
    });
    expect(linesOf(await plan(chained, 'publish'))).toEqual(['± trigger run-audit', '~ trigger run-publish']);
  });
});

describe('a part that did not get through', () => {
  it('is finished by the same words, with the starts that stood still or were not let loose', async () => {
    const { platform, plan, deploy } = stackOf();
    const nightly = { ...old, schedule: 'cron(0 2 * * ? *)' };
    platform.failOn.set('activate trigger/sales-dev-start', new Error('no'));
    expect((await deploy(nightly, 'extract')).outcome).toBe('failed');
    platform.failOn.clear();
    expect(linesOf(await plan(nightly, 'load'))).not.toContain('~ trigger start');
    expect(linesOf(await plan(nightly, 'extract'))).toEqual(['~ trigger start']);
    await deploy(nightly, 'extract');
    expect(linesOf(await plan(nightly, 'extract'))).toEqual([]);
  });
});

function byKind(a: string, b: string): number {
  const rank = (line: string) => kinds.findIndex((kind) => line.includes(` ${kind} `));
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

describe('the record of a part', () => {
  const changed = withRole({
    jobs: (old.jobs as Config[]).map((each) => ({
      ...each,
      timeout: 5,
      script: `scripts/new/${String(each.name)}.py`,
    })),
  });

  it('holds what was selected as it is wanted now, and the rest as it was, scripts included', async () => {
    const { deploy } = stackOf();
    const before = await deploy(old);
    const { resources } = await deploy(changed, 'load');
    const of = (record: readonly DeploymentRecord['resources'][number][]) =>
      record.map(({ kind, label }) => `${kind} ${label}`);
    expect(of(resources).toSorted()).toEqual(
      [
        ...of(before.resources).filter((each) => each !== 'artifact scripts/load.py'),
        'artifact scripts/new/load.py',
      ].toSorted(),
    );
    const timeouts = resources.flatMap(({ label, resource }) =>
      resource?.kind === 'job' ? [[label, resource.definition.Timeout]] : [],
    );
    expect(Object.fromEntries(timeouts)).toEqual({ load: 5, extract: 480, publish: 480, audit: 480 });
  });

  it('leaves the next plan what was not selected, as changes of the config and not as drift', async () => {
    const { plan, deploy } = stackOf();
    await deploy(old);
    await deploy(changed, 'load');
    const rest = await plan(changed);
    expect(linesOf(rest).filter((line) => line.startsWith('~'))).toEqual([
      '~ job audit',
      '~ job extract',
      '~ job publish',
    ]);
    expect(planSummaryLine(rest)).not.toContain('drifted');
  });

  it('can be gone back to, unless nobody knows what the rest was', async () => {
    const { deploy, forget } = stackOf();
    await deploy(old);
    expect(isRestorable(await deploy(changed, 'load'))).toBe(true);
    forget();
    const uncertain = await deploy(changed, 'publish');
    expect(isRestorable(uncertain)).toBe(false);
    expect(() => mustBeRestorable(uncertain)).toThrow(
      'deployment #1 was of a part, and nobody knows what the rest was then',
    );
  });

  it('does not take what a failed deployment wanted for what is there', async () => {
    const { platform, plan, deploy } = stackOf();
    await deploy(old);
    platform.failOn.set('update job/sales-dev-publish', new Error('no'));
    expect((await deploy(changed)).outcome).toBe('failed');
    platform.failOn.clear();
    const part = await deploy(changed, 'workflow/sales-dev');
    expect(part.resources.filter(({ uncertain }) => uncertain === true).map(({ label }) => label)).toEqual(['publish']);
    expect(planSummaryLine(await plan(changed))).not.toContain('drifted');
  });
});
