import type { PlanDetails } from '../plan/details.ts';
import type { Plan } from '../plan/plan.ts';
import { planSummaryLine, planText } from './plan-text.ts';

/** A plan for a comment on a pull request: the sum, and the lines as a diff, which is shown in colours. */
export function planMarkdown(plan: Plan, details?: PlanDetails): string {
  const [name = '', environment = ''] = plan.stack.split('/');
  const sum = planSummaryLine(plan);
  const lines = planText(plan, undefined, details)
    .split('\n')
    .slice(1)
    .filter((line) => line !== sum)
    // A diff has its signs at the very beginning; what is replaced or changed has one that is shown as a warning.
    .map((line) => line.replace(/^ {2}([-+]) /, '$1 ').replace(/^ {2}[~±!] /, '! '))
    .join('\n')
    .trim();
  const { accountId, region } = plan.target;
  return [
    `### Plan for \`${name}\`, environment \`${environment}\``,
    '',
    `${sum.replace(/^Plan: /, '**')}** · account ${accountId} · ${region}`,
    '',
    diffBlock(lines),
  ].join('\n');
}

/** A text as a block that is shown as a diff, with a fence that nothing inside can end. */
export function diffBlock(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}diff`, text, fence].join('\n');
}
