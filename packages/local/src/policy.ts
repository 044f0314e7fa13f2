import type { Json } from './json.ts';
import { isObject } from './json.ts';

/** Who asks, for what, on which resource, and on whose behalf. */
export interface Question {
  /** A service such as `events.amazonaws.com`; policies of a role have no principal and are not asked for one. */
  readonly service?: string;
  readonly action: string;
  readonly resource?: string;
  /** The ARN of the rule that makes the service ask. */
  readonly sourceArn?: string;
  readonly account: string;
  /** Further condition keys, in small letters, with their values. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** What policies together come to (IAM user guide, reference_policies_evaluation-logic). */
export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** The policy in a text, or nothing where it is none: no JSON object, or without statements. */
export function parsePolicy(text: string): Json | undefined {
  try {
    const policy: unknown = JSON.parse(text);
    return isObject(policy) && policy.Statement != null ? policy : undefined;
  } catch {
    return undefined;
  }
}

/**
 * True when a policy allows it and nothing in it denies it. Conditions are understood for `aws:SourceArn`,
 * `aws:SourceAccount` and what the question brings along; any other is not met.
 */
export function allows(text: string, question: Question): boolean {
  return decide([text], question) === 'allowed';
}

/** What several policies of one principal come to together: one that denies is stronger than any that allows. */
export function decide(texts: readonly string[], question: Question): Decision {
  const applying = texts.flatMap((text) => {
    const policy = parsePolicy(text);
    return (isObject(policy) ? listOf(policy.Statement) : [])
      .filter(isObject)
      .filter((statement) => applies(statement, question));
  });
  if (applying.some(({ Effect }) => Effect === 'Deny')) {
    return 'explicitDeny';
  }
  return applying.some(({ Effect }) => Effect === 'Allow') ? 'allowed' : 'implicitDeny';
}

function applies(statement: Readonly<Record<string, Json | undefined>>, question: Question): boolean {
  const { service, action, resource } = question;
  return (
    (service == null || hasPrincipal(statement.Principal, service)) &&
    listOf(statement.Action).some((each) => like(each, action.toLowerCase(), true)) &&
    (resource == null || listOf(statement.Resource).some((each) => like(each, resource))) &&
    meetsAll(statement.Condition, question)
  );
}

function hasPrincipal(principal: Json | undefined, service: string): boolean {
  return isObject(principal) && listOf(principal.Service).includes(service);
}

function meetsAll(condition: Json | undefined, { sourceArn, account, context = {} }: Question): boolean {
  if (!isObject(condition)) {
    return true;
  }
  const known = new Map<string, readonly string[]>([
    ['aws:sourcearn', sourceArn == null ? [] : [sourceArn]],
    ['aws:sourceaccount', [account]],
    ...Object.entries(context),
  ]);
  return Object.entries(condition).every(
    ([operator, keys]) =>
      /^(ArnLike|ArnEquals|StringLike|StringEquals)$/.test(operator) &&
      isObject(keys) &&
      Object.entries(keys).every(([key, wanted]) => {
        const values = known.get(key.toLowerCase()) ?? [];
        return values.some((value) => listOf(wanted).some((each) => like(each, value)));
      }),
  );
}

function listOf(value: Json | undefined): readonly Json[] {
  return value == null ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** `*` stands for any letters, `?` for one. */
function like(pattern: Json, text: string, ignoreCase = false): boolean {
  if (typeof pattern !== 'string') {
    return false;
  }
  const parts = (ignoreCase ? pattern.toLowerCase() : pattern).replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${parts.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`).test(text);
}
