import {
  type Blocker,
  type DeploymentRecord,
  desired,
  mustBeRestorable,
  newestRecords,
  type Plan,
  recordOfNumber,
  type Resource,
  restore,
  rollbackTarget,
  stackOf,
  stackPrefix,
  subjectOf,
  UserError,
} from '@gluepipeline/core';

import { alone, type Deployed, type DeployOptions } from './carry-out.ts';
import { noSuchDeployment } from './history.ts';
import { shapedConfig, type Sound } from './invalid-config.ts';
import { noBucket } from './lock.ts';
import { guardAccount, type Planned, planOver, readStack, withSession } from './plan.ts';
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

/** The plan that makes AWS as a record says. */
export async function planRecord(
  session: Session,
  sound: Sound,
  record: DeploymentRecord,
  allowReplace: boolean,
): Promise<Planned> {
  const recorded = record.resources.flatMap(({ resource }) => resource ?? []);
  const read = await readStack(session, sound, recorded, []);
  const restored = restore(record, read.live.resources, wantedNow(session, sound));
  const planned = await planOver(session, sound, { wanted: restored.desired, existing: [], allowReplace }, read);
  const plan: Plan = {
    ...planned.plan,
    blockers: [...planned.plan.blockers, ...goneUploads(planned.plan, record), ...unknownValues(restored.unknown)],
  };
  return { ...planned, plan, notes: [...planned.notes, ...keptNotes(restored.kept), notRolledBack] };
}

const notRolledBack =
  'note: a rollback does not undo what jobs have written, nor bookmarks, crawled tables and runs; and the config still says what it said, so the next deploy of it comes back to that';

/** What the config wants now may know a value that a record must not hold; a config with mistakes knows nothing. */
function wantedNow(session: Session, { pipeline, files }: Sound): readonly Resource[] {
  try {
    return desired(pipeline, session.target, files);
  } catch {
    return [];
  }
}

/** Nothing can be uploaded for a record: the files beside the config are those of today. */
function goneUploads(plan: Plan, record: DeploymentRecord): Blocker[] {
  return plan.changes
    .filter((change) => subjectOf(change).kind === 'artifact' && change.action !== 'delete')
    .map((change) => ({
      code: 'GP507',
      message: `the script ${subjectOf(change).label} of deployment #${String(record.number)} is not in the bucket any more`,
      hint: 'check out the commit of that deployment and deploy it',
    }));
}

function unknownValues(places: readonly string[]): Blocker[] {
  return places.map((place) => ({
    code: 'GP508',
    message: `records hold no secrets, and nobody knows what this one was: ${place}`,
    hint: 'check out the commit of that deployment and deploy it',
  }));
}

function keptNotes(places: readonly string[]): string[] {
  return places.length === 0
    ? []
    : [`note: records hold no secrets, so these keep the values that they have now: ${places.join('; ')}`];
}
