import { CreateTriggerCommand, DeleteTriggerCommand, type GlueClient } from '@aws-sdk/client-glue';
import { describe, expect, it } from '@jest/globals';
import type { ServeOptions } from '@gluepipeline/local';
import type { Resource } from '@gluepipeline/core';

import { glueOf } from '../src/client/glue-client.ts';
import { attempt, changed, deploy, plan } from './support/deploying.ts';
import { endpoint } from './support/endpoint.ts';
import { job, scheduled, trigger, workflow } from './support/resources.ts';

const pipeline: readonly Resource[] = [job('extract'), workflow('flow'), trigger('start', { WorkflowName: 'flow' })];

/** A pipeline, and somebody who works in the console. */
async function deployed(options: ServeOptions = {}) {
  const all = await endpoint(options);
  const glue = glueOf(all.connection());
  await deploy(all, pipeline);
  all.clear();
  return { all, glue };
}

async function makeByHand(glue: GlueClient, name: string): Promise<void> {
  const Actions = [{ JobName: 'extract' }];
  await glue.send(new CreateTriggerCommand({ Name: name, Type: 'ON_DEMAND', WorkflowName: 'flow', Actions }));
}

async function removeByHand(glue: GlueClient, name: string): Promise<void> {
  await glue.send(new DeleteTriggerCommand({ Name: name }));
  await new Promise((resolve) => setTimeout(resolve, 100));
}

describe('a start made by hand in place of ours', () => {
  it('is named when ours is refused because of it, with what to do', async () => {
    const { all, glue } = await deployed();
    await removeByHand(glue, 'start');
    await makeByHand(glue, 'by-hand');
    const { failed } = await attempt(all, pipeline);
    expect(failed.map(({ error }) => error)).toMatchObject([
      {
        code: 'GP403',
        operation: 'CreateTrigger',
        hint: 'trigger "by-hand" starts workflow "flow" already, and a workflow has one start: delete that trigger, or make it anew outside the workflow, then run again',
      },
    ]);
    await removeByHand(glue, 'by-hand');
    await deploy(all, pipeline);
  });

  it('keeps the workflow from being deleted beneath it', async () => {
    const { all, glue } = await deployed();
    await removeByHand(glue, 'start');
    await makeByHand(glue, 'by-hand');
    const { failed } = await attempt(all, []);
    expect(failed.map(({ error }) => error)).toMatchObject([
      {
        name: 'UserError',
        code: 'GP307',
        message: 'workflow "flow" holds triggers that this stack does not own: "by-hand"',
        hint: 'delete those triggers first, or make them anew outside the workflow, then run again',
      },
    ]);
    expect(all.operations()).not.toContain('DeleteWorkflow');
    await removeByHand(glue, 'by-hand');
    await deploy(all, []);
    expect(changed(await plan(all, []))).toEqual([]);
  });

  it('is no reason while it is being deleted', async () => {
    const { all, glue } = await deployed({ delays: { deletion: 300 } });
    await deploy(all, [job('extract'), workflow('flow')]);
    await makeByHand(glue, 'by-hand');
    await glue.send(new DeleteTriggerCommand({ Name: 'by-hand' }));
    await deploy(all, []);
  });
});

describe('a deletion of a workflow', () => {
  it('costs one question about its triggers, and no other refusal is dressed up', async () => {
    const { all } = await deployed();
    const bad = scheduled('start', { WorkflowName: 'flow', Schedule: 'cron(nonsense)' });
    const { failed } = await attempt(all, [job('extract'), workflow('flow'), bad]);
    expect(failed).toMatchObject([{ error: { awsCode: 'InvalidInputException', hint: 'change what AWS names' } }]);
    all.clear();
    await deploy(all, []);
    const asked = all.requests.filter(({ input }) => input?.IncludeGraph === true);
    expect(asked.map(({ operation }) => operation)).toEqual(['BatchGetWorkflows']);
  });
});
