import { AwsError, invalidInput, notFound } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { graphOf } from '../glue/graph.ts';
import type { GraphNode } from '../glue/graph.ts';
import { page } from '../glue/pages.ts';
import type { PageRequest } from '../glue/pages.ts';
import { triggersOfWorkflow } from '../glue/trigger-state.ts';
import { requireWorkflow } from '../glue/workflows.ts';
import type { NodeRef } from './fire.ts';
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

/** Nodes are named by the ids of the run's graph; those that never ran cannot be run again. */
function resumeWorkflowRun(input: RunName & { NodeIds: readonly string[] }, context: Context): object {
  const run = requireWorkflowRun(context, input);
  if (run.status !== 'COMPLETED') {
    throw new AwsError('IllegalWorkflowStateException', `Workflow run ${run.id} is in state ${run.status}`);
  }
  const most = requireWorkflow(context, input.Name).workflow.MaxConcurrentRuns;
  if (most != null && workflowRunsOf(context, input.Name).filter(isOpen).length >= most) {
    throw new AwsError('ConcurrentRunsExceededException', `Concurrent runs exceeded for workflow: ${input.Name}.`);
  }
  const graph = graphOf(run.triggers, context.clock.now());
  const nodes = input.NodeIds.map((id): NodeRef => {
    const node = graph.Nodes.find(({ UniqueId, Type }) => UniqueId === id && Type !== 'TRIGGER');
    const ref = node == null ? undefined : nodeRef(node);
    if (ref == null || !run.actions.some(({ node: ran }) => ran.kind === ref.kind && ran.name === ref.name)) {
      throw invalidInput(`Node ${id} has no run in workflow run ${run.id}`);
    }
    return ref;
  });
  return { RunId: requireEngine(context).resumeWorkflow(run, nodes).id, NodeIds: input.NodeIds };
}

const nodeRef = ({ Type, Name }: Pick<GraphNode, 'Type' | 'Name'>): NodeRef => ({
  kind: Type === 'JOB' ? 'job' : 'crawler',
  name: Name,
});

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
  ResumeWorkflowRun: operation(resumeWorkflowRun),
  GetWorkflowRun: operation((input: RunName & { IncludeGraph?: boolean }, context) => ({
    Run: showWorkflowRun(context, requireWorkflowRun(context, input), input.IncludeGraph === true),
  })),
  GetWorkflowRuns: operation(getWorkflowRuns),
  GetWorkflowRunProperties: operation((input: RunName, context) => ({
    RunProperties: requireWorkflowRun(context, input).properties,
  })),
  PutWorkflowRunProperties: operation(putProperties),
};
