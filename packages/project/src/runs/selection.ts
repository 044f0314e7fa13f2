import {
  isSelector,
  type Pipeline,
  runSelection,
  select,
  type SelectedNode,
  UserError,
  type Workflow,
} from '@gluepipeline/core';

import { systemClock } from '../clock.ts';
import type { Session } from '../session.ts';
import type { Sound } from '../invalid-config.ts';
import { failuresOf } from './failures.ts';
import type { FollowOptions, RunOutcome } from './run.ts';
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
  options: StartOptions & FollowOptions,
): Promise<RunOutcome> {
  if (!options.wait) {
    throw new UserError(
      'GP613',
      'Glue runs no part of a workflow by itself, so this command has to stay and start its jobs',
      'leave out --no-wait, or name one job',
    );
  }
  const begun = systemClock.now();
  const names = new Map(pipeline.nodes.map((node) => [`${node.kind} ${node.resourceName}`, node.name]));
  const started: Started[] = [];
  const { snapshot, skipped } = await runSelection(session.runs, systemClock, nodes, {
    arguments: options.arguments,
    pollMilliseconds: session.kind === 'local' ? 100 : 5000,
    onStart: (ref) => {
      const each = { ref, consoleUrl: ref.kind === 'job' ? session.consoleUrl('job', ref.name) : undefined };
      started.push(each);
      options.onStart?.(each);
    },
    onSnapshot: (now) => options.onSnapshot?.({ ...now, names }),
    ...(options.signal == null ? {} : { signal: options.signal }),
  });
  return {
    started,
    snapshots: [{ ...snapshot, names }],
    skipped,
    failures: await failuresOf(session, pipeline, snapshot),
    succeeded: snapshot.succeeded && skipped.length === 0,
    alerts: await session.alertsSince(begun),
    waited: true,
    endsHere: session.servesHere,
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
