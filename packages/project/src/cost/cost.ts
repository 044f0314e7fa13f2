import {
  type Advice,
  adviceFor,
  costChange,
  type CostFrame,
  keepingPauses,
  keyOf,
  type Money,
  mustBeWithin,
  resourcesAfter,
  resourcesBefore,
  type StackCost,
  stackCost,
  stackOf,
  yearlyStarts,
} from '@gluepipeline/core';

import { type Planned, type PlannedCost, planIn, type PlanOptions, withSession } from '../plan.ts';
import type { Session } from '../session.ts';
import { type PricesChoice, priceTable } from './price-table.ts';
import { readRuns } from './read-runs.ts';

/** Whose cost, from how many days of runs, by which prices. */
export interface CostOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'>, PricesChoice {
  readonly days: number;
}

/** What a stack has cost and will, as it is deployed; what is not deployed yet as it is wanted. */
export interface CostReport {
  readonly stack: string;
  readonly frame: CostFrame;
  readonly cost: StackCost;
  readonly advice: readonly Advice[];
  /** How many crawlers there are: what they cost is not in the sums. */
  readonly crawlers: number;
}

/** What the jobs of a stack have cost, and what they will; asks AWS for definitions and runs, and changes nothing. */
export function cost(options: CostOptions): Promise<CostReport> {
  return withSession(options, async (sound, session) => {
    const planned = await planIn(session, sound, {});
    const desired = keepingPauses(planned.desired, planned.live);
    const deployed = resourcesBefore(planned.plan, desired);
    const known = new Set(deployed.map(keyOf));
    const resources = [...deployed, ...desired.filter((each) => !known.has(keyOf(each)))];
    const [runs, yearly] = await Promise.all([
      readRuns(session, deployed, options.days),
      yearlyStarts(resources, session.clock.now()),
    ]);
    const frame = frameOf(session, planned, options);
    const jobs = resources.flatMap((each) => (each.kind === 'job' ? [each] : []));
    return {
      stack: stackOf(sound.pipeline),
      frame,
      cost: stackCost(resources, runs, yearly, frame),
      advice: jobs
        .flatMap((job) => adviceFor(job, runs[job.name] ?? [], yearly[keyOf(job)], frame))
        .toSorted((a, b) => Number((b.saves ?? 0n) - (a.saves ?? 0n))),
      crawlers: resources.filter(({ kind }) => kind === 'crawler').length,
    };
  });
}

/** What a plan does to the cost of a month. */
export async function planCost(
  session: Session,
  planned: Planned,
  options: Pick<CostOptions, 'place' | 'prices' | 'days'>,
): Promise<PlannedCost> {
  const frame = frameOf(session, planned, options);
  const desired = resourcesAfter(planned.plan, keepingPauses(planned.desired, planned.live), planned.live);
  const runs = await readRuns(session, resourcesBefore(planned.plan, desired), options.days);
  return { change: await costChange(planned.plan, desired, runs, frame, session.clock.now()), frame };
}

/** Throws a UserError where a month would cost more than the budget once the plan is carried out. */
export async function refuseOver(
  budget: Money,
  session: Session,
  planned: Planned,
  options: Pick<CostOptions, 'place' | 'prices' | 'days'>,
): Promise<void> {
  mustBeWithin(budget, (await planCost(session, planned, options)).change.after);
}

function frameOf(
  session: Session,
  { sound }: Planned,
  { days, ...choice }: Pick<CostOptions, 'place' | 'prices' | 'days'>,
): CostFrame {
  return { region: session.target.region, prices: priceTable(sound.file, choice), days };
}
