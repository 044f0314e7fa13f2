import { hasDrift } from '../plan/drift.ts';
import { type Plan, subjectOf } from '../plan/plan.ts';
import type { Paint } from './paint.ts';
import { kindWord } from './kind-word.ts';
import { valueText } from './value-text.ts';

/** What somebody changed in AWS, a line a field; nothing where nobody did. */
export function driftLines(plan: Plan, paint: Paint): string[] {
  const drifted = plan.changes.filter(hasDrift);
  if (drifted.length === 0) {
    return [];
  }
  const lines = drifted.flatMap((change) => {
    const { kind, label } = subjectOf(change);
    const start = `  ${paint.change('!')} ${kindWord(kind).padEnd(8)} ${label}`;
    if (change.action === 'create' || change.action === 'delete') {
      return [`${start}  is gone`];
    }
    return change.fields
      .filter(({ drift }) => drift === true)
      .map(({ field, before, after }) => {
        const show = (value: typeof before) => (value === undefined ? 'none' : valueText(field, value));
        return `${start}  ${field}: ${show(before)} in AWS, ${show(after)} in the config`;
      });
  });
  return ['', 'Drift: changed in AWS by somebody since the last deployment; a deployment puts it back', ...lines];
}
