import { crawlLogGroup } from '../glue/crawler-show.ts';
import { graphOf } from '../glue/graph.ts';
import type { GraphNode } from '../glue/graph.ts';
import type { Context } from '../glue/handler.ts';
import { compact } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { cascadesOf, jobRunsOf, newestFirst } from './records.ts';
import type { Cascade, CascadeAction, JobRun } from './records.ts';

/** The runs of a workflow, newest first. */
export function workflowRunsOf(context: Context, name: string): readonly Cascade[] {
  return cascadesOf(context.store)
    .values()
    .filter((cascade) => cascade.kind === 'workflow' && cascade.name === name)
    .sort((left, right) => (workflowRunKey(left) < workflowRunKey(right) ? -1 : 1));
}

/** The place of a workflow run in its history. */
export function workflowRunKey({ startedOn, sequence }: Cascade): string {
  return newestFirst({ at: startedOn, sequence });
}

/** Glue's WorkflowRun. */
export function showWorkflowRun(context: Context, run: Cascade, includeGraph: boolean): JsonObject {
  return compact({
    Name: run.name,
    WorkflowRunId: run.id,
    PreviousRunId: run.previous,
    WorkflowRunProperties: run.properties,
    StartedOn: run.startedOn,
    CompletedOn: run.completedOn,
    Status: run.status,
    ErrorMessage: run.errorMessage,
    StartingEventBatchCondition: run.startingBatch,
    Statistics: statistics(context, run),
    Graph: includeGraph ? graphWithRuns(context, run) : undefined,
  }) as unknown as JsonObject;
}

/** Glue's WorkflowRunStatistics: TotalActions counts all that the triggers could start, the rest what was started. */
function statistics(context: Context, run: Cascade): object {
  const states = run.actions.map((action) => action.ended ?? latestState(context, action));
  const count = (...wanted: readonly string[]): number => states.filter((state) => wanted.includes(state)).length;
  return {
    TotalActions: run.triggers.reduce((sum, { trigger }) => sum + (trigger.Actions?.length ?? 0), 0),
    TimeoutActions: count('TIMEOUT'),
    FailedActions: count('FAILED'),
    StoppedActions: count('STOPPED', 'CANCELLED'),
    SucceededActions: count('SUCCEEDED'),
    RunningActions: count('STARTING', 'RUNNING', 'STOPPING'),
    ErroredActions: count('ERROR'),
    WaitingActions: count('WAITING'),
  };
}

function latestState(context: Context, action: CascadeAction): string {
  if (action.node.kind === 'crawler') {
    return 'RUNNING';
  }
  const id = action.runs.at(-1);
  return (id == null ? undefined : jobRunsOf(context.store).get(id)?.run.JobRunState) ?? 'STARTING';
}

function graphWithRuns(context: Context, run: Cascade): object {
  const graph = graphOf(run.triggers, context.clock.now());
  return { ...graph, Nodes: graph.Nodes.map((node) => withRuns(context, run, node)) };
}

function withRuns(context: Context, run: Cascade, node: GraphNode): object {
  const of = (kind: 'job' | 'crawler'): readonly CascadeAction[] =>
    run.actions.filter((action) => action.node.kind === kind && action.node.name === node.Name);
  switch (node.Type) {
    case 'TRIGGER':
      return node;
    case 'JOB':
      return { ...node, JobDetails: { JobRuns: of('job').flatMap((action) => jobRuns(context, action)) } };
    case 'CRAWLER':
      return {
        ...node,
        CrawlerDetails: {
          Crawls: of('crawler').map((action) => ({
            State: action.ended ?? (run.status === 'STOPPING' ? 'CANCELLING' : 'RUNNING'),
            LogGroup: crawlLogGroup,
            LogStream: node.Name,
            ...action.crawl,
          })),
        },
      };
  }
}

function jobRuns(context: Context, action: CascadeAction): readonly JobRun[] {
  return action.runs.flatMap((id) => jobRunsOf(context.store).get(id)?.run ?? []);
}
