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
      if (!(await session.bucketExists())) {
        if (session.kind === 'local') {
          return { stack, records: [] };
        }
        throw noBucket(session, 'no history');
      }
      const prefix = stackPrefix(sound.pipeline);
      if (options.number == null) {
        return { stack, records: await newestRecords(session.blobs, prefix, options.limit) };
      }
      const record = await recordOfNumber(session.blobs, prefix, options.number);
      if (record == null) {
        throw noSuchDeployment(options.number);
      }
      return { stack, records: [record] };
    },
    shapedConfig,
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
