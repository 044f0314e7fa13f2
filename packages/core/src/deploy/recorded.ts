import { type Plan, subjectOf } from '../plan/plan.ts';
import type {
  DeploymentRecord,
  RecordedChange,
  RecordedPlan,
  RecordedResource,
  RecordedResult,
} from '../plan/record.ts';
import { fieldsOf, keyOf, type Resource } from '../resources/resource.ts';
import { isSecretField, type IsSecret, maskedResource, withoutSecrets } from '../resources/secrets.ts';
import type { ApplyResult } from './apply.ts';

/** What a record keeps of resources; `isSecret` names the fields whose values it must not. */
export interface RecordInput {
  readonly desired: readonly Resource[];
  readonly outcome: DeploymentRecord['outcome'];
  /** After a failure what was deployed before may still be there, tags and all. */
  readonly previous: DeploymentRecord | undefined;
  readonly isSecret?: IsSecret;
}

/** The resources of a record: those wanted, and after a failure those of the record before that may be left. */
export function recordedResources({
  desired,
  outcome,
  previous,
  isSecret = isSecretField,
}: RecordInput): RecordedResource[] {
  const before = new Map(outcome === 'done' ? [] : (previous?.resources ?? []).map((each) => [keyOf(each), each]));
  const now = desired.map((resource) => recorded(resource, before.get(keyOf(resource))?.ownFields ?? [], isSecret));
  const wanted = new Set(desired.map(keyOf));
  return [...now, ...[...before.values()].filter((each) => !wanted.has(keyOf(each)))];
}

function recorded(resource: Resource, tagsBefore: readonly string[], isSecret: IsSecret): RecordedResource {
  const own = Object.keys(fieldsOf(resource)).filter((field) => /^(?:tags|extra)\./.test(field));
  return {
    kind: resource.kind,
    name: resource.name,
    label: resource.label,
    ownFields: [...new Set([...tagsBefore, ...own])],
    resource: maskedResource(resource, isSecret),
  };
}

/** What a record keeps of a plan. */
export function recordedPlan(plan: Plan): RecordedPlan {
  const count = (...actions: readonly string[]) => plan.changes.filter(({ action }) => actions.includes(action)).length;
  return {
    add: count('create'),
    change: count('update', 'replace'),
    delete: count('delete'),
    unchanged: plan.unchanged.length,
    changes: plan.changes.map((change): RecordedChange => {
      const { kind, name, label } = subjectOf(change);
      const fields = change.action === 'update' || change.action === 'replace' ? change.fields : [];
      return {
        action: change.action,
        kind,
        name,
        label,
        fields: fields.map(({ field, before, after }) => ({
          field,
          ...(before === undefined ? {} : { before: withoutSecrets(field, before) }),
          ...(after === undefined ? {} : { after: withoutSecrets(field, after) }),
        })),
      };
    }),
  };
}

/** What a record keeps of what came of it. */
export function recordedResult({ done, failed, neverRun }: ApplyResult): RecordedResult {
  return {
    done: done.length,
    failed: failed.map(({ step: { action, resource }, error }) => ({
      action,
      kind: resource.kind,
      name: resource.name,
      error: error instanceof Error ? error.message : String(error),
    })),
    neverRun: neverRun.length,
  };
}
