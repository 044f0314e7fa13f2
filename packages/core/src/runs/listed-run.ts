import { dpuHoursOf, hoursOfRuns, untilNow } from './dpu-hours.ts';
import type { CrawlerRun, CrawlState, JobRun, JobRunState, WorkflowRun } from './ports.ts';
import { isCrawlOver, isOver, isWorkflowOver, latestAttempts, type RunEnd, workflowEnd } from './run.ts';

/** One run of a history, in few facts. */
export interface ListedRun {
  readonly kind: 'workflow' | 'job' | 'crawler';
  /** Nothing for a crawl that Glue gives none. */
  readonly id: string | undefined;
  /** The name in AWS of what ran. */
  readonly resourceName: string;
  /** Glue's own word. */
  readonly state: JobRunState | CrawlState | WorkflowRun['status'];
  /** SUCCEEDED or FAILED for a workflow run that is COMPLETED, as its jobs and crawlers ended; else the state. */
  readonly end: RunEnd;
  readonly over: boolean;
  /** 0 for the first attempt. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  /** How long it took, or takes by now, in milliseconds; nothing where its start is not told. */
  readonly duration: number | undefined;
  /** Until now; nothing where it is not told. */
  readonly dpuHours: number | undefined;
  /** The trigger that started it, by its name in AWS; nothing for what was started by hand. */
  readonly trigger: string | undefined;
  /** Of a workflow run: how its jobs and crawlers stand, each counted by its newest attempt. */
  readonly nodes: NodeCounts | undefined;
}

/** How many nodes of a workflow run stand how. */
export interface NodeCounts {
  readonly succeeded: number;
  readonly failed: number;
  readonly running: number;
}

/** A run of a workflow as a line of a history; `now` measures one that goes on. */
export function listedWorkflowRun(run: WorkflowRun, now: number): ListedRun {
  const over = isWorkflowOver(run.status);
  const first = run.jobRuns.toSorted((a, b) => (a.startedAt ?? Infinity) - (b.startedAt ?? Infinity))[0];
  return {
    ...{ kind: 'workflow', id: run.id, resourceName: run.workflow, state: run.status, end: workflowEnd(run), over },
    ...{ attempt: 0, ...timesOf(run, over, now) },
    dpuHours: hoursOfRuns(run, now),
    trigger: first?.trigger,
    nodes: countsOf(run),
  };
}

/** A run of a job as a line of a history. */
export function listedJobRun(run: JobRun, now: number): ListedRun {
  const over = isOver(run.state);
  return {
    ...{ kind: 'job', id: run.id, resourceName: run.job, state: run.state, end: run.state, over },
    ...{
      attempt: run.attempt,
      ...timesOf(run, over, now),
      dpuHours: dpuHoursOf(untilNow(run, now)),
      trigger: run.trigger,
    },
    nodes: undefined,
  };
}

/** A crawl as a line of a history. */
export function listedCrawl(run: CrawlerRun, now: number): ListedRun {
  const over = isCrawlOver(run.state);
  return {
    ...{ kind: 'crawler', id: run.id, resourceName: run.crawler, state: run.state, end: run.state, over },
    ...{ attempt: 0, ...timesOf(run, over, now), dpuHours: run.dpuHours, trigger: undefined, nodes: undefined },
  };
}

/** How the nodes of a workflow run stand, each by its newest attempt. */
function countsOf({ jobRuns, crawlerRuns }: Pick<WorkflowRun, 'jobRuns' | 'crawlerRuns'>): NodeCounts {
  const nodes = [
    ...latestAttempts(jobRuns).map(({ state }) => ({ state, over: isOver(state) })),
    ...crawlerRuns.map(({ state }) => ({ state, over: isCrawlOver(state) })),
  ];
  const succeeded = nodes.filter(({ state }) => state === 'SUCCEEDED').length;
  const running = nodes.filter(({ over }) => !over).length;
  return { succeeded, failed: nodes.length - succeeded - running, running };
}

function timesOf(
  { startedAt, completedAt }: Pick<JobRun, 'startedAt' | 'completedAt'>,
  over: boolean,
  now: number,
): Pick<ListedRun, 'startedAt' | 'completedAt' | 'duration'> {
  const end = completedAt ?? (over ? undefined : now);
  return {
    startedAt,
    completedAt,
    duration: startedAt == null || end == null ? undefined : Math.max(0, end - startedAt),
  };
}
