import type { NodeDraw, TriggerDraw } from './configs-flow.ts';
import { stackWord } from './configs-words.ts';

type Written = Record<string, unknown>;

/** A job or crawler of a generated config, with what its dependencies may be. */
export interface PlacedNode {
  readonly kind: 'job' | 'crawler';
  readonly name: string;
  readonly draw: NodeDraw;
  /** The workflow: "" is the pipeline's own, `false` none; edges stay inside. */
  readonly home: string | false;
  /** Set where it starts by a schedule of its own. */
  readonly scheduled: boolean;
}

/** Where a node belongs, as its draw has it and as far as the config has such a place. */
export function placed(
  kind: PlacedNode['kind'],
  name: string,
  draw: NodeDraw,
  flows: readonly string[],
  hasOwn: boolean,
): PlacedNode {
  // The schedule of somebody else's crawler is not written, so it has none here.
  const scheduled = draw.home === 9 && (kind === 'job' || draw.existing > 0);
  const flow = draw.home >= 5 && draw.home < 8 ? flows[draw.home % Math.max(1, flows.length)] : undefined;
  const home = scheduled || draw.home === 8 || !hasOwn ? false : '';
  return { kind, name, draw, scheduled, home: scheduled ? false : (flow ?? home) };
}

/** What a node says of its place in the graph; it waits for nodes before it alone, so there is no cycle. */
export function flowOf(node: PlacedNode, before: readonly PlacedNode[], chained: boolean, hasOwn: boolean): Written {
  const { draw, home, scheduled } = node;
  // Nothing may wait for a crawler with a schedule of its own: Glue then fires nothing.
  const others = before.filter((each) => each.home === home && !(each.kind === 'crawler' && each.scheduled));
  const picked = chained && !scheduled ? pickedOf(others, draw.picks) : [];
  const ends = picked.map((each, index) => endOf(each, index === 0 ? draw.end : 7));
  const waits = ends.length === 0 ? {} : { depends_on: draw.any ? { any: ends } : ends };
  const { arguments: passed, ...settings } = draw.trigger ?? {};
  const hasTrigger = ends.length > 0 || (scheduled && node.kind === 'job');
  const trigger = { ...settings, ...(node.kind === 'job' && passed != null ? { arguments: passed } : {}) };
  return {
    ...(scheduled ? { schedule: draw.schedule } : {}),
    ...waits,
    ...(hasTrigger && draw.trigger != null ? { trigger } : {}),
    ...(typeof home === 'string' && home !== '' ? { workflow: home } : {}),
    ...(home === false && hasOwn && !scheduled ? { workflow: false } : {}),
    ...(draw.named === 0 ? { resource_name: `${stackWord} named/${node.name}` } : {}),
  };
}

function pickedOf<T>(from: readonly T[], picks: readonly number[]): T[] {
  return from.length === 0 ? [] : [...new Set(picks.flatMap((pick) => from[pick % from.length] ?? []))];
}

/** The name alone asks for success; other ends are asked for in the words of the kind. */
function endOf({ kind, name }: PlacedNode, dice: number): unknown {
  const state = (kind === 'job' ? ['FAILED', 'TIMEOUT', 'STOPPED', 'SUCCEEDED'] : ['FAILED', 'CANCELLED'])[dice];
  return state == null ? name : { [kind]: name, state };
}

/** One entry of `triggers` where the nodes allow what was drawn; `startable` are workflows without a start so far. */
export function triggerOf(
  draw: TriggerDraw,
  name: string,
  nodes: readonly PlacedNode[],
  isRoot: (node: PlacedNode) => boolean,
  startable: Set<string>,
): Written | undefined {
  const homes = [...new Set(nodes.map(({ home }) => home))];
  const home = homes[draw.home % homes.length] ?? false;
  const inside = nodes.filter((each) => each.home === home);
  const place = home === '' ? {} : { workflow: home };
  if (draw.kind === 'when') {
    const awaitable = inside.filter((each) => !(each.kind === 'crawler' && each.scheduled));
    const from = awaitable[draw.from % Math.max(1, awaitable.length)];
    const later = from == null ? [] : inside.slice(inside.indexOf(from) + 1);
    const actions = limited(pickedOf(later, draw.to));
    const ends = from == null ? [] : [endOf(from, draw.end)];
    return from == null || actions.length === 0
      ? undefined
      : { name, when: draw.any ? { any: ends } : ends, actions: actions.map(actionOf(draw)), ...place, ...draw.words };
  }
  if (home !== false) {
    // A workflow has one start; a written one takes its place, and starts all that waits for nothing.
    const roots = inside.filter((each) => isRoot(each));
    if (!startable.delete(home) || roots.length === 0) {
      return undefined;
    }
    return { name, ...firing(draw), actions: limited(roots).map(actionOf(draw)), ...place, ...draw.words };
  }
  const actions = limited(pickedOf(inside, draw.to));
  return draw.kind === 'event' || actions.length === 0
    ? undefined
    : { name, ...firing(draw), actions: actions.map(actionOf(draw)), ...place, ...draw.words };
}

function firing({ kind, schedule, event }: TriggerDraw): Written {
  return kind === 'schedule' ? { schedule } : kind === 'event' ? { event } : {};
}

/** Two crawlers are the most that one trigger starts (Glue developer guide, about-triggers). */
function limited(nodes: readonly PlacedNode[]): PlacedNode[] {
  const crawlers = nodes.filter(({ kind }) => kind === 'crawler').slice(0, 2);
  return nodes.filter((each) => each.kind === 'job' || crawlers.includes(each));
}

function actionOf({ passed }: TriggerDraw) {
  return ({ kind, name }: PlacedNode): unknown => {
    if (passed == null) {
      return name;
    }
    const { arguments: texts, ...rest } = passed;
    return { [kind]: name, ...rest, ...(kind === 'job' && texts != null ? { arguments: texts } : {}) };
  };
}
