import { canonical, type FieldValue } from './field.ts';

/** A policy of IAM or SNS as a JSON value. */
export type PolicyDocument = Readonly<Record<string, FieldValue>>;

/** A policy that allows one thing. */
export function allowing(statement: Readonly<Record<string, FieldValue>>): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
}

/**
 * A policy with all that means nothing folded: a list of one is its item, lists have an order, actions are in lower
 * case (IAM user guide, reference_policies_grammar and reference_policies_elements_action), and `Id` and `Sid` only
 * name. Two policies that allow the same, written in any of these ways, fold to the same value.
 */
export function foldPolicy(policy: FieldValue): FieldValue {
  return fold(policy, '');
}

function fold(value: FieldValue, key: string): FieldValue {
  if (Array.isArray(value)) {
    const items = (value as readonly FieldValue[]).map((item) => fold(item, key));
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : items.toSorted(inOrder);
  }
  if (typeof value === 'object' && value != null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== 'Id' && name !== 'Sid')
        .map(([name, inner]) => [name, fold(inner, name)]),
    );
  }
  return typeof value === 'string' && /^(Not)?Action$/.test(key) ? value.toLowerCase() : value;
}

function inOrder(a: FieldValue, b: FieldValue): number {
  return canonical(a) < canonical(b) ? -1 : 1;
}
