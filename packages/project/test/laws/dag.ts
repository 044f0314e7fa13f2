import { expect } from '@jest/globals';
import type { RunSnapshot } from '@gluepipeline/core';

import type { ConfigObject, EntryObject } from './configs.ts';

/** A node of a graph of ours, from which a config is written and by which its run is judged: nothing of core is asked. */
export interface DagNode {
  readonly kind: 'job' | 'crawler';
  readonly name: string;
  /** Names of nodes that stand before it. */
  readonly after?: readonly string[];
  /** One of them is enough. */
  readonly any?: boolean;
  readonly fails?: boolean;
  readonly arguments?: Readonly<Record<string, string | number | boolean>>;
}

/** The config of a graph; its jobs and crawlers stand in the order given, which need not be that of the graph. */
export function configOf(nodes: readonly DagNode[], more: object = { workflow: {} }): ConfigObject {
  const waits = ({ after = [], any = false }: DagNode) =>
    after.length === 0 ? {} : { depends_on: any ? { any: after } : after };
  return {
    ...more,
    crawlers: nodes
      .filter(({ kind }) => kind === 'crawler')
      .map((node) => ({
        name: node.name,
        database_name: 'lake',
        // Of the two buckets the endpoint has one.
        targets: { s3: [node.fails === true ? 's3://nowhere/' : 's3://artifacts/'] },
        ...waits(node),
      })),
    jobs: nodes
      .filter(({ kind }) => kind === 'job')
      .map((node): EntryObject => ({
        name: node.name,
        type: 'pythonshell',
        script: 'scripts/c.py',
        ...(node.arguments == null && node.fails !== true
          ? {}
          : { arguments: { ...node.arguments, ...(node.fails === true ? { fail: 'yes' } : {}) } }),
        ...waits(node),
      })),
  };
}

/** A run of a node, whichever kind it is. */
export interface NodeRun {
  readonly kind: 'job' | 'crawler';
  /** The name in AWS. */
  readonly name: string;
  readonly state: string;
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
}

/** The runs of a workflow's run. */
export function nodeRunsOf({ jobRuns, crawlerRuns }: Pick<RunSnapshot, 'jobRuns' | 'crawlerRuns'>): NodeRun[] {
  return [
    ...jobRuns.map((run) => ({ ...run, kind: 'job' as const, name: run.job })),
    ...crawlerRuns.map((run) => ({ ...run, kind: 'crawler' as const, name: run.crawler })),
  ];
}

/**
 * Judges the runs of a graph: each node ran once, after what it waits for had succeeded, or not at all where that had
 * not; those that were to fail failed. Gives how many of them came to a good end, were to fail and did, or never ran.
 */
export function judgeOrder(
  nodes: readonly DagNode[],
  runs: readonly NodeRun[],
  prefix: string,
): { readonly good: number; readonly failed: number; readonly idle: number } {
  const run = new Map(runs.map((each) => [`${each.kind} ${each.name}`, each]));
  expect(run.size).toBe(runs.length);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const runOf = ({ kind, name }: DagNode) => run.get(`${kind} ${prefix}${name}`);
  const known = new Map<string, 'SUCCEEDED' | 'FAILED' | undefined>();
  /** How a node has to end, by the graph alone; undefined where it must not run. */
  const due = (node: DagNode): 'SUCCEEDED' | 'FAILED' | undefined => {
    if (!known.has(node.name)) {
      const { after = [], any = false, fails = false } = node;
      const good = after.map((name) => due(byName.get(name)!) === 'SUCCEEDED');
      const starts = after.length === 0 || (any ? good.some(Boolean) : good.every(Boolean));
      known.set(node.name, starts ? (fails ? 'FAILED' : 'SUCCEEDED') : undefined);
    }
    return known.get(node.name);
  };
  expect(nodes.map((node) => [node.name, runOf(node)?.state])).toEqual(nodes.map((node) => [node.name, due(node)]));
  expect(runs).toHaveLength(nodes.filter((node) => due(node) != null).length);

  for (const node of nodes.filter((each) => runOf(each) != null)) {
    const startedAt = runOf(node)?.startedAt ?? Number.NaN;
    const ends = (node.after ?? [])
      .map((name) => byName.get(name)!)
      .filter((each) => due(each) === 'SUCCEEDED')
      .map((each) => runOf(each)?.completedAt ?? Number.NaN);
    if (ends.length > 0) {
      const last = node.any === true ? Math.min(...ends) : Math.max(...ends);
      expect({ node: node.name, waited: startedAt >= last }).toEqual({ node: node.name, waited: true });
    }
  }
  const count = (state: string | undefined) => nodes.filter((node) => due(node) === state).length;
  return { good: count('SUCCEEDED'), failed: count('FAILED'), idle: count(undefined) };
}
