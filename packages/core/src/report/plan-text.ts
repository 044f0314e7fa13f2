import type { FieldChange } from '../plan/diff.ts';
import { type Change, type Plan, subjectOf } from '../plan/plan.ts';
import type { Kind, Resource } from '../resources/resource.ts';
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
  const count = (...actions: Change['action'][]) => plan.changes.filter(({ action }) => actions.includes(action)).length;
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
  if (plan.changes.length === 0) {
    return [head, '', 'No changes. AWS is as the config says.', planSummaryLine(plan)].join('\n');
  }
  const width = Math.max(...plan.changes.map((change) => subjectOf(change).label.length));
  return [head, '', ...plan.changes.flatMap((change) => changeLines(change, width, paint)), '', planSummaryLine(plan)].join('\n');
}

const signs = { create: '+', update: '~', replace: '±', delete: '-' } as const;

function changeLines(change: Change, width: number, paint: Paint): string[] {
  const resource = subjectOf(change);
  const colour = { create: paint.add, update: paint.change, replace: paint.remove, delete: paint.remove }[change.action];
  const start = `  ${colour(signs[change.action])} ${kindWord(resource.kind).padEnd(8)} ${resource.label.padEnd(width)}`;
  const fields = change.action === 'update' || change.action === 'replace' ? change.fields : [];
  const lines = fields.map((field) => fieldText(field, paint));
  const note = noteOf(change);
  const single = note ?? (lines.length === 1 ? lines[0] : undefined);
  const rest = single == null || note != null ? lines : [];
  return [(single == null ? start : `${start}  ${single}`).trimEnd(), ...rest.map((line) => `               ${line}`)];
}

function fieldText({ field, before, after }: FieldChange, paint: Paint): string {
  const show = (value: FieldChange['before']) => (value === undefined ? paint.dim('none') : valueText(field, value));
  return `${field}: ${show(before)} → ${show(after)}`;
}

function noteOf(change: Change): string | undefined {
  switch (change.action) {
    case 'create':
      return detailOf(change.resource);
    case 'update':
      return undefined;
    case 'replace':
      return change.losses.length === 0 ? 'deleted and made anew' : `deleted and made anew: its ${change.losses.join(' and ')} ${change.losses.length === 1 ? 'is' : 'are'} lost`;
    case 'delete':
      return change.losses.length === 0 ? 'deleted' : `deleted, with its ${change.losses.join(' and ')}`;
  }
}

/** What a reader wants to know of a new resource, in a few words. */
function detailOf(resource: Resource): string {
  switch (resource.kind) {
    case 'artifact':
      return `uploaded as ${resource.definition.sha256.slice(0, 7)}`;
    case 'job': {
      const { Command, GlueVersion, WorkerType, NumberOfWorkers, MaxCapacity } = resource.definition;
      const size = WorkerType == null ? `${String(MaxCapacity)} DPU` : `${WorkerType} × ${String(NumberOfWorkers)}`;
      return [Command?.Name, GlueVersion == null ? undefined : `Glue ${GlueVersion}`, size].filter((part) => part != null).join(', ');
    }
    case 'workflow':
      return 'ties the jobs together';
    case 'trigger':
      return triggerDetail(resource);
  }
}

function triggerDetail({ definition }: Extract<Resource, { kind: 'trigger' }>): string {
  const when =
    definition.Type === 'CONDITIONAL'
      ? `after ${(definition.Predicate?.Conditions ?? []).map(({ JobName }) => JobName ?? '').join(' and ')}`
      : (definition.Schedule ?? 'on demand');
  return definition.enabled ? when : `${when}, off`;
}

/** What people call a kind. */
export function kindWord(kind: Kind): string {
  return kind === 'artifact' ? 'script' : kind;
}
