import type { FieldMap } from '../resources/field.ts';
import type { Kind } from '../resources/resource.ts';

/** What one deployment left behind, for people, for drift and for telling our tags from foreign ones. */
export interface DeploymentRecord {
  readonly schemaVersion: 1;
  /** 1 for the first deployment of a stack, then counting up. */
  readonly number: number;
  readonly stack: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: string;
  readonly toolVersion: string;
  readonly accountId: string;
  readonly region: string;
  readonly outcome: 'done' | 'failed';
  readonly resources: readonly RecordedResource[];
}

/** A resource as it was wanted; values that look like secrets are masked. */
export interface RecordedResource {
  readonly kind: Kind;
  readonly name: string;
  readonly label: string;
  readonly fields: FieldMap;
  /** The tags and `extra` members that we may have set, as fields: those wanted, and after a failure those wanted before. */
  readonly ownFields: readonly string[];
}
