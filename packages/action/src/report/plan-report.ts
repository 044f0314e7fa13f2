import {
  type Change,
  codeBlock,
  hasChanges,
  isDestructive,
  type Issue,
  issueText,
  keyOf,
  type Plan,
  type PlanDetails,
  planDiff,
  planHeading,
  planLosses,
  planMarkdown,
  planSum,
  planSummary,
  planTable,
  planVerdict,
  subjectOf,
} from '@gluepipeline/core';
import type { PlannedCost } from '@gluepipeline/project';

import { costLine } from './cost-section.ts';
import { cutLines, outputLimit, sizeOf } from './limits.ts';
import { box, plainText, type Report, type Section, shortList } from './report.ts';

/** So many reasons against a plan are named on the first screen. */
const shownBlockers = 5;

/** So many changes are read one by one; of more, a table says how many of each kind there are. */
const many = 20;

/** What is said of a plan beside what it says itself. */
interface PlanWords {
  /** What it is a plan of. */
  readonly word?: string;
  /** What stands for the numbers of what is added, changed and deleted. */
  readonly sum?: string;
  readonly cost?: PlannedCost | undefined;
}

/** Title, sum, and what cannot be had back or stands in the way: what a reviewer has to see first. */
export function planHead(plan: Plan, { word, cost, sum }: PlanWords = {}): string {
  const losses = planLosses(plan);
  return [
    planHeading(plan, word),
    !hasChanges(plan) ? nothing(plan) : sum == null ? planSum(plan) : `**${sum}**${placeOf(plan)}`,
    ...costLine(cost),
    ...(plan.blockers.length === 0
      ? []
      : [
          box('WARNING', [
            '**It cannot be deployed as it stands:**',
            ...shortList(
              plan.blockers.map(({ code, message, hint }) => `${code} ${plainText(message)}; ${plainText(hint)}`),
              shownBlockers,
            ),
          ]),
        ]),
    ...(losses.length === 0
      ? []
      : [box(isDestructive(plan) ? 'CAUTION' : 'NOTE', ['**What is deleted:**', ...shortList(losses, 10)])]),
    ...(plan.changes.length > many ? [planTable(plan)] : []),
  ].join('\n\n');
}

/** That nothing changes, and where. */
function nothing(plan: Plan): string {
  return `${planVerdict(plan)
    .replace(/\.$/, '')
    .replace(/^[^.]*\.?/, '**$&**')}${placeOf(plan)}`;
}

/** Where a plan leads, as the end of a line. */
export function placeOf({ target }: Plan): string {
  return ` · account ${target.accountId} · ${target.region}`;
}

/** The lines of a plan, and how the text of scripts changes. */
export function planSections(plan: Plan, details: PlanDetails): Section[] {
  const { blockers } = plan;
  // What the first screen says of it is not said twice.
  const lines = planDiff({ ...plan, blockers: blockers.length > shownBlockers ? blockers : [] }, details);
  const patches = plan.changes.flatMap((change) => details.scripts[keyOf(subjectOf(change))]?.patch.trimEnd() ?? []);
  return [
    ...(hasChanges(plan) ? [{ title: titleOf(plan), language: 'diff' as const, text: lines }] : []),
    { title: 'How the scripts change', language: 'diff', text: patches.join('\n'), folded: true },
  ];
}

function titleOf({ changes }: Plan): string {
  return changes.length === 1 ? '1 change' : `${String(changes.length)} changes`;
}

/** What the config warns of, and what was noted on the way. */
export function noteSections(issues: readonly Issue[], notes: readonly string[]): Section[] {
  const texts = issues.map((issue) => issueText(issue));
  return [
    {
      title: `${String(issues.length)} in the config to look at`,
      language: 'text',
      text: texts.join('\n\n'),
      folded: true,
    },
    // As text that wraps: in a block of code a narrow screen shows its beginning alone.
    {
      title: 'Notes',
      language: 'markdown',
      text: notes.map((note) => `- ${plainText(note.replace(/^note: /, ''))}`).join('\n'),
    },
  ];
}

/** What later steps are told of a plan. */
export function planOutputs(plan: Plan, details?: PlanDetails): Report['outputs'] {
  const { add, change, delete: gone } = planSummary(plan);
  return {
    'has-changes': String(hasChanges(plan)),
    'changes-count': String(plan.changes.length),
    'to-add': String(add),
    'to-change': String(change),
    'to-delete': String(gone),
    'changes-summary': summaryJson(plan),
    'changes-markdown': markdownOf(plan, details),
  };
}

/** The plan in Markdown; a long one is cut, and its block ended. */
function markdownOf(plan: Plan, details?: PlanDetails): string {
  const whole = planMarkdown(plan, details);
  if (sizeOf(whole) <= outputLimit) {
    return whole;
  }
  const head = [planHeading(plan), planSum(plan)].join('\n\n');
  const { text, left } = cutLines(planDiff(plan, details), outputLimit - sizeOf(head) - 200);
  return [head, codeBlock(text, 'diff'), `… ${String(left)} more lines.`].join('\n\n');
}

/** The numbers, and the changes one by one as far as there is room: `more` says how many are left out. */
function summaryJson(plan: Plan): string {
  const changes = plan.changes.map(changeView);
  const numbers = { stack: plan.stack, ...planSummary(plan) };
  const text = (count: number) =>
    JSON.stringify({ ...numbers, changes: changes.slice(0, count), more: changes.length - count });
  let count = changes.length;
  while (count > 0 && sizeOf(text(count)) > outputLimit) {
    count = Math.floor(count * 0.9);
  }
  return text(count);
}

function changeView(change: Change) {
  const { kind, name, label } = subjectOf(change);
  return { action: change.action, kind, name, label };
}
