import type { FieldValue } from '../resources/field.ts';
import { keyOf, type Kind, type Resource, type ResourceRef } from '../resources/resource.ts';
import type { Change } from './plan.ts';

/** What one deployment left behind: for people, for going back to it, for drift, and for telling our tags from foreign ones. */
export interface DeploymentRecord {
  readonly schemaVersion: 1;
  /** 1 for the first deployment of a stack, then counting up. */
  readonly number: number;
  /** The deployment's id in logs. */
  readonly id?: string;
  /** Absent in records of version 0.1.0, as is everything that may be absent here. */
  readonly what?: 'deploy' | 'destroy' | 'rollback';
  /** The deployment that a rollback went back to. */
  readonly rollbackTo?: number;
  /** Of a deployment of a part: the words that selected it. What was not selected stands in `resources` as it was. */
  readonly select?: readonly string[];
  readonly stack: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: string;
  readonly host?: string;
  /** The address or the name of the CI run. */
  readonly ci?: string | undefined;
  /** The commit of the config's folder, with `-dirty` where files differed from it. */
  readonly commit?: string;
  /** Hex, SHA-256 of the config file. */
  readonly configDigest?: string;
  readonly toolVersion: string;
  readonly accountId: string;
  readonly region: string;
  readonly outcome: 'done' | 'failed';
  readonly plan?: RecordedPlan;
  readonly result?: RecordedResult;
  readonly resources: readonly RecordedResource[];
}

/** What was planned, with secrets masked. */
export interface RecordedPlan {
  readonly add: number;
  readonly change: number;
  readonly delete: number;
  readonly unchanged: number;
  /** How many resources a selection left as they were; absent where all was planned. */
  readonly notSelected?: number;
  readonly changes: readonly RecordedChange[];
  /** The keys of the starts that stood still meanwhile; absent where there were none. */
  readonly pauses?: readonly string[];
}

/** One planned change. */
export interface RecordedChange {
  readonly action: Change['action'];
  readonly kind: Kind;
  readonly name: string;
  readonly label: string;
  readonly fields: readonly { readonly field: string; readonly before?: FieldValue; readonly after?: FieldValue }[];
}

/** How far the steps of a deployment came. */
export interface RecordedResult {
  readonly done: number;
  readonly failed: readonly {
    readonly action: string;
    readonly kind: Kind;
    readonly name: string;
    readonly error: string;
  }[];
  readonly neverRun: number;
}

/** A resource as it was wanted. */
export interface RecordedResource extends ResourceRef {
  readonly label: string;
  /** The tags and `extra` members that we may have set, as fields: those wanted, and after a failure those wanted before. */
  readonly ownFields: readonly string[];
  /** All of it, with values that look like secrets masked. */
  readonly resource?: Resource;
  /**
   * Set where nobody knows whether it is so: it was not selected, and the deployment that wanted it did not get through or
   * left no record.
   */
  readonly uncertain?: true;
}

/**
 * The keys of what the last deployment set out to change or to let loose again, where it was of the part of these words
 * and did not get through: who says the same again means to finish it.
 */
export function unfinishedIn(record: DeploymentRecord | undefined, words: readonly string[]): string[] {
  const [said, before] = [new Set(words), new Set(record?.select)];
  const isSame = said.size === before.size && words.every((word) => before.has(word));
  return record?.outcome === 'failed' && isSame
    ? [...(record.plan?.changes ?? []).map(keyOf), ...(record.plan?.pauses ?? [])]
    : [];
}
