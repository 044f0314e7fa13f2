import type { FieldChange } from '../plan/diff.ts';
import { type Blocker, type Change, type Plan, subjectOf } from '../plan/plan.ts';
import type { FieldValue } from '../resources/field.ts';
import { keyOf, type Kind } from '../resources/resource.ts';
import { detailOf, type Names } from './plan-detail.ts';
import { type Paint, plain } from './paint.ts';
import { valueText } from './value-text.ts';

/** The numbers of a plan; a replacement counts as a change. */
export interface PlanSummary {
  readonly add: number;
  readonly change: number;
  readonly delete: number;
  readonly unchanged: number;
}

/** How many of each. */
export function planSummary(plan: Plan): PlanSummary {
  const count = (...actions: Change['action'][]) =>
    plan.changes.filter(({ action }) => actions.includes(action)).length;
  return {
    add: count('create'),
    change: count('update', 'replace'),
    delete: count('delete'),
    unchanged: plan.unchanged.length,
  };
}

/** The stable last line of a plan, which a script may read. */
export function planSummaryLine(plan: Plan): string {
  const { add, change, delete: gone, unchanged } = planSummary(plan);
  return `Plan: ${String(add)} to add, ${String(change)} to change, ${String(gone)} to delete, ${String(unchanged)} unchanged`;
}

/** A plan for people: a line a resource, its fields below where there are several. */
export function planText(plan: Plan, paint: Paint = plain): string {
  const { accountId, region } = plan.target;
  const [name = '', environment = ''] = plan.stack.split('/');
  const head = `Pipeline ${paint.bold(name)} · environment ${environment} · account ${accountId} · ${region}`;
  const blocked = plan.blockers.flatMap((blocker) => ['', blockerText(blocker, paint)]);
  if (plan.changes.length === 0) {
    const verdict = blocked.length === 0 ? ['', 'No changes. AWS is as the config says.'] : [''];
    return [head, ...verdict, planSummaryLine(plan), ...blocked].join('\n');
  }
  const width = Math.max(...plan.changes.map((change) => subjectOf(change).label.length));
  const names = nodeNames(plan);
  const lines = plan.changes.flatMap((change) => changeLines(change, width, names, paint));
  const pauses = plan.pauses.map(
    ({ kind, label }) => `  ${kindWord(kind)} ${label} is switched off until the jobs are made anew`,
  );
  return [head, '', ...lines, ...pauses, '', planSummaryLine(plan), ...blocked].join('\n');
}

/** A reason against a plan, as an error is shown. */
export function blockerText({ code, message, hint }: Blocker, paint: Paint = plain): string {
  return `${paint.remove('error')}${paint.bold(`[${code}]`)} ${message}\n  hint: ${hint}`;
}

/** The names of a plan's jobs and crawlers. */
function nodeNames(plan: Plan): Names {
  const labels = new Map([...plan.unchanged, ...plan.changes.map(subjectOf)].map((each) => [keyOf(each), each.label]));
  return (kind, name) => labels.get(keyOf({ kind, name })) ?? name;
}

const signs = { create: '+', update: '~', replace: '±', delete: '-' } as const;

function changeLines(change: Change, width: number, names: Names, paint: Paint): string[] {
  const resource = subjectOf(change);
  const colour = { create: paint.add, update: paint.change, replace: paint.remove, delete: paint.remove }[
    change.action
  ];
  const start = `  ${colour(signs[change.action])} ${kindWord(resource.kind).padEnd(8)} ${resource.label.padEnd(width)}`;
  const fields = change.action === 'update' || change.action === 'replace' ? change.fields : [];
  const lines = fields.filter((field) => isTelling(field, fields)).map((field) => fieldText(field, names, paint));
  const note = noteOf(change, names);
  const single = note ?? (lines.length === 1 ? lines[0] : undefined);
  const rest = single == null || note != null ? lines : [];
  return [(single == null ? start : `${start}  ${single}`).trimEnd(), ...rest.map((line) => `               ${line}`)];
}

/** A start that changes its type loses or gains its activation with it: no news of its own. */
function isTelling({ field }: FieldChange, all: readonly FieldChange[]): boolean {
  return field !== 'enabled' || all.every((each) => each.field !== 'type');
}

function fieldText({ field, before, after }: FieldChange, names: Names, paint: Paint): string {
  const show = (value: FieldChange['before']) =>
    value === undefined
      ? paint.dim('none')
      : valueText(field, field === 'depends_on' || field === 'starts' ? named(value, names) : value);
  return `${field}: ${show(before)} → ${show(after)}`;
}

/** A list of nodes in the words of the config. */
function named(value: FieldValue, names: Names): FieldValue {
  return Array.isArray(value) ? (value as readonly FieldValue[]).map((each) => namedNode(each, names)) : value;
}

/** `extract`, `{job: extract, state: FAILED}`, `{crawler: raw}`: as a trigger's fields give its nodes. */
function namedNode(node: FieldValue, names: Names): FieldValue {
  if (typeof node === 'string') {
    return names('job', node);
  }
  if (node == null || typeof node !== 'object' || Array.isArray(node)) {
    return node;
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, FieldValue]) => [
      key,
      (key === 'job' || key === 'crawler') && typeof value === 'string' ? names(key, value) : value,
    ]),
  );
}

function noteOf(change: Change, names: Names): string | undefined {
  switch (change.action) {
    case 'create':
      return detailOf(change.resource, names);
    case 'update':
      return change.adopts === true ? 'taken over: nobody owns it yet' : undefined;
    case 'replace':
      return change.losses.length === 0
        ? 'deleted and made anew'
        : `deleted and made anew: its ${change.losses.join(' and ')} ${change.losses.length === 1 ? 'is' : 'are'} lost`;
    case 'delete':
      return change.losses.length === 0 ? 'deleted' : `deleted, with its ${change.losses.join(' and ')}`;
  }
}

/** What people call a kind. */
export function kindWord(kind: Kind): string {
  return kind === 'artifact' ? 'script' : kind;
}
