import { type NotSelected, type Plan, subjectOf } from '../plan/plan.ts';
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
import { digestsIn } from '../resources/artifact.ts';

/** What a record keeps of resources; `isSecret` names the fields whose values it must not. */
export interface RecordInput {
  readonly desired: readonly Resource[];
  readonly outcome: DeploymentRecord['outcome'];
  /** After a failure what was deployed before may still be there, tags and all. */
  readonly previous: DeploymentRecord | undefined;
  /** What the deployment left as it was, where it was of a part. */
  readonly notSelected?: NotSelected | undefined;
  readonly isSecret?: IsSecret;
}

/** The resources of a record: those wanted, after a failure those of the record before that may be left, and what was not selected as it was. */
export function recordedResources({
  desired,
  outcome,
  previous,
  notSelected,
  isSecret = isSecretField,
}: RecordInput): RecordedResource[] {
  const left = new Set((notSelected?.resources ?? []).map(keyOf));
  const selected = desired.filter((resource) => !left.has(keyOf(resource)));
  const before = new Map(outcome === 'done' ? [] : (previous?.resources ?? []).map((each) => [keyOf(each), each]));
  const now = selected.map((resource) => recorded(resource, before.get(keyOf(resource))?.ownFields ?? [], isSecret));
  const kept = notSelected == null ? [] : asItWas(notSelected, desired, previous, isSecret);
  const known = new Set([...now, ...kept].map(keyOf));
  return [...now, ...kept, ...[...before.values()].filter((each) => !known.has(keyOf(each)))];
}

/**
 * What was not selected, as far as anybody knows: what is as the config wants it; what the last deployment left, and the
 * files that this names. Where that one did not get through, or there was none, it stays uncertain.
 */
function asItWas(
  { resources }: NotSelected,
  desired: readonly Resource[],
  previous: DeploymentRecord | undefined,
  isSecret: IsSecret,
): RecordedResource[] {
  const wanted = new Map(desired.map((each) => [keyOf(each), each]));
  const before = new Map((previous?.resources ?? []).map((each) => [keyOf(each), each]));
  const kept = resources.flatMap(({ would, ...ref }): RecordedResource[] => {
    const [resource, entry] = [wanted.get(keyOf(ref)), before.get(keyOf(ref))];
    if (would === 'keep' && resource != null) {
      return [recorded(resource, entry?.ownFields ?? [], isSecret)];
    }
    if (entry != null) {
      return [previous?.outcome === 'done' ? entry : { ...entry, uncertain: true }];
    }
    // It is ours and there, and nobody wrote down what it was.
    return would === 'create' || would === 'refuse' ? [] : [{ ...ref, ownFields: [], uncertain: true }];
  });
  const known = new Set(kept.map(keyOf));
  const digests = digestsIn(kept);
  const files = [...before.values()].filter(
    (each) =>
      each.kind === 'artifact' &&
      !known.has(keyOf(each)) &&
      [...digestsIn(each.name)].some((digest) => digests.has(digest)),
  );
  return [...kept, ...files];
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
    ...(plan.notSelected == null ? {} : { notSelected: plan.notSelected.resources.length }),
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
    ...(plan.pauses.length === 0 ? {} : { pauses: plan.pauses.map(keyOf) }),
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
