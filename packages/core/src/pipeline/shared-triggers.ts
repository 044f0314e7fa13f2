import type { FlatConfig } from '../config/overlay.ts';
import type { Node } from './pipeline.ts';

/** Jobs that one trigger starts, by the name that `for_each` made them of. */
export interface Alike {
  readonly name: string;
  readonly nodes: readonly Node[];
}

/** More actions than that are more than one trigger's: the jobs then have one each. */
const mostActions = 50;

/** Which nodes share their trigger with others: the jobs of a `for_each` that start alike, and no crawlers. */
export function sharedTriggers(config: FlatConfig, nodes: readonly Node[]): ReadonlyMap<Node, Alike> {
  const shared = new Map<Node, Alike>();
  for (const { list, name, items } of config.groups ?? []) {
    const jobs = list === 'jobs' ? jobsOf(nodes, items) : [];
    const [first] = jobs;
    if (first != null && jobs.length <= mostActions && jobs.every((job) => manner(job) === manner(first))) {
      jobs.forEach((job) => shared.set(job, { name, nodes: jobs }));
    }
  }
  return shared;
}

function jobsOf(nodes: readonly Node[], names: readonly string[]): Node[] {
  const wanted = new Set(names);
  return nodes.filter(({ kind, name }) => kind === 'job' && wanted.has(name));
}

/** How a job starts, as far as it is the trigger's and not what that passes to the job. */
function manner({ workflow, dependsOn, schedule, trigger }: Node): string {
  const { enabled, resourceName, description, tags, ignoreChanges } = trigger;
  const ends = dependsOn?.ends.map(({ kind, name, state }) => `${kind} ${state} ${name}`).toSorted();
  const ordered = Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    [workflow ?? null, dependsOn?.logical ?? null, ends ?? null, schedule ?? null],
    [enabled, resourceName ?? null, description, ordered, ignoreChanges.toSorted()],
  ]);
}
