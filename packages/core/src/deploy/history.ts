import { invariant } from '../errors.ts';
import type { DeploymentRecord, RecordedResource } from '../plan/record.ts';
import { type FieldMap, type FieldValue } from '../resources/field.ts';
import { fieldsOf, keyOf, type Resource } from '../resources/resource.ts';
import type { BlobStore } from './ports.ts';

/** Where the records of a stack are kept; the number is padded so that names sort as numbers do. */
export function recordKey(stackPrefix: string, number: number): string {
  return `${historyPrefix(stackPrefix)}${String(number).padStart(8, '0')}.json`;
}

/** The newest record of a stack, or nothing where there has been no deployment; a record of a later version is refused. */
export async function lastRecord(store: BlobStore, stackPrefix: string): Promise<DeploymentRecord | undefined> {
  const key = (await store.list(historyPrefix(stackPrefix))).at(-1)?.key;
  const found = key == null ? undefined : await store.get(key);
  if (found == null) {
    return undefined;
  }
  const record = JSON.parse(found.body) as DeploymentRecord;
  invariant(
    (record.schemaVersion as number) === 1,
    `the record ${key ?? ''} was written by a later version of this tool`,
  );
  return record;
}

/** Writes the next record; records are never overwritten, so one that another deployment took first gets the number after. */
export async function writeRecord(
  store: BlobStore,
  stackPrefix: string,
  record: DeploymentRecord,
): Promise<DeploymentRecord> {
  for (let number = record.number; ; number++) {
    const numbered = { ...record, number };
    const body = `${JSON.stringify(numbered, null, 2)}\n`;
    if ((await store.putIfAbsent(recordKey(stackPrefix, number), body)) != null) {
      return numbered;
    }
  }
}

/** What a record keeps of resources; `isSecret` names the fields whose values it must not. */
export interface RecordInput {
  readonly desired: readonly Resource[];
  readonly outcome: DeploymentRecord['outcome'];
  /** After a failure what was deployed before may still be there, tags and all. */
  readonly previous: DeploymentRecord | undefined;
  readonly isSecret: (field: string, value: string) => boolean;
}

/** The resources of a record: those wanted, and after a failure those of the record before that may be left. */
export function recordedResources({ desired, outcome, previous, isSecret }: RecordInput): RecordedResource[] {
  const before = new Map(outcome === 'done' ? [] : (previous?.resources ?? []).map((each) => [keyOf(each), each]));
  const now = desired.map((resource) => recorded(resource, before.get(keyOf(resource))?.ownFields ?? [], isSecret));
  const wanted = new Set(desired.map(keyOf));
  return [...now, ...[...before.values()].filter((each) => !wanted.has(keyOf(each)))];
}

function recorded(
  resource: Resource,
  tagsBefore: readonly string[],
  isSecret: RecordInput['isSecret'],
): RecordedResource {
  const fields: FieldMap = Object.fromEntries(
    Object.entries(fieldsOf(resource)).map(([field, value]) => [field, withoutSecrets(field, value, isSecret)]),
  );
  const ownFields = [
    ...new Set([...tagsBefore, ...Object.keys(fields).filter((field) => /^(?:tags|extra)\./.test(field))]),
  ];
  return { kind: resource.kind, name: resource.name, label: resource.label, fields, ownFields };
}

/** What stands in the place of a value that looks like a secret. */
export const masked = '(masked)';

/** A value with `masked` for each text in it that is a secret; inside of lists and maps a key is judged as an argument's. */
export function withoutSecrets(field: string, value: FieldValue, isSecret: RecordInput['isSecret']): FieldValue {
  if (typeof value === 'string') {
    return isSecret(field, value) ? masked : value;
  }
  if (Array.isArray(value)) {
    return (value as readonly FieldValue[]).map((item) => withoutSecrets(field, item, isSecret));
  }
  return typeof value === 'object' && value != null
    ? Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, withoutSecrets(`arguments.${key}`, inner, isSecret)]),
      )
    : value;
}

function historyPrefix(stackPrefix: string): string {
  return `${stackPrefix}history/`;
}
