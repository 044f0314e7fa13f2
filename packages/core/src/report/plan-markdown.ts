import type { PlanDetails } from '../plan/details.ts';
import { type Change, type Plan, subjectOf } from '../plan/plan.ts';
import { type Kind, kinds } from '../resources/resource.ts';
import { kindWord } from './kind-word.ts';
import { planSummaryLine, planText } from './plan-text.ts';

/** A plan for a comment on a pull request: the sum, and the lines as a diff, which is shown in colours. */
export function planMarkdown(plan: Plan, details?: PlanDetails): string {
  return [planHeading(plan), '', planSum(plan), '', diffBlock(planDiff(plan, details))].join('\n');
}

/** The title of a plan in Markdown; `word` says what it is a plan of. */
export function planHeading({ stack }: Plan, word = 'Plan for'): string {
  const [name = '', environment = ''] = stack.split('/');
  return `### ${word} \`${name}\`, environment \`${environment}\``;
}

/** The numbers of a plan and where it leads, as a line of Markdown. */
export function planSum(plan: Plan): string {
  const { accountId, region } = plan.target;
  return `${planSummaryLine(plan).replace(/^Plan: /, '**')}** · account ${accountId} · ${region}`;
}

/** The lines of a plan as a diff: without its head, its sum, and colours. */
export function planDiff(plan: Plan, details?: PlanDetails): string {
  const sum = planSummaryLine(plan);
  return (
    planText(plan, undefined, details)
      .split('\n')
      .slice(1)
      .filter((line) => line !== sum)
      // A diff has its signs at the very beginning; what is replaced or changed has one that is shown as a warning.
      .map((line) => line.replace(/^ {2}([-+]) /, '$1 ').replace(/^ {2}[~±!] /, '! '))
      .join('\n')
      .trim()
  );
}

/** What a plan deletes or makes anew, a line of Markdown each: first what loses something for good. */
export function planLosses(plan: Plan): string[] {
  const gone = plan.changes.flatMap((change) =>
    change.action === 'delete' || change.action === 'replace' ? [change] : [],
  );
  const sorted = gone.toSorted((a, b) => Number(b.losses.length > 0) - Number(a.losses.length > 0));
  return sorted.map((change) => {
    const { kind, label } = subjectOf(change);
    const verb = change.action === 'delete' ? 'is deleted' : 'is deleted and made anew';
    const lost =
      change.losses.length === 0
        ? ''
        : `; its ${change.losses.join(' and ')} ${change.losses.length === 1 ? 'is' : 'are'} lost`;
    return `${kindWord(kind)} ${codeSpan(label)} ${verb}${lost}`;
  });
}

/** How many of each kind a plan adds, changes and deletes, as a Markdown table: for plans that nobody reads line by line. */
export function planTable({ changes }: Plan): string {
  const count = (kind: Kind, ...actions: Change['action'][]) =>
    String(changes.filter((change) => subjectOf(change).kind === kind && actions.includes(change.action)).length);
  const rows = kinds
    .filter((kind) => changes.some((change) => subjectOf(change).kind === kind))
    .map((kind) => [
      kindWord(kind),
      count(kind, 'create'),
      count(kind, 'update'),
      count(kind, 'replace'),
      count(kind, 'delete'),
    ]);
  const heads = ['', 'add', 'change', 'delete and make anew', 'delete'];
  return [heads, ['---', '--:', '--:', '--:', '--:'], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A text as a block that is shown as a diff, with a fence that nothing inside can end. */
export function diffBlock(text: string): string {
  return codeBlock(text, 'diff');
}

/** A text as a block of code in a language, with a fence that nothing inside can end. */
export function codeBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}${language}`, text, fence].join('\n');
}

/** A text of one line as code in a line of Markdown; nothing inside can end it. */
export function codeSpan(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const ticks = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${space}${line}${space}${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
