import { centsOf, costChangeText } from '@gluepipeline/core';
import type { PlannedCost } from '@gluepipeline/project';

import type { Report, Section } from './report.ts';

/** The sum of how a month changes, in a line for the first screen; nothing where it was not asked for. */
export function costLine(cost: PlannedCost | undefined): string[] {
  return cost == null ? [] : costChangeText(cost.change, cost.frame).split('\n').slice(0, 1);
}

/** Each job and crawler whose month changes, and by which prices. */
export function costSections(cost: PlannedCost | undefined): Section[] {
  return cost == null || cost.change.jobs.length + cost.change.crawlers.length === 0
    ? []
    : [{ title: 'Cost of a month', language: 'text', text: costChangeText(cost.change, cost.frame), folded: true }];
}

/** What a month costs once the plan is carried out. */
export function costOutputs(cost: PlannedCost | undefined): Report['outputs'] {
  return cost == null ? {} : { 'cost-monthly': (centsOf(cost.change.after.month) / 100).toFixed(2) };
}
