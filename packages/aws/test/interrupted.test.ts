import { describe, expect, it } from '@jest/globals';
import type { Resource } from '@gluepipeline/core';

import { attempt, changed, deploy, plan } from './support/deploying.ts';
import { type Endpoint, endpoint } from './support/endpoint.ts';
import { job, scheduled, workflow } from './support/resources.ts';

/** A workflow whose start has this name. */
const startedBy = (name: string): Resource[] => [
  job('extract'),
  workflow('flow'),
  scheduled(name, { WorkflowName: 'flow' }),
];

/**
 * A pipeline with the start `s-1`, whose next deployment is killed right after it has asked for the deletion of
 * `s-1`: no call of it arrives any more.
 */
async function killed(next: readonly Resource[], deletion = 60): Promise<Endpoint> {
  let alive = true;
  let deleted = false;
  const all = await endpoint({
    delays: { deletion },
    fault: ({ operation }) => {
      deleted ||= operation === 'DeleteTrigger';
      return !alive && deleted && operation !== 'DeleteTrigger' ? { code: 'AccessDeniedException' } : undefined;
    },
  });
  await deploy(all, startedBy('s-1'));
  alive = false;
  expect(await attempt(all, next)).toMatchObject({ outcome: 'failed' });
  alive = true;
  all.clear();
  return all;
}

describe('after a deployment that was killed while its old start was being deleted', () => {
  it('the next one waits and makes the new start', async () => {
    const all = await killed(startedBy('s-2'));
    await deploy(all, startedBy('s-2'));
    expect(changed(await plan(all, startedBy('s-2')))).toEqual([]);
  });

  it('a new start waits for an old one that its plan did not see', async () => {
    const all = await killed(startedBy('s-2'), 400);
    const content = () => Promise.reject(new Error('no artifacts'));
    await all.aws.platform(content).create(scheduled('s-2', { WorkflowName: 'flow' }), 'sales/dev');
    expect(all.counts()).toMatchObject({ CreateTrigger: 2 });
  });

  it('a start of the same name is made anew', async () => {
    const all = await killed([job('extract'), workflow('flow')], 400);
    expect(changed(await plan(all, startedBy('s-1')))).toEqual([['create', 'trigger/s-1']]);
    await deploy(all, startedBy('s-1'));
    expect(changed(await plan(all, startedBy('s-1')))).toEqual([]);
  });

  it('a destruction plans it, and ends when it is gone', async () => {
    const all = await killed(startedBy('s-2'), 400);
    const { done } = await deploy(all, []);
    expect(done.map(({ action, resource }) => `${action} ${resource.name}`)).toEqual([
      'delete s-1',
      'delete flow',
      'delete extract',
    ]);
    expect(all.operations()).not.toContain('DeleteTrigger');
    expect(changed(await plan(all, []))).toEqual([]);
  });
});
