import {
  type HistoryPart,
  type ListedRun,
  listedCrawl,
  listedJobRun,
  listedWorkflowRun,
  type Node,
  type Pipeline,
  type Ran,
  type RunsCost,
  runsCost,
  type Workflow,
} from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import { runPrices } from '../cost/run-prices.ts';
import { shapedConfig } from '../invalid-config.ts';
import { type PlanOptions, withSession } from '../plan.ts';
import type { Session } from '../session.ts';
import { tenAtOnce } from '../ten-at-once.ts';
import { chosenBy } from './chosen.ts';
import { crawlsIfTold, withUsage } from './crawl-usage.ts';

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

interface CostedRun extends ListedRun {
  /** By list price, retries included; nothing where nothing has begun, and on the embedded endpoint. */
  readonly cost: RunsCost | undefined;
}

/** A run, called as in the config. */
export interface NamedRun extends CostedRun {
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
    async ({ pipeline, file }, session) => {
      const now = systemClock.now();
      const chosen = chosenBy(pipeline, options.jobs);
      const inside = new Set(
        pipeline.triggers.flatMap((trigger) => (trigger.workflow == null ? [] : [trigger.resourceName])),
      );
      const wanted = options.states.length === 0 ? options.limit : Math.max(options.limit, lookedThrough);
      const part = { most: wanted, since: options.since };
      const prices = runPrices(session, file, options.place);
      const costOf = (ran: Ran) => runsCost(ran, now, prices);
      const asked: Asked = { session, part, now, costOf };
      const found = await tenAtOnce<() => Promise<CostedRun[]>, CostedRun[]>(
        [
          ...chosen.workflows.map((each) => () => ofWorkflow(asked, each, crawlersOf(pipeline, each))),
          ...chosen.nodes.map((each) => () => ofNode(asked, each, chosen.all ? inside : undefined)),
        ],
        (ask) => ask(),
      );
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

/** Whom to ask, for what, and how it is told. */
interface Asked {
  readonly session: Session;
  readonly part: HistoryPart;
  readonly now: number;
  readonly costOf: (ran: Ran) => RunsCost | undefined;
}

function crawlersOf({ nodes }: Pipeline, { name }: Workflow): string[] {
  return nodes.flatMap(({ kind, workflow, resourceName }) =>
    kind === 'crawler' && workflow === name ? [resourceName] : [],
  );
}

/** The runs of a workflow; where they cost something, its crawlers are asked at the same time for what their crawls used. */
async function ofWorkflow(
  { session, part, now, costOf }: Asked,
  { resourceName }: Workflow,
  crawlers: readonly string[],
): Promise<CostedRun[]> {
  const names = session.kind === 'aws' ? crawlers : [];
  const [found, ...crawls] = await Promise.all([
    session.runs.workflowRuns(resourceName, part),
    ...names.map((name) => crawlsIfTold(session, name, part)),
  ]);
  const listed = crawls.flatMap((each) => each ?? []);
  return found.map((told) => {
    const run = { ...told, crawlerRuns: withUsage(told.crawlerRuns, listed) };
    return { ...listedWorkflowRun(run, now), cost: costOf(run) };
  });
}

/** All runs of a node; where the triggers inside workflows are given, without those that a workflow started. */
async function ofNode(
  { session, part, now, costOf }: Asked,
  { kind, resourceName, workflow }: Node,
  inside: ReadonlySet<string> | undefined,
): Promise<CostedRun[]> {
  if (kind === 'crawler') {
    return (await session.runs.crawls(resourceName, part)).map((run) => ({
      ...listedCrawl(run, now),
      cost: costOf({ jobRuns: [], crawlerRuns: [run] }),
    }));
  }
  const found = await session.runs.jobRuns(resourceName, part);
  return found
    .filter(({ trigger = '', arguments: given }) => {
      const byWorkflow = inside?.has(trigger) === true || given['--WORKFLOW_RUN_ID'] != null;
      return inside == null || workflow == null || !byWorkflow;
    })
    .map((run) => ({ ...listedJobRun(run, now), cost: costOf({ jobRuns: [run] }) }));
}

function named({ nodes, workflows, triggers }: Pipeline, run: CostedRun): NamedRun {
  const known =
    run.kind === 'workflow'
      ? workflows.find(({ resourceName }) => resourceName === run.resourceName)?.name
      : nodes.find(({ kind, resourceName }) => kind === run.kind && resourceName === run.resourceName)?.name;
  // The pipeline's own workflow has no name in the config.
  const name = known == null || known === '' ? run.resourceName : known;
  const trigger = triggers.find(({ resourceName }) => resourceName === run.trigger)?.name ?? run.trigger;
  return { ...run, name, trigger };
}
