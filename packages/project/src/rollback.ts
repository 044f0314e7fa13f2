import {
  type DeploymentRecord,
  mustBeRestorable,
  newestRecords,
  recordOfNumber,
  rollbackTarget,
  stackOf,
  stackPrefix,
  UserError,
} from '@gluepipeline/core';

import { alone, type Deployed, type DeployOptions } from './carry-out.ts';
import { noSuchDeployment } from './history.ts';
import { shapedConfig, type Sound } from './invalid-config.ts';
import { noBucket } from './lock.ts';
import { guardAccount, withSession } from './plan.ts';
import { planRecord } from './plan-record.ts';
import type { Session } from './session.ts';

/** What a rollback needs to be told. */
export interface RollbackOptions extends DeployOptions {
  /** The number of the deployment to go back to; by default the one before the present one. */
  readonly to?: number | undefined;
  /** Told which deployment it goes back to, and from which, before anything is read of AWS. */
  readonly onTarget?: (from: DeploymentRecord, to: DeploymentRecord) => void;
}

/** So many of the newest records are looked at for one to go back to. */
const lookBack = 50;

/** Makes AWS as an earlier deployment had it, from its record; the config stays as it is. */
export function rollback(options: RollbackOptions): Promise<Deployed> {
  return withSession(
    options,
    async (sound, session) => {
      guardAccount(session, sound);
      if (!(await session.bucketExists())) {
        throw noBucket(session, 'no deployment to go back to');
      }
      let target: DeploymentRecord | undefined;
      const plan = async () => {
        const { from, to } = await targetOf(session, sound, options.to);
        target = to;
        options.onTarget?.(from, to);
        return planRecord(session, sound, to, options.allowReplace === true);
      };
      return alone(session, sound, { what: 'rollback', rollbackTo: () => target?.number, plan }, options);
    },
    shapedConfig,
  );
}

async function targetOf(
  session: Session,
  sound: Sound,
  number: number | undefined,
): Promise<{ readonly from: DeploymentRecord; readonly to: DeploymentRecord }> {
  const prefix = stackPrefix(sound.pipeline);
  const newest = await newestRecords(session.blobs, prefix, number == null ? lookBack : 1);
  const [from] = newest;
  const to = number == null ? rollbackTarget(newest) : await recordOfNumber(session.blobs, prefix, number);
  if (number != null && to == null) {
    throw noSuchDeployment(number);
  }
  if (from == null || to == null) {
    throw new UserError(
      'GP505',
      `there is no earlier deployment of ${stackOf(sound.pipeline)} to go back to`,
      'see which there were with: gluepipeline history',
    );
  }
  mustBeRestorable(to);
  return { from, to };
}
