import { policyFor, type PolicyInput, type Purpose } from './policy.ts';
import type { Wish } from './ports.ts';

interface Written {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: { readonly StringEquals?: Readonly<Record<string, string>> };
}

/** What a policy for a purpose allows, as questions: who is allowed all of it needs nothing more. */
export function wishesFor(purpose: Purpose, input: PolicyInput): Wish[] {
  const statements = policyFor(purpose, input).Statement as unknown as readonly Written[];
  return statements.map(({ Action, Resource, Condition }) => ({
    ...{ actions: Action, resources: Resource },
    ...(Condition?.StringEquals == null ? {} : { context: Condition.StringEquals }),
  }));
}
