import type { Clock } from '../deploy/ports.ts';
import type { Dependency } from '../pipeline/pipeline.ts';
import { type Leaving, pause } from './leaving.ts';
import type { Runs } from './ports.ts';
import { type RunRef, type RunSnapshot, snapshot } from './run.ts';
import type { SelectedNode } from './select.ts';

/** How a selection is run. */
export interface Orchestration {
  /** Over what triggers pass, for every job. */
  readonly arguments: Readonly<Record<string, string>>;
  readonly pollMilliseconds: number;
  readonly signal?: Leaving;
  /** Told of each run that was started. */
  readonly onStart?: (ref: RunRef) => void;
  readonly onSnapshot?: (now: RunSnapshot) => void;
}

/** What came of a selection. */
export interface Orchestrated {
  readonly snapshot: RunSnapshot;
  /** Runs that were started, also those that go on. */
  readonly refs: readonly RunRef[];
  /** Nodes that never started, because one before them did not end as they need it. */
  readonly skipped: readonly string[];
}

type Fate = 'waiting' | 'skipped' | { readonly ref: RunRef; readonly now: RunSnapshot | undefined };

/**
 * Runs nodes in the order of their dependencies, as many at one time as may: Glue itself runs no part of a workflow, and
 * a run that was started by hand sets off no other. When a start fails no other is begun, and its error is thrown once
 * the runs that go on have ended.
 */
export async function runSelection(
  runs: Runs,
  clock: Clock,
  nodes: readonly SelectedNode[],
  options: Orchestration,
): Promise<Orchestrated> {
  const begun = clock.now();
  const fates = new Map<SelectedNode, Fate>(nodes.map((node) => [node, 'waiting']));
  let problem: { readonly error: unknown } | undefined;
  let told = '';
  for (;;) {
    problem ??= await startDue(runs, clock, fates, options);
    await look(runs, clock, fates);
    const now = combined(fates, begun, clock.now());
    const text = JSON.stringify(now.jobRuns) + JSON.stringify(now.crawlerRuns);
    if (text !== told) {
      told = text;
      options.onSnapshot?.(now);
    }
    const going = [...fates.values()].some((fate) => typeof fate === 'object' && fate.now?.over !== true);
    const due =
      problem == null && [...fates].some(([node, fate]) => fate === 'waiting' && chanceOf(node, fates) !== 'open');
    if (options.signal?.aborted === true || (!going && !due)) {
      if (problem != null) {
        throw problem.error;
      }
      const skipped = [...fates].flatMap(([{ name }, fate]) => (typeof fate === 'object' ? [] : [name]));
      const refs = [...fates.values()].flatMap((fate) => (typeof fate === 'object' ? [fate.ref] : []));
      return { snapshot: now, refs, skipped: going ? [] : skipped };
    }
    if (!due) {
      await pause(clock, options.pollMilliseconds, options.signal);
    }
  }
}

/** Starts what may start now, and settles what never will. */
async function startDue(
  runs: Runs,
  clock: Clock,
  fates: Map<SelectedNode, Fate>,
  options: Orchestration,
): Promise<{ readonly error: unknown } | undefined> {
  const waiting = [...fates].filter(([, fate]) => fate === 'waiting').map(([node]) => node);
  const chances = waiting.map((node) => [node, chanceOf(node, fates)] as const);
  chances.filter(([, chance]) => chance === 'lost').forEach(([node]) => fates.set(node, 'skipped'));
  const started = await Promise.all(
    chances
      .filter(([, chance]) => chance === 'due')
      .map(async ([node]) => {
        try {
          const ref = await startNode(runs, clock, node, options.arguments);
          fates.set(node, { ref, now: undefined });
          options.onStart?.(ref);
          return undefined;
        } catch (error) {
          return { error };
        }
      }),
  );
  return started.find((each) => each != null);
}

async function startNode(
  runs: Runs,
  clock: Clock,
  node: SelectedNode,
  given: Orchestration['arguments'],
): Promise<RunRef> {
  const name = node.resourceName;
  if (node.kind === 'crawler') {
    const askedAt = clock.now();
    return { kind: 'crawler', name, after: await runs.startCrawler(name), askedAt };
  }
  const id = await runs.startJob(name, { ...node.arguments, ...given });
  return { kind: 'job', name, id, maxRetries: node.maxRetries };
}

async function look(runs: Runs, clock: Clock, fates: Map<SelectedNode, Fate>): Promise<void> {
  await Promise.all(
    [...fates].map(async ([node, fate]) => {
      if (typeof fate === 'object' && fate.now?.over !== true) {
        fates.set(node, { ...fate, now: await snapshot(runs, clock, fate.ref) });
      }
    }),
  );
}

/** Whether a node that waits may start, never will, or has to go on waiting. */
function chanceOf(node: SelectedNode, fates: ReadonlyMap<SelectedNode, Fate>): 'due' | 'lost' | 'open' {
  if (node.ways.length === 0) {
    return 'due';
  }
  const chances = node.ways.map(({ logical, ends }) => {
    const met = ends.map((end) => endOf(end, fates));
    const [one, other] = logical === 'all' ? (['lost', 'open'] as const) : (['due', 'open'] as const);
    const last = logical === 'all' ? 'due' : 'lost';
    return met.includes(one) ? one : met.includes(other) ? other : last;
  });
  return chances.includes('due') ? 'due' : chances.includes('open') ? 'open' : 'lost';
}

function endOf({ kind, name, state }: Dependency, fates: ReadonlyMap<SelectedNode, Fate>): 'due' | 'lost' | 'open' {
  const [, fate] = [...fates].find(([node]) => node.kind === kind && node.name === name) ?? [];
  if (fate === 'skipped') {
    return 'lost';
  }
  return typeof fate !== 'object' || fate.now?.over !== true ? 'open' : fate.now.state === state ? 'due' : 'lost';
}

function combined(fates: ReadonlyMap<SelectedNode, Fate>, begun: number, now: number): RunSnapshot {
  const all = [...fates.values()];
  const snapshots = all.flatMap((fate) => (typeof fate === 'object' && fate.now != null ? [fate.now] : []));
  const over = all.every((fate) => fate === 'skipped' || (typeof fate === 'object' && fate.now?.over === true));
  return {
    ref: { kind: 'selection', name: [...fates.keys()].map(({ name }) => name).join(', ') },
    state: over ? 'COMPLETED' : 'RUNNING',
    over,
    succeeded: over && all.every((fate) => typeof fate === 'object' && fate.now?.succeeded === true),
    startedAt: begun,
    completedAt: over ? now : undefined,
    errorMessage: undefined,
    jobRuns: snapshots.flatMap(({ jobRuns }) => jobRuns),
    crawlerRuns: snapshots.flatMap(({ crawlerRuns }) => crawlerRuns),
  };
}
