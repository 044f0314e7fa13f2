import type { Plan } from '../plan/plan.ts';
import { keyOf, type Live, type Resource } from '../resources/resource.ts';
import type { CostFrame } from './job-month.ts';
import { type Cost, hourCost } from './run-cost.ts';
import { type RunsOf, type NodeCost, type StackCost, stackCost } from './stack-cost.ts';
import { yearlyStarts } from './starts.ts';
import { termsOf } from './terms.ts';

/** What a plan does to the cost of a month, if runs take as long as before. */
export interface CostChange {
  readonly before: StackCost;
  readonly after: StackCost;
  /** The jobs whose month differs, or is known on one side alone; a job that comes or goes has one side. */
  readonly jobs: readonly NodeCostChange[];
  /** The same of crawlers. */
  readonly crawlers: readonly NodeCostChange[];
}

/** The part of one job or crawler in it. */
export interface NodeCostChange {
  readonly name: string;
  readonly before: NodeCost['month'] | undefined;
  readonly after: NodeCost['month'] | undefined;
  /** What an hour of it will cost while it runs; nothing for one that goes, and for a crawler, whose DPUs Glue chooses. */
  readonly hour: Cost | undefined;
}

/** What is there before a plan is carried out, of what a plan compares: as it is live where it differs. */
export function resourcesBefore(plan: Plan, desired: readonly Resource[]): readonly Resource[] {
  const same = new Set([...plan.unchanged, ...(plan.notSelected?.resources ?? [])].map(keyOf));
  const changed = plan.changes.flatMap((change) => (change.action === 'create' ? [] : [change.live]));
  return [...changed, ...desired.filter((each) => same.has(keyOf(each)))];
}

/** What is there once a plan is carried out: what was not selected is as it is live, and not there where it is not live. */
export function resourcesAfter(plan: Plan, desired: readonly Resource[], live: readonly Live[]): readonly Resource[] {
  const left = new Set((plan.notSelected?.resources ?? []).map(keyOf));
  const labels = new Map([...(plan.notSelected?.resources ?? []), ...desired].map((each) => [keyOf(each), each.label]));
  return [
    ...desired.filter((each) => !left.has(keyOf(each))),
    ...live
      .filter((each) => left.has(keyOf(each)))
      .map((each) => ({ ...each, label: labels.get(keyOf(each)) ?? each.label })),
  ];
}

/** Compares the months before and after a plan, which wants `desired` (`resourcesAfter`); `now` is where the coming year begins. */
export async function costChange(
  plan: Plan,
  desired: readonly Resource[],
  runsOf: RunsOf,
  frame: CostFrame,
  now: number,
): Promise<CostChange> {
  const old = resourcesBefore(plan, desired);
  const before = stackCost(old, runsOf, await yearlyStarts(old, now), frame);
  const after = stackCost(desired, runsOf, await yearlyStarts(desired, now), frame);
  const hours = new Map(
    desired.flatMap((each) =>
      each.kind === 'job' ? [[each.name, hourCost(termsOf(each.definition), frame.region, frame.prices)] as const] : [],
    ),
  );
  return {
    before,
    after,
    jobs: changed(before.jobs, after.jobs, (name) => hours.get(name)),
    crawlers: changed(before.crawlers, after.crawlers, () => undefined),
  };
}

function changed(
  before: readonly NodeCost[],
  after: readonly NodeCost[],
  hourOf: (resourceName: string) => Cost | undefined,
): NodeCostChange[] {
  const [was, is] = [before, after].map((nodes) => new Map(nodes.map((node) => [node.resourceName, node] as const)));
  const names = new Set([...before, ...after].map(({ resourceName }) => resourceName));
  const nodes = [...names].map((name): NodeCostChange => {
    const [one, other] = [was?.get(name), is?.get(name)];
    return { name: other?.name ?? one?.name ?? name, before: one?.month, after: other?.month, hour: hourOf(name) };
  });
  return nodes.filter(differs);
}

function differs({ before, after }: NodeCostChange): boolean {
  return before?.known === true && after?.known === true
    ? before.money !== after.money
    : before?.known !== after?.known || before == null;
}
