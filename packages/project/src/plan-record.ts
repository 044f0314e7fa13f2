import {
  type Blocker,
  type DeploymentRecord,
  desired,
  type Plan,
  type Resource,
  restore,
  subjectOf,
} from '@gluepipeline/core';

import type { Sound } from './invalid-config.ts';
import { type Planned, planOver, readStack } from './plan.ts';
import type { Session } from './session.ts';

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
