import type { Dependency, Firing, Node, NodeKind, Pipeline, Trigger } from '../../pipeline/pipeline.ts';

/** One thing that a graph shows. */
export interface DrawnNode {
  /** Its own among all of a view: `job extract`, `trigger start`. */
  readonly id: string;
  readonly kind: NodeKind | 'trigger';
  /** Its name in the config. */
  readonly name: string;
  /** In a few words what it is, or when it fires: `glueetl`, `cron(0 2 * * ? *)`, `any of 2`. */
  readonly detail: string;
  /** The workflow it belongs to, by its name in the config ("" is the pipeline's own), or none. */
  readonly workflow: string | undefined;
  /** `existing` is used and never changed, `missing` is named and not there, `off` never fires. */
  readonly state: 'made' | 'existing' | 'missing' | 'off';
  /** In the graph of a run: how it stands there. */
  readonly run?: 'succeeded' | 'failed' | 'running' | 'idle';
}

/** What leads from one to the next, by their ids. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  /** The end that is waited for, where it is not success. */
  readonly state: string | undefined;
}

/** A pipeline as nodes and edges: what each format of a graph is written from. */
export interface GraphView {
  readonly pipeline: string;
  readonly environment: string;
  readonly workflows: readonly { readonly name: string; readonly resourceName: string }[];
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** Which triggers are nodes of their own: all, or those that edges alone could not show. */
export interface GraphViewOptions {
  readonly triggers?: 'telling' | 'all';
}

/**
 * The nodes and edges of a pipeline. A trigger that starts by itself is a node; one that waits is edges from what it
 * waits for to what it starts, unless these would not tell all from any, one way from another, or that it is off.
 */
export function graphView(pipeline: Pipeline, { triggers = 'telling' }: GraphViewOptions = {}): GraphView {
  const ways = waysTo(pipeline);
  const known = new Set(pipeline.nodes.map(idOf));
  const shown = (trigger: Trigger) => triggers === 'all' || isTelling(trigger, ways);
  const edges = pipeline.triggers.flatMap((trigger) => edgesOf(trigger, shown(trigger)));
  const ends = pipeline.triggers.flatMap((trigger) => [...endsOf(trigger.firing), ...trigger.actions]);
  const missing = new Map(ends.filter((end) => !known.has(idOf(end))).map((end) => [idOf(end), end]));
  return {
    pipeline: pipeline.name,
    environment: pipeline.environment,
    workflows: pipeline.workflows.map(({ name, resourceName }) => ({ name, resourceName })),
    nodes: [
      ...pipeline.triggers.filter(shown).map(drawnTrigger),
      ...drawnNodes(pipeline),
      ...[...missing].map(([id, { kind, name }]): DrawnNode => ({
        ...{ id, kind, name, detail: 'does not exist', workflow: undefined, state: 'missing' },
      })),
    ],
    edges: [...new Map(edges.map((edge) => [`${edge.from}\n${edge.to}\n${edge.state ?? ''}`, edge])).values()],
  };
}

/** What a trigger waits for; nothing where it starts by itself. */
export function endsOf(firing: Firing): readonly Dependency[] {
  return firing.kind === 'conditions' ? firing.ends : [];
}

/** When a trigger fires, in a few words; of several ends only how many there are. */
export function firingText(firing: Firing): string {
  switch (firing.kind) {
    case 'on-demand':
      return 'on demand';
    case 'schedule':
      return firing.schedule;
    case 'event':
      return 'by events';
    case 'conditions': {
      const [first, ...others] = firing.ends;
      return first != null && others.length === 0
        ? `after ${first.name}`
        : `${firing.logical} of ${String(firing.ends.length)}`;
    }
  }
}

/** What kind of job or crawler a node is: `glueetl`, `crawler`, `existing job`. */
export function kindsOfNodes({ jobs, crawlers }: Pipeline): (node: Node) => string {
  const types = new Map(jobs.map(({ name, kind }) => [name, kind]));
  const schedules = new Map(crawlers.map(({ name, schedule }) => [name, schedule]));
  return ({ kind, name, existing }) => {
    if (existing) {
      return `existing ${kind}`;
    }
    const schedule = schedules.get(name);
    return kind === 'job' ? (types.get(name) ?? 'job') : schedule == null ? 'crawler' : `crawler, ${schedule}`;
  };
}

function idOf({ kind, name }: { readonly kind: DrawnNode['kind']; readonly name: string }): string {
  return `${kind} ${name}`;
}

/** How many triggers start each node after something else. */
function waysTo({ triggers }: Pipeline): ReadonlyMap<string, number> {
  const ways = new Map<string, number>();
  for (const { firing, actions } of triggers) {
    if (firing.kind === 'conditions') {
      actions.forEach((action) => ways.set(idOf(action), (ways.get(idOf(action)) ?? 0) + 1));
    }
  }
  return ways;
}

function isTelling({ firing, actions, enabled }: Trigger, ways: ReadonlyMap<string, number>): boolean {
  const count = endsOf(firing).length;
  if (firing.kind !== 'conditions' || !enabled || count === 0) {
    return true;
  }
  const single = actions.length === 1 && actions.every((action) => ways.get(idOf(action)) === 1);
  return count > 1 && (firing.logical === 'any' || !single);
}

function edgesOf(trigger: Trigger, shown: boolean): DrawnEdge[] {
  const { firing, actions } = trigger;
  const ends = endsOf(firing).map((end) => ({
    from: idOf(end),
    state: end.state === 'SUCCEEDED' ? undefined : end.state,
  }));
  if (!shown) {
    return ends.flatMap((end) => actions.map((action): DrawnEdge => ({ ...end, to: idOf(action) })));
  }
  const id = idOf({ kind: 'trigger', name: trigger.name });
  return [
    ...ends.map((end): DrawnEdge => ({ ...end, to: id })),
    ...actions.map((action): DrawnEdge => ({ from: id, to: idOf(action), state: undefined })),
  ];
}

function drawnTrigger({ name, workflow, firing, enabled }: Trigger): DrawnNode {
  const detail = enabled ? firingText(firing) : `${firingText(firing)}, off`;
  return {
    ...{ id: idOf({ kind: 'trigger', name }), kind: 'trigger', name, detail, workflow },
    state: enabled ? 'made' : 'off',
  };
}

function drawnNodes(pipeline: Pipeline): DrawnNode[] {
  const kindOf = kindsOfNodes(pipeline);
  return pipeline.nodes.map((node) => ({
    ...{ id: idOf(node), kind: node.kind, name: node.name, detail: kindOf(node), workflow: node.workflow },
    state: node.existing ? 'existing' : 'made',
  }));
}

/** The nodes of each workflow, the pipeline's own first, and last those outside of all; none is empty. */
export function groupsOf(view: GraphView): { readonly title: string; readonly nodes: readonly DrawnNode[] }[] {
  const titles = new Map(view.workflows.map(({ name, resourceName }) => [name, `workflow ${resourceName}`]));
  const groups = [...titles].map(([name, title]) => ({
    title,
    nodes: view.nodes.filter(({ workflow }) => workflow === name),
  }));
  const others = view.nodes.filter(({ workflow }) => workflow == null || !titles.has(workflow));
  return [...groups, { title: 'outside workflows', nodes: others }].filter(({ nodes }) => nodes.length > 0);
}
