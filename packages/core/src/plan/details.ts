import { nextFiresOf } from '../pipeline/cron.ts';
import { keyOf } from '../resources/resource.ts';
import { type Plan, subjectOf } from './plan.ts';

/** How the text of a script changes. */
export interface ScriptChange {
  readonly added: number;
  readonly removed: number;
  /** The change as a unified diff. */
  readonly patch: string;
}

/** What a reader of a plan wants to know beside it, by `keyOf` of the resource; what is not known has no entry. */
export interface PlanDetails {
  /** When a new or changed schedule fires next, in milliseconds since 1970. */
  readonly fires: Readonly<Record<string, readonly number[]>>;
  /** Of jobs whose script changes. */
  readonly scripts: Readonly<Record<string, ScriptChange>>;
  /** How many runs of a job go on now. */
  readonly active: Readonly<Record<string, number>>;
  /** The deployment before, in one line, where it is to be shown. */
  readonly last?: string | undefined;
}

/** Nothing is known. */
export const noDetails: PlanDetails = { fires: {}, scripts: {}, active: {} };

/** So many next times are shown. */
const shown = 2;

/** When the schedules that a plan makes or changes fire next, counted from `now`. */
export async function firesOf(plan: Plan, now: number): Promise<PlanDetails['fires']> {
  const fires: Record<string, readonly number[]> = {};
  for (const change of plan.changes) {
    const schedule = change.action === 'delete' ? undefined : scheduleOf(change.resource);
    const times = schedule == null ? [] : await nextFiresOf(schedule, now, shown);
    if (times.length > 0) {
      fires[keyOf(subjectOf(change))] = times;
    }
  }
  return fires;
}

/** The schedule of a trigger or crawler that is on. */
function scheduleOf(resource: Extract<Plan['changes'][number], { action: 'create' }>['resource']): string | undefined {
  switch (resource.kind) {
    case 'trigger':
      return resource.definition.enabled ? resource.definition.Schedule : undefined;
    case 'crawler':
      return resource.definition.enabled === false ? undefined : resource.definition.Schedule;
    default:
      return undefined;
  }
}
