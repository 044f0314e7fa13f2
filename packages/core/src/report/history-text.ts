import type { DeploymentRecord, RecordedChange, RecordedPlan } from '../plan/record.ts';
import { type Paint, plain } from './paint.ts';
import { kindWord } from './kind-word.ts';
import { timeText } from './time-text.ts';
import { valueText } from './value-text.ts';

/** A deployment in one line: `#41 of 2026-02-14 12:00Z by ana, commit 9f3c2e1`. */
export function recordText(record: DeploymentRecord): string {
  const { number, at, by, commit, what, select, outcome } = record;
  const which = (what ?? 'deploy') === 'deploy' && select == null ? '' : `, ${whatText(record)}`;
  return [
    `#${String(number)} of ${timeText(at)} by ${by}${which}`,
    commit == null ? undefined : `commit ${commitText(commit)}`,
    outcome === 'failed' ? 'which did not get through' : undefined,
  ]
    .filter((part) => part != null)
    .join(', ');
}

/** What was done: `deploy`, `deploy of a part`, `rollback to #3`. */
export function whatText({ what = 'deploy', rollbackTo, select }: DeploymentRecord): string {
  const whole = select == null ? what : `${what} of a part`;
  return rollbackTo == null ? whole : `${what} to #${String(rollbackTo)}`;
}

/** A commit as people write it, with a star where files differed from it. */
export function commitText(commit: string): string {
  return `${commit.slice(0, 7)}${commit.endsWith('-dirty') ? '*' : ''}`;
}

/** `+2 ~1 -0`; nothing for a record that does not know it. */
export function countsText(plan: RecordedPlan | undefined): string {
  return plan == null ? '' : `+${String(plan.add)} ~${String(plan.change)} -${String(plan.delete)}`;
}

/** All of one deployment that a person may want to know. */
export function deploymentText(record: DeploymentRecord, paint: Paint = plain): string {
  const { plan, result, host, ci, commit, configDigest, toolVersion, accountId, region } = record;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['what', whatText(record)],
    ['selected', record.select?.join(', ')],
    ['result', record.outcome],
    ['when', record.at],
    ['who', host == null ? record.by : `${record.by} on ${host}`],
    ['CI run', ci],
    ['commit', commit],
    ['config', configDigest == null ? undefined : `sha256 ${configDigest}`],
    ['where', `${accountId} · ${region}`],
    ['version', toolVersion],
    ['log id', record.id],
  ];
  return [
    `${paint.bold(record.stack)} · deployment #${String(record.number)}`,
    '',
    ...facts.flatMap(([name, value]) => (value == null ? [] : [`${name.padEnd(8)} ${value}`])),
    ...(plan == null || plan.changes.length === 0
      ? []
      : ['', ...plan.changes.flatMap((each) => changeLines(each, paint))]),
    ...(result == null || result.failed.length === 0
      ? []
      : [
          '',
          ...result.failed.map(
            (step) => `${paint.remove('failed')} ${step.action} ${kindWord(step.kind)} ${step.name}: ${step.error}`,
          ),
        ]),
    ...(result == null || result.neverRun === 0 ? [] : [`${String(result.neverRun)} steps never ran`]),
  ].join('\n');
}

const signs = { create: '+', update: '~', replace: '±', delete: '-' } as const;

function changeLines({ action, kind, label, fields }: RecordedChange, paint: Paint): string[] {
  const colour = { create: paint.add, update: paint.change, replace: paint.remove, delete: paint.remove }[action];
  const show = (field: string, value: (typeof fields)[number]['before']) =>
    value === undefined ? paint.dim('none') : valueText(field, value);
  return [
    `  ${colour(signs[action])} ${kindWord(kind).padEnd(8)} ${label}`,
    ...fields.map(
      ({ field, before, after }) => `               ${field}: ${show(field, before)} → ${show(field, after)}`,
    ),
  ];
}
