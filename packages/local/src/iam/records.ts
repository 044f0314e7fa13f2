import type { Tags } from '../glue/records.ts';
import type { Collection, Store } from '../store/store.ts';

/** A role with the policies that are written into it. */
export interface RoleRecord {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  /** ISO 8601. */
  readonly created: string;
  readonly trust: string;
  readonly description: string | undefined;
  /** Seconds. */
  readonly maxSession: number;
  readonly boundary: string | undefined;
  readonly policies: Readonly<Record<string, string>>;
  readonly tags: Tags;
}

/** The roles of a store by name; names differ in more than capitals (IAM user guide, reference_iam-quotas). */
export const rolesOf = (store: Store): Collection<RoleRecord> => store.collection<RoleRecord>('iam-roles');

/** What a role is kept under: IAM's names are the same in capitals (IAM API reference, CreateRole: "names are not distinguished by case"). */
export const roleKey = (name: string): string => name.toLowerCase();

/** The ARN of a role. */
export const roleArn = (account: string, { path, name }: Pick<RoleRecord, 'path' | 'name'>): string =>
  `arn:aws:iam::${account}:role${path}${name}`;
