import {
  isSelector,
  type Pipeline,
  type RunSnapshot,
  runSelection,
  select,
  type SelectedNode,
  UserError,
  type Workflow,
} from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import type { Session } from '../session.ts';
import type { Sound } from '../invalid-config.ts';
import { atEnd } from './crawl-usage.ts';
import { failuresOf } from './failures.ts';
import { patienceOf, stoppedIfWished } from './leave.ts';
import { pollOf } from './poll.ts';
import type { FollowOptions, RunOutcome, Settled } from './run.ts';
import type { Started, StartOptions } from './start.ts';

/** True where the words mean a part of the graph, which Glue does not run by itself. */
export function isSelection({ jobs = [] }: Pick<StartOptions, 'jobs'>): boolean {
  return jobs.length > 1 || jobs.some(isSelector);
}

/** Starts the nodes of a selection one after another, as the graph says, and follows them to their end. */
export async function runNodes(
  { pipeline }: Sound,
  session: Session,
  nodes: readonly SelectedNode[],
  options: StartOptions & FollowOptions & Settled,
): Promise<RunOutcome> {
  if (!options.wait) {
    throw new UserError(
      'GP613',
      'Glue runs no part of a workflow by itself, so this command has to stay and start its jobs',
      'leave out --no-wait, or name one job',
    );
  }
  const { prices } = options;
  const begun = systemClock.now();
  const names = new Map(pipeline.nodes.map((node) => [`${node.kind} ${node.resourceName}`, node.name]));
  const started: Started[] = [];
  const patience = patienceOf(options, begun);
  const { snapshot: seen, skipped } = await runSelection(session.runs, systemClock, nodes, {
    arguments: options.arguments,
    pollMilliseconds: pollOf(session),
    onStart: (ref) => {
      const each = { ref, consoleUrl: ref.kind === 'job' ? session.consoleUrl('job', ref.name) : undefined };
      started.push(each);
      options.onStart?.(each);
    },
    onSnapshot: (now) => options.onSnapshot?.({ ...now, names, prices }, pipeline),
    signal: patience,
  });
  const timedOut = patience.timedOut && !seen.over;
  const refs = started.map(({ ref }) => ref);
  const stopped = seen.over ? undefined : await stoppedIfWished(session, refs, options);
  const snapshot = stopped == null ? seen : asStopped(seen, [...stopped.values()]);
  const [named, failures] = await Promise.all([
    atEnd(session, snapshot, names, prices),
    failuresOf(session, pipeline, snapshot),
  ]);
  return {
    started,
    snapshots: [named],
    skipped,
    failures,
    succeeded: snapshot.succeeded && skipped.length === 0,
    alerts: await session.alertsSince(begun),
    waited: true,
    timedOut,
    stopped: stopped != null,
    endsHere: session.servesHere,
  };
}

/** A selection whose runs were stopped; what had not started then never will. */
function asStopped(seen: RunSnapshot, ended: readonly RunSnapshot[]): RunSnapshot {
  return {
    ...seen,
    state: 'STOPPED',
    over: true,
    succeeded: false,
    completedAt: systemClock.now(),
    jobRuns: ended.flatMap(({ jobRuns }) => jobRuns),
    crawlerRuns: ended.flatMap(({ crawlerRuns }) => crawlerRuns),
  };
}

/** The nodes that the words choose. */
export function selected({ pipeline }: Sound, { jobs = [] }: Pick<StartOptions, 'jobs'>): readonly SelectedNode[] {
  return select(pipeline, jobs);
}

/** All nodes of a workflow: for one that AWS starts by its schedule alone. */
export function nodesOf(pipeline: Pipeline, workflow: Workflow): readonly SelectedNode[] {
  const inside = pipeline.nodes.filter((node) => node.workflow === workflow.name).map(({ name }) => name);
  return select(pipeline, inside);
}
