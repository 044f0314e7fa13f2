import {
  artifactFolder,
  digestsIn,
  type Garbage,
  garbageOf,
  historyPrefix,
  newestRecords,
  recordKey,
  stackOf,
  stackPrefix,
} from '@gluepipeline/core';

import { shapedConfig, type Sound } from './invalid-config.ts';
import { type LockOptions, noBucket, withLock } from './lock.ts';
import { guardAccount, type PlanOptions, withSession } from './plan.ts';
import type { Session } from './session.ts';

/** What is to be kept. */
export interface GcOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'>, LockOptions {
  /** How many of the newest records stay, whatever their age. */
  readonly keep: number;
  /** What is younger stays, in milliseconds. */
  readonly olderThan: number;
  /** Only tells what would be deleted. */
  readonly dryRun: boolean;
  /** Asked once it is known what would be deleted. */
  readonly confirm: (garbage: Garbage) => Promise<boolean>;
}

/** What was deleted, or would be. */
export interface GcOutcome extends Garbage {
  readonly stack: string;
  readonly outcome: 'nothing' | 'dry-run' | 'declined' | 'deleted';
}

/** Deletes old records and uploads of a stack that nothing live and no record that stays refers to, and nothing else. */
export function gc(options: GcOptions): Promise<GcOutcome> {
  return withSession(
    options,
    async (sound, session) => {
      guardAccount(session, sound);
      const stack = stackOf(sound.pipeline);
      if (!(await session.bucketExists())) {
        if (session.kind === 'local') {
          return { stack, outcome: 'nothing', records: [], uploads: [] };
        }
        throw noBucket(session, 'nothing to delete');
      }
      // A deployment at work has uploaded what nothing refers to yet.
      return withLock(session, sound, 'gc', options, async () => {
        const garbage = await findGarbage(session, sound, options);
        return { stack, ...garbage, outcome: await clear(session, garbage, options) };
      });
    },
    shapedConfig,
  );
}

async function findGarbage(session: Session, sound: Sound, { keep, olderThan }: GcOptions): Promise<Garbage> {
  const prefix = stackPrefix(sound.pipeline);
  const [records, entries, uploads, live, inJobs] = await Promise.all([
    newestRecords(session.blobs, prefix, Infinity),
    session.blobs.list(historyPrefix(prefix)),
    session.blobs.list(artifactFolder(prefix)),
    session.platform.read({ stack: stackOf(sound.pipeline), names: {} }),
    session.platform.digestsInJobs(),
  ]);
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return garbageOf({
    records: records.flatMap((record) => {
      const entry = byKey.get(recordKey(prefix, record.number));
      return entry == null ? [] : [{ record, entry }];
    }),
    uploads,
    inUse: new Set([...digestsIn(live.resources), ...inJobs]),
    keep,
    olderThan,
    now: session.clock.now(),
  });
}

async function clear(session: Session, garbage: Garbage, options: GcOptions): Promise<GcOutcome['outcome']> {
  const all = [...garbage.uploads, ...garbage.records];
  if (all.length === 0) {
    return 'nothing';
  }
  if (options.dryRun) {
    return 'dry-run';
  }
  if (!(await options.confirm(garbage))) {
    return 'declined';
  }
  // Records first: one that stayed without its uploads could not be gone back to, and nobody would know why.
  for (const { key } of [...garbage.records, ...garbage.uploads]) {
    await session.blobs.delete(key);
  }
  return 'deleted';
}
