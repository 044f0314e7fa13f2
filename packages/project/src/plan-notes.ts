import {
  activationOf,
  type DeploymentRecord,
  isPausable,
  keyOf,
  type Live,
  ownerOf,
  pauseOf,
  pausedText,
  type Plan,
  renamesIn,
  type Resource,
  startsByItself,
  subjectOf,
} from '@gluepipeline/core';

import type { Sound } from './invalid-config.ts';
import type { Session } from './session.ts';

/** What was seen on the way to a plan. */
interface Seen {
  readonly plan: Plan;
  readonly record: DeploymentRecord | undefined;
  readonly bucketExists: boolean;
  readonly live: readonly Live[];
  readonly desired: readonly Resource[];
}

/** What a reader of a plan should know that is no change: each in one line. */
export function notesOf(session: Session, sound: Sound, seen: Seen): string[] {
  return [
    ...regionNote(session, sound),
    ...bucketNote(session, seen),
    ...tagNote(seen),
    ...pauseNotes(seen),
    ...stillNotes(seen),
    ...renameNotes(seen),
  ];
}

/** AWS_REGION or a flag is stronger than the file, which may surprise. */
function regionNote({ kind, target }: Session, { pipeline }: Sound): string[] {
  return kind === 'aws' && pipeline.region != null && pipeline.region !== target.region
    ? [`note: the config says region ${pipeline.region}; --region or AWS_REGION says ${target.region}, and that counts`]
    : [];
}

/** Better said with the plan than in the middle of a deployment. */
function bucketNote({ kind, target }: Session, { plan, bucketExists }: Seen): string[] {
  const uploads = plan.changes.some((change) => subjectOf(change).kind === 'artifact');
  return kind === 'aws' && uploads && !bucketExists
    ? [`note: the artifact bucket "${target.bucket}" does not exist yet: deploy needs --create-bucket`]
    : [];
}

/** What is paused stays so, whatever is deployed. */
function pauseNotes({ live, desired }: Seen): string[] {
  const labels = new Map(desired.map((each) => [keyOf(each), each.label]));
  return live.flatMap((each) => {
    const [pause, label] = [pauseOf(each), labels.get(keyOf(each))];
    return pause == null || label == null || !isPausable(each)
      ? []
      : [`note: trigger ${label} is ${pausedText(pause)} and stays so, until gluepipeline resume`];
  });
}

/** A deployment that did not get through may have left a start off: that of another part does not switch it on. */
function stillNotes({ plan, live, desired }: Seen): string[] {
  const left = new Set((plan.notSelected?.resources ?? []).map(keyOf));
  const wanted = new Map(desired.map((each) => [keyOf(each), each]));
  return live.flatMap((each) => {
    const start = wanted.get(keyOf(each));
    return start == null || !left.has(keyOf(each)) || !startsByItself(start) || pauseOf(each) != null
      ? []
      : activationOf(start) === true && activationOf(each) === false
        ? [
            `warning: ${each.kind} ${start.label} is off, on in the config and not selected: it starts nothing until it is deployed`,
          ]
        : [];
  });
}

/** A new name is another job to Glue; who only wanted another name can have the old one kept. */
function renameNotes({ plan }: Seen): string[] {
  return renamesIn(plan).map(
    ({ from, to, losses }) =>
      `note: ${to.kind} "${to.label}" is just like "${from.label}", whose ${losses.join(' and ')} would be lost; resource_name: "${from.name}" keeps that`,
  );
}

/** Without a record nobody can tell a tag of ours that left the config from a tag of somebody else. */
function tagNote({ plan, record, live, desired }: Seen): string[] {
  const wanted = new Map(desired.map((each) => [keyOf(each), each.tags]));
  const others = live.some((each) => {
    const tags = wanted.get(keyOf(each));
    return (
      tags != null && ownerOf(each) === plan.stack && Object.keys(each.tags).some((key) => !Object.hasOwn(tags, key))
    );
  });
  return record == null && others
    ? ["note: no record of a deployment was found, so tags that left the config stay: they may be somebody else's"]
    : [];
}
