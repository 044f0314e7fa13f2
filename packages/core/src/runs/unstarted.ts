import type { Dependency, Firing, Node, Pipeline } from '../pipeline/pipeline.ts';
import { latestAttempts, type RunSnapshot } from './run.ts';

/** The nodes of a workflow run that is over which never started, by the reason. */
export interface Unstarted {
  /** What they wait for failed, or never started itself. */
  readonly skipped: readonly string[];
  /** What they wait for came about, and yet: what is deployed is not what the config says. */
  readonly missing: readonly string[];
}

type Fate = { readonly state: string } | 'skipped' | 'missing' | 'idle';

/**
 * Why nodes never started: a COMPLETED run says nothing of them. One that waits for a failure which did not happen, or
 * whose trigger the config has switched off, was not due, and is in neither list.
 */
export function unstarted(pipeline: Pick<Pipeline, 'nodes' | 'triggers' | 'workflows'>, now: RunSnapshot): Unstarted {
  const workflow = pipeline.workflows.find(({ resourceName }) => resourceName === now.ref.name);
  if (now.ref.kind !== 'workflow' || !now.over || workflow == null) {
    return { skipped: [], missing: [] };
  }
  const states = new Map([
    ...latestAttempts(now.jobRuns).map(({ job, state }) => [`job ${job}`, state] as const),
    ...now.crawlerRuns.map(({ crawler, state }) => [`crawler ${crawler}`, state] as const),
  ]);
  const inside = pipeline.nodes.filter((node) => node.workflow === workflow.name);
  const ways = waysToStart(pipeline, workflow.name);
  const fates = new Map<string, Fate>();
  const fateOf = (node: Node): Fate => {
    const known = fates.get(keyOf(node));
    if (known != null) {
      return known;
    }
    // A cycle cannot be deployed; this only keeps one from going round for ever.
    fates.set(keyOf(node), 'idle');
    const state = states.get(`${node.kind} ${node.resourceName}`);
    const fate = state == null ? worst(ways.get(keyOf(node)) ?? [], endOf) : { state };
    fates.set(keyOf(node), fate);
    return fate;
  };
  const byKey = new Map(inside.map((node) => [keyOf(node), node]));
  const endOf = (end: Dependency): Fate => {
    const node = byKey.get(keyOf(end));
    return node == null ? 'idle' : fateOf(node);
  };
  const named = (wanted: Fate) => inside.filter((node) => fateOf(node) === wanted).map(({ name }) => name);
  return { skipped: named('skipped'), missing: named('missing') };
}

/** The triggers that are on, by what they start. */
function waysToStart({ triggers }: Pick<Pipeline, 'triggers'>, workflow: string): ReadonlyMap<string, Firing[]> {
  const ways = new Map<string, Firing[]>();
  for (const trigger of triggers) {
    if (trigger.workflow === workflow && (trigger.enabled || trigger.firing.kind !== 'conditions')) {
      for (const action of trigger.actions) {
        ways.set(keyOf(action), [...(ways.get(keyOf(action)) ?? []), trigger.firing]);
      }
    }
  }
  return ways;
}

/** Of several ways to start one that was due counts, then one that a failure closed. */
function worst(ways: readonly Firing[], endOf: (end: Dependency) => Fate): Fate {
  const fates = ways.map((firing) => (firing.kind === 'conditions' ? fateOfWaiting(firing, endOf) : 'missing'));
  return fates.includes('missing') ? 'missing' : fates.includes('skipped') ? 'skipped' : 'idle';
}

function fateOfWaiting(
  { logical, ends }: Extract<Firing, { kind: 'conditions' }>,
  endOf: (end: Dependency) => Fate,
): 'skipped' | 'missing' | 'idle' {
  const met = ends.map((end) => isMet(end, endOf(end)));
  if (logical === 'all' ? met.every(Boolean) : met.some(Boolean)) {
    return 'missing';
  }
  return ends.some((end) => isBroken(end, endOf(end))) ? 'skipped' : 'idle';
}

function isMet({ state }: Dependency, fate: Fate): boolean {
  return typeof fate === 'object' && fate.state === state;
}

/** Success was wanted, and there was a failure, here or before. */
function isBroken({ state }: Dependency, fate: Fate): boolean {
  return state === 'SUCCEEDED' && (typeof fate === 'object' ? fate.state !== state : fate !== 'idle');
}

function keyOf({ kind, name }: Pick<Node, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
