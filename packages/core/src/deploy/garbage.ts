import { digestsIn } from '../resources/artifact.ts';
import type { DeploymentRecord } from '../plan/record.ts';
import type { StoredEntry } from './ports.ts';
import { isRestorable } from './rollback.ts';

/** What there is, and what is to be kept. */
export interface GarbageInput {
  /** Every record, and its entry in the store. */
  readonly records: readonly { readonly entry: StoredEntry; readonly record: DeploymentRecord }[];
  /** Every uploaded file of the stack; its digest is part of its key. */
  readonly uploads: readonly StoredEntry[];
  /** The digests that anything live names. */
  readonly inUse: ReadonlySet<string>;
  /** How many of the newest records stay, whatever their age. */
  readonly keep: number;
  /** What is younger stays, in milliseconds. */
  readonly olderThan: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What nobody needs any more. */
export interface Garbage {
  readonly records: readonly StoredEntry[];
  readonly uploads: readonly StoredEntry[];
}

/**
 * The old records, and the old uploads that neither anything live nor a record that stays names. The newest record,
 * the newest one that came through and the newest one that can be gone back to always stay, so that numbers go on and
 * somebody can go back: a part, or a deployment that deleted everything, may have come through and be no way back.
 */
export function garbageOf({ records, uploads, inUse, keep, olderThan, now }: GarbageInput): Garbage {
  const isOld = ({ modified }: StoredEntry) => now - modified > olderThan;
  const newestFirst = records.toSorted((a, b) => b.record.number - a.record.number);
  const newestDone = newestFirst.find(({ record }) => record.outcome === 'done');
  const newestWhole = newestFirst.find(({ record }) => isRestorable(record) && record.resources.length > 0);
  const old = newestFirst.filter(
    (each, place) => place >= Math.max(keep, 1) && each !== newestDone && each !== newestWhole && isOld(each.entry),
  );
  const gone = new Set(old);
  const needed = new Set([
    ...inUse,
    ...records.filter((each) => !gone.has(each)).flatMap(({ record }) => [...digestsIn(record.resources)]),
  ]);
  return {
    records: old.map(({ entry }) => entry),
    uploads: uploads.filter((entry) => isOld(entry) && isUnneeded(entry, needed)),
  };
}

/** Anything without a digest in its key is not an upload of ours. */
function isUnneeded({ key }: StoredEntry, needed: ReadonlySet<string>): boolean {
  const digests = [...digestsIn(key)];
  return digests.length > 0 && digests.every((digest) => !needed.has(digest));
}
