import { graphOf, layers } from '../../pipeline/graph.ts';
import type { Node, Pipeline } from '../../pipeline/pipeline.ts';
import { type RunPrices, type RunsCost, runsCost, sumOfCosts } from '../../cost/runs-cost.ts';
import { dpuHoursOf, sumOfHours, untilNow } from '../../runs/dpu-hours.ts';
import type { CrawlerRun, JobRun } from '../../runs/ports.ts';
import { isCrawlOver, isOver, type RunSnapshot } from '../../runs/run.ts';
import { unstarted } from '../../runs/unstarted.ts';
import { argumentsOf, shownArguments } from './arguments.ts';

/** One run with all that is shown of it: what the terminal, the page and JSON are made of. */
export interface RunView {
  readonly kind: RunSnapshot['ref']['kind'];
  /** The workflow, job or crawler as the config calls it; the pipeline's own workflow by its name in AWS. */
  readonly name: string;
  /** Nothing for what Glue gives none: a crawl, a selection. */
  readonly id: string | undefined;
  readonly pipeline: string;
  readonly environment: string;
  /** SUCCEEDED or FAILED for a workflow run that is COMPLETED, as its nodes ended; else Glue's own word. */
  readonly end: string;
  readonly over: boolean;
  /** Milliseconds since 1970. */
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  /** When this was looked at. */
  readonly now: number;
  readonly errorMessage: string | undefined;
  /** Until now, of what is told. */
  readonly dpuHours: number | undefined;
  /** Until now, by list price; nothing where nothing has begun, and on the embedded endpoint. */
  readonly cost: RunsCost | undefined;
  /** In the order in which they may start; those that were not started too. */
  readonly nodes: readonly RunNodeView[];
}

/** How one job or crawler stands in a run. */
export interface RunNodeView {
  readonly kind: 'job' | 'crawler';
  readonly name: string;
  readonly resourceName: string;
  /** Glue's word for the newest attempt; in small letters our own for a node without one. */
  readonly state: string;
  readonly over: boolean;
  /** Oldest first; none for a node that was not started. */
  readonly attempts: readonly AttemptView[];
  readonly dpuHours: number | undefined;
  readonly cost: RunsCost | undefined;
}

/** One attempt of a node. */
export interface AttemptView {
  readonly id: string | undefined;
  /** 1 for the first. */
  readonly number: number;
  readonly state: string;
  readonly over: boolean;
  readonly startedAt: number | undefined;
  /** Nothing while it goes on. */
  readonly completedAt: number | undefined;
  readonly trigger: string | undefined;
  readonly errorMessage: string | undefined;
  readonly dpuHours: number | undefined;
  readonly cost: RunsCost | undefined;
  /** `Glue 5.1, G.1X × 10, FLEX`. */
  readonly capacity: string;
  /** Of a job with the run's own over them; what looks like a secret is masked. */
  readonly arguments: Readonly<Record<string, string>>;
}

/**
 * How long a node has taken, from the start of its first attempt to the end of the last, in milliseconds; nothing where
 * that is not told, as of what is over and has no end.
 */
export function tookOf({ attempts }: Pick<RunNodeView, 'attempts'>, now: number): number | undefined {
  const startedAt = attempts[0]?.startedAt;
  const last = attempts.at(-1);
  const end = last?.completedAt ?? (last?.over === false ? now : undefined);
  return startedAt == null || end == null ? undefined : Math.max(0, end - startedAt);
}

/** What the cost of a view is told by. */
interface Frame {
  readonly pipeline: Pipeline;
  readonly now: number;
  readonly prices: RunPrices | undefined;
}

/** A snapshot as it is shown, with the nodes of the config that have not started; without prices nothing costs anything. */
export function runView(pipeline: Pipeline, snapshot: RunSnapshot, now: number, prices?: RunPrices): RunView {
  const { ref, state, over, succeeded, startedAt, completedAt, errorMessage } = snapshot;
  const workflow = pipeline.workflows.find(({ resourceName }) => resourceName === ref.name);
  const nodes = nodesOf({ pipeline, now, prices }, snapshot);
  const named = ref.kind === 'workflow' ? workflow?.name : nodeNamed(pipeline, ref.kind, ref.name)?.name;
  return {
    kind: ref.kind,
    name: named == null || named === '' ? ref.name : named,
    id: 'id' in ref ? ref.id : undefined,
    pipeline: pipeline.name,
    environment: pipeline.environment,
    end: state === 'COMPLETED' ? (succeeded ? 'SUCCEEDED' : 'FAILED') : state,
    over,
    startedAt,
    completedAt,
    now,
    errorMessage,
    dpuHours: sumOfHours(nodes.map((node) => node.dpuHours)),
    cost: runsCost(snapshot, now, prices),
    nodes,
  };
}

function nodesOf(frame: Frame, snapshot: RunSnapshot): RunNodeView[] {
  const { pipeline } = frame;
  const { ref, jobRuns, crawlerRuns } = snapshot;
  const attempts = new Map<string, AttemptView[]>();
  const add = (key: string, attempt: AttemptView) => attempts.set(key, [...(attempts.get(key) ?? []), attempt]);
  jobRuns.toSorted((a, b) => a.attempt - b.attempt).forEach((run) => add(`job ${run.job}`, ofJob(frame, run)));
  crawlerRuns.forEach((run) => add(`crawler ${run.crawler}`, ofCrawl(frame, run)));
  const workflow = pipeline.workflows.find(({ resourceName }) => resourceName === ref.name);
  const inside =
    ref.kind === 'workflow' && workflow != null ? pipeline.nodes.filter((node) => node.workflow === workflow.name) : [];
  const left = unstarted(pipeline, snapshot);
  const known = inOrder(pipeline)
    .filter((node) => inside.includes(node) || attempts.has(keyOf(node)))
    .map((node) => nodeView(node, attempts.get(keyOf(node)) ?? [], snapshot.over, left));
  // What ran and the config no longer has, or never had.
  const keys = new Set(pipeline.nodes.map(keyOf));
  const others = [...attempts].flatMap(([key, all]): RunNodeView[] => {
    const [kind, ...words] = key.split(' ');
    const name = words.join(' ');
    return keys.has(key)
      ? []
      : [nodeView({ kind: kind === 'job' ? 'job' : 'crawler', name, resourceName: name }, all, true, left)];
  });
  return [...known, ...others];
}

function nodeView(
  { kind, name, resourceName }: Pick<Node, 'kind' | 'name' | 'resourceName'>,
  attempts: readonly AttemptView[],
  isRunOver: boolean,
  left: ReturnType<typeof unstarted>,
): RunNodeView {
  const last = attempts.at(-1);
  return {
    ...{ kind, name, resourceName, attempts },
    state: last?.state ?? fateOf(name, isRunOver, left),
    over: last?.over ?? isRunOver,
    dpuHours: sumOfHours(attempts.map(({ dpuHours }) => dpuHours)),
    cost: sumOfCosts(attempts.map(({ cost }) => cost)),
  };
}

/** What becomes of a node without a run. */
function fateOf(name: string, isRunOver: boolean, { skipped, missing }: ReturnType<typeof unstarted>): string {
  if (!isRunOver) {
    return 'not yet';
  }
  return skipped.includes(name) ? 'skipped' : missing.includes(name) ? 'never started' : 'not due';
}

/** By layers, within one in the order of the file; nodes of a cycle last. */
function inOrder(pipeline: Pipeline): Node[] {
  const ranks = new Map(layers(graphOf(pipeline)).flatMap((layer, at) => layer.map(({ name }) => [name, at])));
  return pipeline.nodes.toSorted((a, b) => (ranks.get(a.name) ?? Infinity) - (ranks.get(b.name) ?? Infinity) || 0);
}

function ofJob({ pipeline, now, prices }: Frame, run: JobRun): AttemptView {
  const { id, state, startedAt, completedAt, errorMessage } = run;
  const trigger = pipeline.triggers.find(({ resourceName }) => resourceName === run.trigger)?.name ?? run.trigger;
  return {
    ...{ id, number: run.attempt + 1, state, over: isOver(state), startedAt, completedAt, trigger, errorMessage },
    dpuHours: dpuHoursOf(untilNow(run, now)),
    cost: runsCost({ jobRuns: [run] }, now, prices),
    capacity: capacityText(run),
    arguments: shownArguments(argumentsOf(pipeline, run)),
  };
}

function ofCrawl({ now, prices }: Frame, crawl: CrawlerRun): AttemptView {
  const { id, state, startedAt, completedAt, errorMessage, dpuHours } = crawl;
  const cost = runsCost({ jobRuns: [], crawlerRuns: [crawl] }, now, prices);
  return {
    ...{ id, number: 1, state, over: isCrawlOver(state), startedAt, completedAt, trigger: undefined, errorMessage },
    ...{ dpuHours, cost, capacity: '', arguments: {} },
  };
}

function capacityText({ glueVersion, workerType, numberOfWorkers, maxCapacity, executionClass }: JobRun): string {
  const size =
    workerType != null && numberOfWorkers != null
      ? `${workerType} × ${String(numberOfWorkers)}`
      : maxCapacity == null
        ? undefined
        : `${String(maxCapacity)} DPU`;
  const version = glueVersion == null ? undefined : `Glue ${glueVersion}`;
  return [version, size, executionClass === 'FLEX' ? 'FLEX' : undefined].filter((part) => part != null).join(', ');
}

function nodeNamed({ nodes }: Pipeline, kind: string, resourceName: string): Node | undefined {
  return nodes.find((node) => node.kind === kind && node.resourceName === resourceName);
}

function keyOf({ kind, resourceName }: Pick<Node, 'kind' | 'resourceName'>): string {
  return `${kind} ${resourceName}`;
}
