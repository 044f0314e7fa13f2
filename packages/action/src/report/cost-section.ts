import { centsOf, costChangeText, counted } from '@gluepipeline/core';
import type { PlannedCost } from '@gluepipeline/project';

import type { Report, Section } from './report.ts';

/** The sum of how a month changes, in a line for the first screen; nothing where it was not asked for. */
export function costLine(cost: PlannedCost | undefined): string[] {
  const [sum] = cost == null ? [] : costChangeText(cost.change, cost.frame).split('\n');
  const unknown = cost?.change.after.unknown ?? [];
  const whose = whoseText(unknown);
  if (cost != null && unknown.length > 0 && cost.change.before.month === 0n && cost.change.after.month === 0n) {
    return [`Cost of a month: not known for ${whose}`];
  }
  return sum == null ? [] : [unknown.length === 0 ? sum : `${sum}, without ${whose} whose cost is not known`];
}

function whoseText(unknown: PlannedCost['change']['after']['unknown']): string {
  const [jobs, crawlers] = (['job', 'crawler'] as const).map((kind) => unknown.filter((each) => each.kind === kind));
  return [jobs, crawlers]
    .flatMap((each) => (each?.[0] == null ? [] : [counted(each.length, each[0].kind)]))
    .join(' and ');
}

/** Each job whose month changes, and by which prices. */
export function costSections(cost: PlannedCost | undefined): Section[] {
  return cost == null || cost.change.jobs.length + cost.change.crawlers.length === 0
    ? []
    : [{ title: 'Cost of a month', language: 'text', text: costChangeText(cost.change, cost.frame), folded: true }];
}

/** What a month costs once the plan is carried out. */
export function costOutputs(cost: PlannedCost | undefined): Report['outputs'] {
  return cost == null ? {} : { 'cost-monthly': (centsOf(cost.change.after.month) / 100).toFixed(2) };
}
