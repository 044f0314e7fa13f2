import { centsOf, costChangeText } from '@gluepipeline/core';
import type { PlannedCost } from '@gluepipeline/project';

import type { Report, Section } from './report.ts';

/** The sum of how a month changes, in a line for the first screen; nothing where it was not asked for. */
export function costLine(cost: PlannedCost | undefined): string[] {
  const [sum] = cost == null ? [] : costChangeText(cost.change, cost.frame).split('\n');
  const unknown = cost?.change.after.unknown.length ?? 0;
  const jobs = unknown === 1 ? '1 job' : `${String(unknown)} jobs`;
  if (cost != null && unknown > 0 && cost.change.before.month === 0n && cost.change.after.month === 0n) {
    return [`Cost of a month: not known for ${jobs}`];
  }
  return sum == null ? [] : [unknown === 0 ? sum : `${sum}, without ${jobs} whose cost is not known`];
}

/** Each job whose month changes, and by which prices. */
export function costSections(cost: PlannedCost | undefined): Section[] {
  return cost == null || cost.change.jobs.length === 0
    ? []
    : [{ title: 'Cost of a month', language: 'text', text: costChangeText(cost.change, cost.frame), folded: true }];
}

/** What a month costs once the plan is carried out. */
export function costOutputs(cost: PlannedCost | undefined): Report['outputs'] {
  return cost == null ? {} : { 'cost-monthly': (centsOf(cost.change.after.month) / 100).toFixed(2) };
}
