import { sameValue } from '../resources/field.ts';
import { fieldsOf, keyOf } from '../resources/resource.ts';
import { type Change, type Plan, subjectOf } from './plan.ts';
import type { DeploymentRecord } from './record.ts';

/**
 * Marks what somebody changed in AWS: the config wants what the last deployment wanted, and AWS has something else. Only a
 * record tells; after a deployment that did not get through nobody knows.
 */
export function withDrift(changes: readonly Change[], record: DeploymentRecord | undefined): Change[] {
  if (record?.outcome !== 'done') {
    return [...changes];
  }
  const recorded = new Map(
    record.resources.flatMap((each) => (each.uncertain === true ? [] : [[keyOf(each), each.resource] as const])),
  );
  return changes.map((change) => {
    if (change.action === 'delete') {
      return change;
    }
    const before = recorded.get(keyOf(change.resource));
    if (before == null) {
      return change;
    }
    const [then, now] = [fieldsOf(before), fieldsOf(change.resource)];
    if (change.action === 'create') {
      return sameValue(then, now) ? { ...change, drift: true as const } : change;
    }
    const fields = change.fields.map((field) =>
      field.unmodelled !== true && sameValue(then[field.field], now[field.field])
        ? { ...field, drift: true as const }
        : field,
    );
    return { ...change, fields };
  });
}

/** True for a change of which some part is drift. */
export function hasDrift(change: Change): boolean {
  return change.action === 'create'
    ? change.drift === true
    : change.action !== 'delete' && change.fields.some(({ drift }) => drift === true);
}

/** True for a change of which nothing is the config's. */
export function isDriftAlone(change: Change): boolean {
  return (
    hasDrift(change) &&
    (change.action === 'create' || (change.action !== 'delete' && change.fields.every(({ drift }) => drift === true)))
  );
}

/** The plan with nothing in it but drift, as the record that it was made with tells: to look at, never to apply. */
export function driftAlone(plan: Plan, record: DeploymentRecord | undefined): Plan {
  const about = record?.outcome === 'done' ? 'drift' : 'unknown drift';
  const changes = plan.changes.filter(hasDrift).map((change): Change => {
    return change.action === 'update' || change.action === 'replace'
      ? { ...change, fields: change.fields.filter(({ drift }) => drift === true) }
      : change;
  });
  const kept = new Set(changes.map((change) => keyOf(subjectOf(change))));
  const others = plan.changes
    .filter((change) => change.action !== 'create' && !kept.has(keyOf(subjectOf(change))))
    .map(subjectOf)
    .map(({ kind, name, label }) => ({ kind, name, label }));
  return { ...plan, about, changes, unchanged: [...plan.unchanged, ...others], pauses: [], blockers: [] };
}
