import { describe, expect, it } from '@jest/globals';

import { makePlan } from '../../src/plan/plan.ts';
import { existingOnes } from '../../src/resources/desired.ts';
import type { Live, Resource } from '../../src/resources/resource.ts';
import { pipelineOf, resourcesOf, testTarget } from '../../src/testing/builders.ts';

const config = {
  workflow: { existing: true, resource_name: 'their-flow' },
  jobs: [
    { name: 'theirs', existing: true },
    { name: 'ours', script: 's3://b/a.py', depends_on: ['theirs', 'their-crawler'] },
  ],
  crawlers: [{ name: 'their-crawler', existing: true, resource_name: 'raw' }],
};

const planOf = (desired: readonly Resource[], live: readonly Live[]) =>
  makePlan({ stack: 'sales/dev', target: testTarget, desired, live, existing: existingOnes(pipelineOf(config)) });

const job = (tags: Live['tags']): Live => ({ kind: 'job', name: 'theirs', label: 'theirs', tags, definition: {} });

describe('what exists already', () => {
  it('is used by its own name, and neither made nor changed', () => {
    const wanted = resourcesOf(config);
    expect(wanted.map(({ kind, name }) => `${kind}/${name}`)).toEqual([
      'job/sales-dev-ours',
      'trigger/sales-dev-run-ours',
    ]);
    expect(wanted.find(({ kind }) => kind === 'trigger')?.definition).toMatchObject({
      WorkflowName: 'their-flow',
      Predicate: {
        Conditions: [
          { JobName: 'theirs', State: 'SUCCEEDED' },
          { CrawlerName: 'raw', CrawlState: 'SUCCEEDED' },
        ],
      },
    });
  });

  it('has to be there, unless nothing is wanted', () => {
    const missing = (desired: readonly Resource[], live: readonly Live[]) =>
      planOf(desired, live).blockers.map(({ code, message }) => `${code} ${message.split(' is ')[0] ?? ''}`);
    expect(missing(resourcesOf(config), [])).toEqual([
      'GP311 job "theirs"',
      'GP311 crawler "raw"',
      'GP311 workflow "their-flow"',
    ]);
    expect(missing(resourcesOf(config), [job({})])).toEqual(['GP311 crawler "raw"', 'GP311 workflow "their-flow"']);
    expect(missing([], [])).toEqual([]);
  });

  it('is not deleted, not even when it was ours once', () => {
    const live = [job({ 'gluepipeline:stack': 'sales/dev' })];
    expect(planOf([], live).changes).toEqual([]);
    expect(planOf(resourcesOf(config), live).changes.map(({ action }) => action)).toEqual(['create', 'create']);
  });
});
