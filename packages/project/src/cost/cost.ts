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

import { type Sound, soundConfig } from '../invalid-config.ts';
import {
  guardAccount,
  type Planned,
  type PlannedCost,
  planIn,
  type PlanOptions,
  servicesOfStack,
  withSession,
} from '../plan.ts';
import { sentFirst } from '../sent-first.ts';
import type { Session } from '../session.ts';
import { type PricesChoice, priceTable } from './price-table.ts';
import { mostRuns, type ReadRuns, runsAhead } from './read-runs.ts';

export { runsAhead };

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
}

/** What the jobs and crawlers of a stack have cost, and what they will; asks AWS for definitions and runs, and changes nothing. */
export function cost(options: CostOptions): Promise<CostReport> {
  return withSession(options, (sound, session) => costIn(session, sound, options), soundConfig, servicesOfStack);
}

async function costIn(session: Session, sound: Sound, options: CostOptions): Promise<CostReport> {
  guardAccount(session, sound);
  const [planned, readRuns] = await Promise.all([
    planIn(session, sound, {}),
    sentFirst().then(() => runsAhead(session, sound.pipeline, options.days)),
  ]);
  const desired = keepingPauses(planned.desired, planned.live);
  const deployed = resourcesBefore(planned.plan, desired);
  const known = new Set(deployed.map(keyOf));
  const resources = [...deployed, ...desired.filter((each) => !known.has(keyOf(each)))];
  const [runs, yearly] = await Promise.all([readRuns(deployed), yearlyStarts(resources, session.clock.now())]);
  const frame = frameOf(session, planned, options);
  const jobs = resources.flatMap((each) => (each.kind === 'job' ? [each] : []));
  return {
    stack: stackOf(sound.pipeline),
    frame,
    cost: stackCost(resources, runs, yearly, frame),
    advice: jobs
      .flatMap((job) => adviceFor(job, runs.jobs[job.name] ?? [], yearly[keyOf(job)], frame))
      .toSorted((a, b) => Number((b.saves ?? 0n) - (a.saves ?? 0n))),
  };
}

/** What a plan does to the cost of a month; the runs may have been asked for before the plan was made. */
export async function planCost(
  session: Session,
  planned: Planned,
  options: Pick<CostOptions, 'place' | 'prices' | 'days'>,
  readRuns: ReadRuns = runsAhead(session, planned.sound.pipeline, options.days),
): Promise<PlannedCost> {
  const frame = frameOf(session, planned, options);
  const desired = resourcesAfter(planned.plan, keepingPauses(planned.desired, planned.live), planned.live);
  const runs = await readRuns(resourcesBefore(planned.plan, desired));
  return { change: await costChange(planned.plan, desired, runs, frame, session.clock.now()), frame };
}

/** Throws a UserError where a month would cost more than the budget once the plan is carried out; gives a warning of what is not counted. */
export async function refuseOver(
  budget: Money,
  session: Session,
  planned: Planned,
  options: Pick<CostOptions, 'place' | 'prices' | 'days'>,
): Promise<readonly string[]> {
  return mustBeWithin(budget, (await planCost(session, planned, options)).change.after);
}

function frameOf(
  session: Session,
  { sound }: Planned,
  { days, ...choice }: Pick<CostOptions, 'place' | 'prices' | 'days'>,
): CostFrame {
  return { region: session.target.region, prices: priceTable(sound.file, choice), days, most: mostRuns };
}
