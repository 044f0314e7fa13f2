import type { Live, Resource } from '../resources/resource.ts';
import { diff } from './diff.ts';
import type { Plan } from './plan.ts';

/** A job or crawler that goes while one that is just like it comes: most likely the same thing under a new name. */
export interface Rename {
  readonly from: Live;
  readonly to: Resource;
  /** What the one that goes takes with it. */
  readonly losses: readonly string[];
}

/** Where more go than this, it is no longer one thing that got a new name. */
const most = 20;

/** The renames that a plan looks like; where two could have got the name, neither. */
export function renamesIn(plan: Plan): Rename[] {
  const gone = plan.changes.flatMap((change) =>
    change.action === 'delete' && isNode(change.live) && change.losses.length > 0 ? change : [],
  );
  const fresh = plan.changes.flatMap((change) =>
    change.action === 'create' && isNode(change.resource) ? change.resource : [],
  );
  if (gone.length > most || fresh.length > most) {
    return [];
  }
  const pairs = gone.flatMap(({ live: from, losses }) =>
    fresh
      .filter((to) => to.kind === from.kind && diff(to, from, plan.target, new Set()).length === 0)
      .map((to): Rename => ({ from, to, losses })),
  );
  const isOnly = (pair: Rename) => pairs.filter(({ from, to }) => from === pair.from || to === pair.to).length === 1;
  return pairs.filter(isOnly);
}

function isNode({ kind }: Resource): boolean {
  return kind === 'job' || kind === 'crawler';
}
