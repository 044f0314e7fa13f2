import { createHash } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import type { TriggerRecord } from './records.ts';
import { showTrigger } from './trigger-state.ts';

/** One node of a workflow's graph. */
export interface GraphNode {
  readonly Type: 'JOB' | 'CRAWLER' | 'TRIGGER';
  readonly Name: string;
  readonly UniqueId: string;
  readonly TriggerDetails?: { readonly Trigger: object };
  readonly JobDetails?: { readonly JobRuns: readonly JsonObject[] };
  readonly CrawlerDetails?: { readonly Crawls: readonly JsonObject[] };
}

/** A workflow's graph: triggers point to what they start, jobs and crawlers to the triggers that wait for them. */
export interface Graph {
  readonly Nodes: readonly GraphNode[];
  readonly Edges: readonly { readonly SourceId: string; readonly DestinationId: string }[];
}

const idOf = (type: string, name: string): string =>
  `wnode_${createHash('sha256').update(`${type}/${name}`).digest('hex')}`;

interface Named {
  readonly JobName?: string;
  readonly CrawlerName?: string;
}

const target = (named: Named): GraphNode => {
  const crawler = named.CrawlerName;
  const [type, name] = crawler == null ? (['JOB', named.JobName ?? ''] as const) : (['CRAWLER', crawler] as const);
  return { Type: type, Name: name, UniqueId: idOf(type, name) };
};

/** The graph that these triggers make; nodes are ordered as the triggers name them. */
export function graphOf(triggers: readonly TriggerRecord[], now: number): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, Graph['Edges'][number]>();
  const link = (from: GraphNode, to: GraphNode): void => {
    for (const node of [from, to]) {
      nodes.set(node.UniqueId, nodes.get(node.UniqueId) ?? node);
    }
    const [SourceId, DestinationId] = [from.UniqueId, to.UniqueId];
    edges.set(`${SourceId} ${DestinationId}`, { SourceId, DestinationId });
  };
  for (const record of triggers) {
    const { Name: name, Actions: actions = [], Predicate: predicate } = record.trigger;
    const details = { Trigger: showTrigger(record, now) };
    const trigger: GraphNode = {
      Type: 'TRIGGER',
      Name: name,
      UniqueId: idOf('TRIGGER', name),
      TriggerDetails: details,
    };
    predicate?.Conditions?.forEach((condition) => link(target(condition), trigger));
    actions.forEach((action) => link(trigger, target(action)));
  }
  return { Nodes: [...nodes.values()], Edges: [...edges.values()] };
}
