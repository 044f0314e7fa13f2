import type { Order, Step } from './cascade.ts';
import type { NodeRef } from './fire.ts';
import type { Cascade } from './records.ts';

const keyOf = ({ kind, name }: NodeRef): string => `${kind} ${name}`;

/** What is new in the run that takes an ended one up. */
export interface Fresh {
  readonly id: string;
  readonly startedOn: number;
  readonly sequence: number;
}

/**
 * The run that takes an ended one up: it starts these nodes again, and in time everything behind them; what else there
 * was counts as it ended then. Of nodes that lie behind one another only the foremost start at once.
 */
export function resumed(old: Cascade, nodes: readonly NodeRef[], fresh: Fresh): Step {
  const behind = nodes.map((node) => [keyOf(node), nodesBehind(old, node)] as const);
  const again = new Set(behind.flatMap(([key, after]) => [key, ...after]));
  const first = nodes.filter((node) => !behind.some(([key, after]) => key !== keyOf(node) && after.has(keyOf(node))));
  const kept = old.actions.filter(({ node }) => !again.has(keyOf(node)));
  const orders = first.flatMap((node): Order[] => {
    const name = old.actions.findLast((action) => keyOf(action.node) === keyOf(node))?.trigger;
    const trigger = old.triggers.find((each) => each.trigger.Name === name)?.trigger;
    const action = trigger?.Actions?.find(
      (each) => (node.kind === 'crawler' ? each.CrawlerName : each.JobName) === node.name,
    );
    return trigger == null || action == null ? [] : [{ index: 0, trigger, action }];
  });
  const placed = orders.map((order, offset) => ({ ...order, index: kept.length + offset }));
  const started = placed.map(({ trigger, action }) => ({
    trigger: trigger.Name,
    node: refOf(action),
    runs: [] as readonly string[],
  }));
  const cascade: Cascade = {
    id: fresh.id,
    kind: 'workflow',
    name: old.name,
    status: 'RUNNING',
    startedOn: fresh.startedOn,
    properties: old.properties,
    triggers: old.triggers,
    fired: old.fired.filter((name) => !watchesAny(old, name, again)),
    actions: [...kept, ...started],
    previous: old.id,
    sequence: fresh.sequence,
  };
  return { cascade, orders: placed };
}

function refOf({ JobName, CrawlerName }: { readonly JobName?: string; readonly CrawlerName?: string }): NodeRef {
  return CrawlerName == null ? { kind: 'job', name: JobName ?? '' } : { kind: 'crawler', name: CrawlerName };
}

/** Everything that starts only after a node. */
function nodesBehind(old: Cascade, node: NodeRef): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [keyOf(node)];
  for (let key = waiting.pop(); key != null; key = waiting.pop()) {
    const one = new Set([key]);
    for (const { trigger } of old.triggers.filter((each) => watchesAny(old, each.trigger.Name, one))) {
      for (const next of (trigger.Actions ?? []).map(refOf).map(keyOf)) {
        if (!found.has(next)) {
          found.add(next);
          waiting.push(next);
        }
      }
    }
  }
  return found;
}

function watchesAny(old: Cascade, trigger: string, nodes: ReadonlySet<string>): boolean {
  const conditions = old.triggers.find((each) => each.trigger.Name === trigger)?.trigger.Predicate?.Conditions ?? [];
  return conditions.some((condition) => nodes.has(keyOf(refOf(condition))));
}
