import { describe, expect, it } from '@jest/globals';
import type { Quirk, ServeOptions } from '@gluepipeline/local';
import { quirks as allQuirks } from '@gluepipeline/local';
import type { Resource } from '@gluepipeline/core';

import { changed, deploy, plan } from './support/deploying.ts';
import { endpoint } from './support/endpoint.ts';
import { artifact, job, scheduled, trigger, workflow } from './support/resources.ts';

const after = (name: string) => ({
  Logical: 'AND',
  Conditions: [{ LogicalOperator: 'EQUALS', JobName: name, State: 'SUCCEEDED' }],
});

/** A small pipeline: a script, two jobs, a workflow, its start and one step. */
function pipeline(
  changes: { job?: object; tags?: Record<string, string>; schedule?: string; run?: object } = {},
): Resource[] {
  const { job: fields = {}, tags = {}, schedule = 'cron(0 2 * * ? *)', run = { a: '1' } } = changes;
  return [
    artifact('sales/dev/scripts/a.py', 'print(1)'),
    job('extract', fields, tags),
    job('load'),
    workflow('flow', { DefaultRunProperties: run as Record<string, string> }),
    scheduled('start', { WorkflowName: 'flow', Schedule: schedule }),
    trigger('run-load', {
      Type: 'CONDITIONAL',
      WorkflowName: 'flow',
      Predicate: after('extract'),
      Actions: [{ JobName: 'load' }],
    }),
  ];
}

const names = Object.keys(allQuirks) as Quirk[];
const worlds: [string, ServeOptions][] = [
  ['plain', {}],
  ...names.map((name): [string, ServeOptions] => [name, { quirks: [name] }]),
  ['every quirk at once', { quirks: names, delays: { tagIndex: 100 } }],
];

describe.each(worlds)('a deployment, %s', (_, options) => {
  it('is read back as it was meant, changed in just what changed, and leaves nothing behind', async () => {
    const all = await endpoint(options);
    await all.aws.createBucket('scripts-bucket');
    await deploy(all, pipeline());
    expect(changed(await plan(all, pipeline()))).toEqual([]);

    const next = pipeline({ job: { Timeout: 90 }, tags: { owner: 'ana' }, schedule: 'cron(0 4 * * ? *)', run: {} });
    expect(changed(await plan(all, next))).toEqual([
      ['update', 'job/extract', 'tags.owner', 'timeout'],
      ['update', 'workflow/flow', 'default_run_properties.a'],
      ['update', 'trigger/start', 'schedule'],
    ]);
    await deploy(all, next);
    expect(changed(await plan(all, next))).toEqual([]);

    all.clear();
    await deploy(all, []);
    expect(changed(await plan(all, []))).toEqual([]);
    expect(all.operations()).not.toContain('StartTrigger');
  }, 30_000);
});

describe('a deployment that nothing has changed', () => {
  it('writes nothing, and asks a handful of questions', async () => {
    const all = await endpoint();
    await all.aws.createBucket('scripts-bucket');
    await deploy(all, pipeline());
    all.clear();
    await deploy(all, pipeline());
    expect(all.operations().toSorted()).toEqual([
      'BatchGetJobs',
      'BatchGetTriggers',
      'BatchGetWorkflows',
      'GetResources',
      'ListCrawlers',
      'ListJobs',
      'ListObjectsV2',
      'ListTriggers',
    ]);
  });
});
