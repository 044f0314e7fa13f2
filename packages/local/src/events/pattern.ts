import { isObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { matchesValue, problemOf } from './operators.ts';

/**
 * What is wrong with a pattern, or nothing (EventBridge user guide, eb-create-pattern): every field leads to a
 * non-empty list of values and operators, or further down.
 */
export function patternProblem(pattern: Json): string | undefined {
  if (!isObject(pattern)) {
    return 'Filter is not an object';
  }
  const fields = Object.entries(pattern);
  return fields.length === 0
    ? 'Empty objects are not allowed'
    : fields.map(([field, value]) => fieldProblem(field, value ?? null)).find((problem) => problem != null);
}

function fieldProblem(field: string, value: Json): string | undefined {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    if (items.length === 0) {
      return 'Empty arrays are not allowed';
    }
    return field === '$or'
      ? items.length < 2
        ? 'There must have at least 2 Objects in "$or" relationship.'
        : items.map(patternProblem).find((problem) => problem != null)
      : items.map(problemOf).find((problem) => problem != null);
  }
  return isObject(value) ? patternProblem(value) : `"${field}" must be an object or an array`;
}

/** True when the event has all that the pattern says; what the pattern does not speak of may be anything. */
export function matches(pattern: JsonObject, event: Json | undefined): boolean {
  return Object.entries(pattern).every(([field, wanted]) =>
    field === '$or' && Array.isArray(wanted)
      ? (wanted as readonly Json[]).some((each) => isObject(each) && matches(each, event))
      : matchesField(wanted ?? null, valuesAt(event, field)),
  );
}

/** The field in an object, or in each object of a list (eb-event-patterns-arrays). */
function valuesAt(event: Json | undefined, field: string): readonly Json[] {
  if (Array.isArray(event)) {
    return (event as readonly Json[]).flatMap((item) => valuesAt(item, field));
  }
  const value = isObject(event) && Object.hasOwn(event, field) ? event[field] : undefined;
  return value === undefined ? [] : [value];
}

function matchesField(wanted: Json, found: readonly Json[]): boolean {
  if (isObject(wanted)) {
    // A pattern that wants something absent is met where the way there ends early.
    return found.length === 0 ? matches(wanted, undefined) : found.some((value) => matches(wanted, value));
  }
  const values = found.flatMap((value) => (Array.isArray(value) ? (value as readonly Json[]) : [value]));
  // Only leaves exist for an operator; of a list one value that matches is enough.
  const leaves = values.filter((value) => !isObject(value));
  return (wanted as readonly Json[]).some((each) =>
    isObject(each) && typeof each.exists === 'boolean'
      ? each.exists === leaves.length > 0
      : leaves.some((leaf) => matchesValue(each, leaf)),
  );
}
