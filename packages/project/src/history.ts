import {
  type DeploymentRecord,
  newestRecords,
  recordOfNumber,
  stackOf,
  stackPrefix,
  UserError,
} from '@gluepipeline/core';

import { shapedConfig } from './invalid-config.ts';
import { noBucket } from './lock.ts';
import { sentFirst } from './sent-first.ts';
import { guardAccount, type PlanOptions, withSession } from './plan.ts';

/** Which records are asked for. */
export interface HistoryOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'> {
  /** How many at most, the newest first. */
  readonly limit: number;
  /** One of them alone. */
  readonly number?: number | undefined;
}

/** The deployments of a stack, the newest first. */
export interface History {
  readonly stack: string;
  readonly records: readonly DeploymentRecord[];
}

/** What was deployed, when and by whom; a config with mistakes in its jobs is no hindrance. */
export function history(options: HistoryOptions): Promise<History> {
  return withSession(
    options,
    async (sound, session) => {
      guardAccount(session, sound);
      const stack = stackOf(sound.pipeline);
      const prefix = stackPrefix(sound.pipeline);
      // A bucket that does not exist holds nothing: both can be asked at once.
      const [bucketExists, records] = await Promise.all([
        sentFirst().then(() => session.bucketExists()),
        options.number == null
          ? newestRecords(session.blobs, prefix, options.limit)
          : recordOfNumber(session.blobs, prefix, options.number).then((record) => (record == null ? [] : [record])),
      ]);
      if (!bucketExists) {
        if (session.kind === 'local') {
          return { stack, records: [] };
        }
        throw noBucket(session, 'no history');
      }
      if (options.number != null && records.length === 0) {
        throw noSuchDeployment(options.number);
      }
      return { stack, records };
    },
    shapedConfig,
    ['s3'],
  );
}

/** A number that no record has. */
export function noSuchDeployment(number: number): UserError {
  return new UserError(
    'GP506',
    `there is no record of a deployment #${String(number)}`,
    'see which there are with: gluepipeline history',
  );
}
