import type { FieldValue } from '../resources/field.ts';
import type { PolicyDocument } from '../resources/policy.ts';

/** Actions that are to be allowed on resources. */
export interface Wish {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Condition keys with the values that a call will have. */
  readonly context?: Readonly<Record<string, string>>;
}

/** What is not allowed; the resource is `*` where the action takes none. */
export interface Denied {
  readonly action: string;
  readonly resource: string;
}

/** What is known of who calls, and of the roles of an account. Each call throws as those of a Platform do. */
export interface Access {
  /** The ARN of the caller. */
  readonly arn: string;
  /** By how many milliseconds this machine is behind AWS; small differences count as none. */
  clockOffset(): Promise<number>;
  /** What the caller's policies do not allow; nothing where the caller cannot be simulated, such as the root user. */
  denied(wishes: readonly Wish[]): Promise<readonly Denied[] | undefined>;
  /** Who may work as a role, by its name; nothing where there is no such role. */
  trustOf(role: string): Promise<PolicyDocument | undefined>;
}

/** True where a trust policy lets a service work as the role, whatever its conditions ask beside. */
export function trusts(trust: PolicyDocument, service: string): boolean {
  return listOf(trust.Statement).some((statement) => {
    const { Effect, Action, Principal } = statement as Readonly<Record<string, FieldValue>>;
    const services = listOf((Principal as Readonly<Record<string, FieldValue>> | undefined)?.Service);
    const actions = listOf(Action).map((action) => (typeof action === 'string' ? action.toLowerCase() : ''));
    return (
      Effect === 'Allow' &&
      services.includes(service) &&
      actions.some((action) => action === 'sts:assumerole' || action === 'sts:*' || action === '*')
    );
  });
}

function listOf(value: FieldValue | undefined): readonly FieldValue[] {
  return value == null ? [] : Array.isArray(value) ? (value as readonly FieldValue[]) : [value];
}
