import type { FieldChange } from '../plan/diff.ts';
import { type Blocker, type Change, type Plan, subjectOf } from '../plan/plan.ts';
import type { FieldValue } from '../resources/field.ts';
import { noDetails, type PlanDetails } from '../plan/details.ts';
import { hasDrift, isDriftAlone } from '../plan/drift.ts';
import { keyOf } from '../resources/resource.ts';
import { driftLines } from './drift-text.ts';
import { kindWord } from './kind-word.ts';
import { detailOf, type Names } from './plan-detail.ts';
import { type Paint, plain } from './paint.ts';
import { timeText } from './time-text.ts';
import { valueText } from './value-text.ts';

/** The numbers of a plan; a replacement counts as a change. */
export interface PlanSummary {
  readonly add: number;
  readonly change: number;
  readonly delete: number;
  readonly unchanged: number;
  /** How many of the changes are, in part or whole, somebody's change in AWS. */
  readonly drifted: number;
  /** How many resources a selection leaves as they are; absent where everything is planned. */
  readonly notSelected?: number;
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
    drifted: plan.changes.filter(hasDrift).length,
    ...(plan.notSelected == null ? {} : { notSelected: plan.notSelected.resources.length }),
  };
}

/** The stable last line of a plan, which a script may read. */
export function planSummaryLine(plan: Plan): string {
  const { add, change, delete: gone, unchanged, drifted, notSelected } = planSummary(plan);
  const others = notSelected == null ? '' : `, ${String(notSelected)} not selected`;
  const counts = `${String(add)} to add, ${String(change)} to change, ${String(gone)} to delete, ${String(unchanged)} unchanged${others}`;
  return `Plan: ${counts}${drifted === 0 ? '' : ` · ${String(drifted)} drifted`}`;
}

/** A plan for people: a line a resource, its fields below where there are several; what somebody changed in AWS stands apart. */
export function planText(plan: Plan, paint: Paint = plain, details: PlanDetails = noDetails): string {
  const { accountId, region } = plan.target;
  const [name = '', environment = ''] = plan.stack.split('/');
  const where = `Pipeline ${paint.bold(name)} · environment ${environment} · account ${accountId} · ${region}`;
  const head = details.last == null ? where : `${where}\n${paint.dim(`Last deployment ${details.last}`)}`;
  const blocked = plan.blockers.flatMap((blocker) => ['', blockerText(blocker, paint)]);
  if (plan.changes.length === 0) {
    const verdict = blocked.length === 0 ? ['', planVerdict(plan)] : [''];
    return [head, ...verdict, ...notSelectedLines(plan, paint), planSummaryLine(plan), ...blocked].join('\n');
  }
  const shown = plan.changes.filter((change) => !isDriftAlone(change)).map(withoutDrift);
  const width = Math.max(0, ...shown.map((change) => subjectOf(change).label.length));
  const names = nodeNames(plan);
  const lines = shown.flatMap((change) => [
    ...changeLines(change, width, names, paint),
    ...detailLines(change, details),
  ]);
  const pauses = plan.pauses.map(
    ({ kind, label }) => `  ${kindWord(kind)} ${label} is switched off until the jobs are made anew`,
  );
  const body = lines.length === 0 && pauses.length === 0 ? [] : ['', ...lines, ...pauses];
  return [
    head,
    ...body,
    ...driftLines(plan, paint),
    '',
    ...notSelectedLines(plan, paint),
    planSummaryLine(plan),
    ...blocked,
  ].join('\n');
}

/** What is said of a plan without changes: that nothing is to be done, or that nobody can tell. */
export function planVerdict({ about, notSelected }: Plan): string {
  if (about != null) {
    return about === 'drift'
      ? 'No drift. AWS is as the last deployment left it.'
      : 'Nobody can tell drift: there is no record of a last deployment that came through.';
  }
  return `No changes. ${notSelected == null ? 'AWS is' : 'What is selected is'} as the config says.`;
}

/** So many of those that are not selected are named. */
const named = 5;

/** What would change as well if it were selected: nobody is to think that it is deployed. */
function notSelectedLines({ notSelected }: Plan, paint: Paint): string[] {
  const changed = (notSelected?.resources ?? []).filter(({ would }) => would !== 'keep' && would !== 'refuse');
  if (changed.length === 0) {
    return [];
  }
  const shown = changed.slice(0, named).map(({ kind, label }) => `${kindWord(kind)} ${label}`);
  const more = changed.length - shown.length;
  return [
    paint.dim(`Not selected, and would change: ${shown.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`),
  ];
}

/** A change with what is the config's alone. */
function withoutDrift(change: Change): Change {
  return change.action === 'update' || change.action === 'replace'
    ? { ...change, fields: change.fields.filter(({ drift }) => drift !== true) }
    : change;
}

/** What is known beside a change, each in a line below it. */
function detailLines(change: Change, { fires, scripts, active }: PlanDetails): string[] {
  const key = keyOf(subjectOf(change));
  const [times, script, runs] = [fires[key], scripts[key], active[key]];
  return [
    ...(script == null ? [] : [`script text: +${String(script.added)} −${String(script.removed)} lines`]),
    ...(times == null || times.length === 0 ? [] : [`next: ${times.map(fireText).join(', ')}`]),
    ...(runs == null || runs === 0 ? [] : [`${String(runs)} ${runs === 1 ? 'run is' : 'runs are'} active now`]),
  ].map((line) => `               ${line}`);
}

/** `Tue 2026-02-17 02:00Z`. */
function fireText(time: number): string {
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(time).getUTCDay()] ?? '';
  return `${day} ${timeText(time)}`;
}

/** A reason against a plan, as an error is shown. */
export function blockerText({ code, message, hint }: Blocker, paint: Paint = plain): string {
  return `${paint.remove('error')}${paint.bold(`[${code}]`)} ${message}\n  hint: ${hint}`;
}

/** The names of a plan's jobs and crawlers. */
function nodeNames(plan: Plan): Names {
  const others = plan.notSelected?.resources ?? [];
  const all = [...others, ...plan.unchanged, ...plan.changes.map(subjectOf)];
  const labels = new Map(all.map((each) => [keyOf(each), each.label]));
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
      : valueText(field, field === 'depends_on' || field === 'starts' ? inConfigWords(value, names) : value);
  return `${field}: ${show(before)} → ${show(after)}`;
}

/** A list of nodes in the words of the config. */
function inConfigWords(value: FieldValue, names: Names): FieldValue {
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
