import {
  type HistoryPart,
  type ListedRun,
  listedCrawl,
  listedJobRun,
  listedWorkflowRun,
  type Node,
  type Pipeline,
  type Workflow,
} from '@gluepipeline/core';

import { systemClock } from '../clock.ts';
import { shapedConfig } from '../invalid-config.ts';
import { type PlanOptions, withSession } from '../plan.ts';
import type { Session } from '../session.ts';
import { type Chosen, chosenBy } from './chosen.ts';

/** Which runs are asked for. */
export interface RunsOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'> {
  /** Jobs, crawlers, groups or further workflows by their names in the config; none is everything. */
  readonly jobs: readonly string[];
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
  /** How they stand or came out; none is any. `COMPLETED` is any workflow run that is. */
  readonly states: readonly string[];
  readonly limit: number;
}

/** A run, called as in the config. */
export interface NamedRun extends ListedRun {
  readonly name: string;
  /** The trigger by its name in the config, where it is one of it. */
  readonly trigger: string | undefined;
}

/**
 * The newest runs: of everything, those of the workflows and those of jobs that no workflow started; of what is named,
 * all. A config with mistakes in its jobs is no hindrance.
 */
export function runs(options: RunsOptions): Promise<readonly NamedRun[]> {
  return withSession(
    options,
    async ({ pipeline }, session) => {
      const now = systemClock.now();
      const chosen = chosenBy(pipeline, options.jobs);
      const wanted = options.states.length === 0 ? options.limit : Math.max(options.limit, lookedThrough);
      const part = { most: wanted, since: options.since };
      const found = await Promise.all([
        ...chosen.workflows.map((each) => ofWorkflow(session, each, part, now)),
        ...chosen.nodes.map((each) => ofNode(session, pipeline, each, chosen, part, now)),
      ]);
      return found
        .flat()
        .filter(
          ({ end, state }) => options.states.length === 0 || [end, state].some((each) => options.states.includes(each)),
        )
        .toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0) || b.attempt - a.attempt)
        .slice(0, options.limit)
        .map((run) => named(pipeline, run));
    },
    shapedConfig,
  );
}

/** Where only some states are wanted, so many runs of each job and workflow are looked through. */
const lookedThrough = 100;

async function ofWorkflow(session: Session, { resourceName }: Workflow, part: HistoryPart, now: number) {
  return (await session.runs.workflowRuns(resourceName, part)).map((run) => listedWorkflowRun(run, now));
}

async function ofNode(
  session: Session,
  pipeline: Pipeline,
  { kind, resourceName, workflow }: Node,
  { all }: Chosen,
  part: HistoryPart,
  now: number,
): Promise<ListedRun[]> {
  if (kind === 'crawler') {
    return (await session.runs.crawls(resourceName, part)).map((run) => listedCrawl(run, now));
  }
  const inside = new Set(
    pipeline.triggers.flatMap((trigger) => (trigger.workflow == null ? [] : [trigger.resourceName])),
  );
  const found = await session.runs.jobRuns(resourceName, part);
  return found
    .filter(({ trigger = '', arguments: given }) => {
      const byWorkflow = inside.has(trigger) || given['--WORKFLOW_RUN_ID'] != null;
      return !all || workflow == null || !byWorkflow;
    })
    .map((run) => listedJobRun(run, now));
}

function named({ nodes, workflows, triggers }: Pipeline, run: ListedRun): NamedRun {
  const known =
    run.kind === 'workflow'
      ? workflows.find(({ resourceName }) => resourceName === run.resourceName)?.name
      : nodes.find(({ kind, resourceName }) => kind === run.kind && resourceName === run.resourceName)?.name;
  // The pipeline's own workflow has no name in the config.
  const name = known == null || known === '' ? run.resourceName : known;
  const trigger = triggers.find(({ resourceName }) => resourceName === run.trigger)?.name ?? run.trigger;
  return { ...run, name, trigger };
}
