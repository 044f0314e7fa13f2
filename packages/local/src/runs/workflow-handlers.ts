import { AwsError, invalidInput, notFound } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { page } from '../glue/pages.ts';
import type { PageRequest } from '../glue/pages.ts';
import { triggersOfWorkflow } from '../glue/trigger-state.ts';
import { requireWorkflow } from '../glue/workflows.ts';
import { requireEngine } from './job-handlers.ts';
import { cascadesOf, isOpen } from './records.ts';
import type { Cascade } from './records.ts';
import { showWorkflowRun, workflowRunKey, workflowRunsOf } from './show.ts';

interface RunName {
  readonly Name: string;
  readonly RunId: string;
}

type Properties = Readonly<Record<string, string>>;

function requireWorkflowRun(context: Context, { Name: name, RunId: id }: RunName): Cascade {
  requireWorkflow(context, name);
  const run = cascadesOf(context.store).get(id);
  if (run?.kind !== 'workflow' || run.name !== name) {
    throw notFound(`Workflow run with id: ${id} not found for workflow: ${name}.`);
  }
  return run;
}

function startWorkflowRun(input: { Name: string; RunProperties?: Properties }, context: Context): object {
  const record = requireWorkflow(context, input.Name);
  const start = triggersOfWorkflow(context, input.Name).find(({ trigger }) => trigger.Type !== 'CONDITIONAL');
  const refusing = context.quirks.has('start-workflow-refused-on-schedule');
  if (refusing && start != null && start.trigger.Type !== 'ON_DEMAND') {
    throw invalidInput(`Workflow ${input.Name} is started by its ${start.trigger.Type} trigger ${start.trigger.Name}`);
  }
  return { RunId: requireEngine(context).startWorkflow(record, input.RunProperties ?? {}).id };
}

function stopWorkflowRun(input: RunName, context: Context): object {
  const run = requireWorkflowRun(context, input);
  if (!isOpen(run)) {
    throw new AwsError('IllegalWorkflowStateException', `Workflow run ${run.id} is in state ${run.status}`);
  }
  requireEngine(context).stopWorkflow(run);
  return {};
}

function getWorkflowRuns(input: PageRequest & { Name: string; IncludeGraph?: boolean }, context: Context): object {
  requireWorkflow(context, input.Name);
  const { items, ...next } = page(context, input, workflowRunsOf(context, input.Name), workflowRunKey, 1000);
  return { Runs: items.map((run) => showWorkflowRun(context, run, input.IncludeGraph === true)), ...next };
}

function putProperties(input: RunName & { RunProperties: Properties }, context: Context): object {
  const run = requireWorkflowRun(context, input);
  cascadesOf(context.store).put(run.id, { ...run, properties: { ...run.properties, ...input.RunProperties } });
  return {};
}

/** The operations on workflow runs. */
export const workflowRunHandlers: HandlerTable = {
  StartWorkflowRun: operation(startWorkflowRun),
  StopWorkflowRun: operation(stopWorkflowRun),
  GetWorkflowRun: operation((input: RunName & { IncludeGraph?: boolean }, context) => ({
    Run: showWorkflowRun(context, requireWorkflowRun(context, input), input.IncludeGraph === true),
  })),
  GetWorkflowRuns: operation(getWorkflowRuns),
  GetWorkflowRunProperties: operation((input: RunName, context) => ({
    RunProperties: requireWorkflowRun(context, input).properties,
  })),
  PutWorkflowRunProperties: operation(putProperties),
};
