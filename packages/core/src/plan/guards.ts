import { UserError } from '../errors.ts';
import type { Change, Plan } from './plan.ts';
import { subjectOf } from './plan.ts';

/** What must hold of a plan before anything of it is done. */
export interface Guards {
  /** Nothing may be deleted, nor made anew with a loss. */
  readonly protect: boolean;
  /** How many may be deleted or made anew at most. */
  readonly maxDeletes?: number | undefined;
}

/** Throws a UserError for the first guard that a plan does not pass. */
export function mustPass(plan: Plan, { protect, maxDeletes }: Guards): void {
  const losing = plan.changes.filter(isLosing);
  if (protect && losing.length > 0) {
    throw new UserError(
      'GP315',
      `${plan.stack} is protected, and the plan deletes ${namesOf(losing)}`,
      'keep them in the config, or take protect: true out of it first',
    );
  }
  const gone = plan.changes.filter(({ action }) => action === 'delete' || action === 'replace');
  if (maxDeletes != null && gone.length > maxDeletes) {
    throw new UserError(
      'GP316',
      `the plan deletes ${String(gone.length)}, and at most ${String(maxDeletes)} may be deleted: ${namesOf(gone)}`,
      'look at the plan; if it is meant, say a higher --max-deletes',
    );
  }
}

/** Artifacts, triggers and the like are made again from the config; what has a history is not. */
function isLosing(change: Change): boolean {
  return change.action === 'delete' || (change.action === 'replace' && change.losses.length > 0);
}

function namesOf(changes: readonly Change[]): string {
  const names = changes.slice(0, 5).map((change) => `${subjectOf(change).kind} ${subjectOf(change).label}`);
  const more = changes.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
