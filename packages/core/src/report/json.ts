import type { ApplyResult } from '../deploy/apply.ts';
import type { FieldValue } from '../resources/field.ts';
import type { Kind } from '../resources/resource.ts';
import { withoutSecrets } from '../resources/secrets.ts';
import type { Step } from '../plan/order.ts';
import { type Change, hasChanges, isDestructive, type NotSelected, type Plan, subjectOf } from '../plan/plan.ts';
import { type PlanSummary, planSummary } from './plan-text.ts';

/** A plan as JSON for other programs; values that look like secrets are masked. */
export interface PlanView {
  readonly schemaVersion: 1;
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly hasChanges: boolean;
  readonly destructive: boolean;
  readonly summary: PlanSummary;
  readonly changes: readonly ChangeView[];
  readonly blockers: Plan['blockers'];
  /** What a selection leaves as it is; absent where everything is planned. */
  readonly notSelected?: NotSelectedView;
}

/** What a selection leaves out, as JSON. */
export interface NotSelectedView {
  readonly select: readonly string[];
  /** How many resources. */
  readonly resources: number;
  /** Those that a plan of everything would change. */
  readonly changes: readonly {
    readonly action: Change['action'];
    readonly kind: Kind;
    readonly name: string;
    readonly label: string;
  }[];
}

/** One change of a plan as JSON. */
export interface ChangeView {
  readonly action: Change['action'];
  readonly kind: Kind;
  readonly name: string;
  readonly label: string;
  readonly fields: readonly {
    readonly field: string;
    readonly before?: FieldValue;
    readonly after?: FieldValue;
    /** Somebody changed it in AWS since the last deployment. */
    readonly drift?: true;
  }[];
  /** It was deployed, and somebody has deleted it. */
  readonly drift?: true;
  readonly losses: readonly string[];
  /** It was nobody's, and is taken over. */
  readonly adopts?: true;
}

/** The JSON view of a plan. */
export function planView(plan: Plan): PlanView {
  return {
    schemaVersion: 1,
    stack: plan.stack,
    account: plan.target.accountId,
    region: plan.target.region,
    hasChanges: hasChanges(plan),
    destructive: isDestructive(plan),
    summary: planSummary(plan),
    changes: plan.changes.map(changeView),
    blockers: plan.blockers,
    ...(plan.notSelected == null ? {} : { notSelected: notSelectedView(plan.notSelected) }),
  };
}

function notSelectedView({ select, resources }: NotSelected): NotSelectedView {
  return {
    select,
    resources: resources.length,
    changes: resources.flatMap(({ would, kind, name, label }) =>
      would === 'keep' || would === 'refuse' ? [] : [{ action: would, kind, name, label }],
    ),
  };
}

function changeView(change: Change): ChangeView {
  const { kind, name, label } = subjectOf(change);
  const fields = change.action === 'update' || change.action === 'replace' ? change.fields : [];
  return {
    action: change.action,
    kind,
    name,
    label,
    fields: fields.map(({ field, before, after, drift }) => ({
      field,
      ...(before === undefined ? {} : { before: withoutSecrets(field, before) }),
      ...(after === undefined ? {} : { after: withoutSecrets(field, after) }),
      ...(drift === true ? { drift } : {}),
    })),
    ...(change.action === 'create' && change.drift === true ? { drift: true as const } : {}),
    ...(change.action === 'update' && change.adopts === true ? { adopts: true as const } : {}),
    losses: change.action === 'delete' || change.action === 'replace' ? change.losses : [],
  };
}

/** What came of a deployment, as JSON. */
export interface ApplyView {
  readonly outcome: ApplyResult['outcome'];
  readonly done: readonly StepView[];
  readonly failed: readonly (StepView & { readonly error: string; readonly code?: string; readonly hint?: string })[];
  readonly neverRun: readonly StepView[];
}

/** One step as JSON. */
export interface StepView {
  readonly action: Step['action'];
  readonly kind: Kind;
  readonly name: string;
}

/** The JSON view of what came of a deployment. */
export function applyView(result: ApplyResult): ApplyView {
  return {
    outcome: result.outcome,
    done: result.done.map(stepView),
    failed: result.failed.map(({ step, error }) => {
      const [code, hint] = [codeOf(error), hintOf(error)];
      return {
        ...stepView(step),
        error: messageOf(error),
        ...(code == null ? {} : { code }),
        ...(hint == null ? {} : { hint }),
      };
    }),
    neverRun: result.neverRun.map(stepView),
  };
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What to do about an error, where it says so. */
export function hintOf(error: unknown): string | undefined {
  const { hint } = (error ?? {}) as { readonly hint?: unknown };
  return typeof hint === 'string' ? hint : undefined;
}

/** The code of docs/diagnostics.md that an error has, where it has one. */
function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && /^GP\d{3}$/.test(code) ? code : undefined;
}

function stepView({ action, resource }: Step): StepView {
  return { action, kind: resource.kind, name: resource.name };
}
