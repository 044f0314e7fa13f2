import { randomUUID } from 'node:crypto';
import { alreadyExists, notFound } from '../errors.ts';
import { compact } from '../json.ts';
import { graphOf } from './graph.ts';
import { operation } from './handler.ts';
import type { Context, HandlerTable } from './handler.ts';
import { page } from './pages.ts';
import type { PageRequest } from './pages.ts';
import { workflowsOf } from './records.ts';
import type { Tags, Workflow, WorkflowRecord } from './records.ts';
import { arnOf, checkTags } from './tagging.ts';
import { triggersOfWorkflow } from './trigger-state.ts';

type Fields = Pick<Workflow, 'Name' | 'Description' | 'DefaultRunProperties' | 'MaxConcurrentRuns'>;

/** The workflow of that name, or EntityNotFoundException. */
export function requireWorkflow(context: Context, name: string): WorkflowRecord {
  const record = workflowsOf(context.store).get(name);
  if (record == null) {
    throw notFound(`Workflow with name: ${name} not found.`);
  }
  return record;
}

function createWorkflow(input: Fields & { Tags?: Tags }, context: Context): object {
  const { Tags: tags = {}, ...fields } = input;
  checkTags(tags);
  if (workflowsOf(context.store).get(fields.Name) != null) {
    throw alreadyExists(`Workflow with name: ${fields.Name} already exists.`);
  }
  const now = context.clock.now() / 1000;
  const workflow = { ...fields, CreatedOn: now, LastModifiedOn: now };
  workflowsOf(context.store).put(fields.Name, { id: randomUUID(), workflow, tags });
  context.tagIndex.note(arnOf(context, 'workflow', fields.Name), tags);
  return { Name: fields.Name };
}

/** Overwrites as RD#370 saw it; with the quirk omitted fields are kept, as RD#913 saw it. */
function updateWorkflow(input: Fields, context: Context): object {
  const record = requireWorkflow(context, input.Name);
  const kept = context.quirks.has('update-workflow-merges') ? record.workflow : {};
  const { CreatedOn } = record.workflow;
  const workflow = compact({ ...kept, ...input, CreatedOn, LastModifiedOn: context.clock.now() / 1000 });
  workflowsOf(context.store).put(input.Name, { ...record, workflow });
  return { Name: input.Name };
}

/** Its triggers stay: what AWS does to them is not documented, and deleting them unasked would hide a mistake. */
function deleteWorkflow(input: { Name: string }, context: Context): object {
  if (workflowsOf(context.store).delete(input.Name)) {
    context.tagIndex.note(arnOf(context, 'workflow', input.Name), undefined);
    context.engine?.workflowDeleted?.(input.Name);
  }
  return { Name: input.Name };
}

function show(context: Context, record: WorkflowRecord, includeGraph = false): object {
  const name = record.workflow.Name;
  return compact({
    ...record.workflow,
    LastRun: context.engine?.lastWorkflowRun?.(name),
    Graph: includeGraph ? graphOf(triggersOfWorkflow(context, name), context.clock.now()) : undefined,
  });
}

function listWorkflows(input: PageRequest, context: Context): object {
  const names = workflowsOf(context.store)
    .values()
    .map((record) => record.workflow.Name);
  const { items, ...next } = page(context, input, names, (name) => name, 25);
  return { Workflows: items, ...next };
}

function batchGetWorkflows(input: { Names: readonly string[]; IncludeGraph?: boolean }, context: Context): object {
  const names = [...new Set(input.Names)];
  const found = names.flatMap((name) => workflowsOf(context.store).get(name) ?? []);
  return {
    Workflows: found.map((record) => show(context, record, input.IncludeGraph)),
    MissingWorkflows: names.filter((name) => workflowsOf(context.store).get(name) == null),
  };
}

/** The operations on workflow definitions. */
export const workflowHandlers: HandlerTable = {
  CreateWorkflow: operation(createWorkflow),
  UpdateWorkflow: operation(updateWorkflow),
  DeleteWorkflow: operation(deleteWorkflow),
  GetWorkflow: operation((input: { Name: string; IncludeGraph?: boolean }, context) => ({
    Workflow: show(context, requireWorkflow(context, input.Name), input.IncludeGraph),
  })),
  ListWorkflows: operation(listWorkflows),
  BatchGetWorkflows: operation(batchGetWorkflows),
};
