import {
  type ApplyEvent,
  type ApplyResult,
  type DeploymentRecord,
  isRestorable,
  messageOf,
  newestRecords,
  stackPrefix,
} from '@gluepipeline/core';

import { applyNamed } from './apply-named.ts';
import type { Sound } from './invalid-config.ts';
import { keepRecord, type RecordFacts } from './keep-record.ts';
import { planRecord } from './plan-record.ts';
import type { Session } from './session.ts';

/** What came of going back after a failure. */
export type WentBack =
  | { readonly to: number; readonly result: ApplyResult; readonly written: DeploymentRecord | undefined }
  /** It was not even tried, and why. */
  | { readonly to: number | undefined; readonly why: string };

/** So many of the newest records are looked at for one that came through. */
const lookBack = 50;

/** After a deployment that failed, makes AWS as the newest deployment that came through had it; never throws. */
export async function goBack(
  session: Session,
  sound: Sound,
  facts: Omit<RecordFacts, 'id' | 'what' | 'rollbackTo'>,
  onEvent: ((event: ApplyEvent, deployment: string) => void) | undefined,
  signal: { readonly aborted: boolean },
): Promise<WentBack> {
  let to: number | undefined;
  try {
    const records = await newestRecords(session.blobs, stackPrefix(sound.pipeline), lookBack);
    const target = records.find((record) => isRestorable(record) && record.resources.length > 0);
    if (target == null) {
      return { to, why: 'there is no earlier deployment to go back to' };
    }
    to = target.number;
    // What the failed deployment has made anew is made anew again: that was asked for.
    const planned = await planRecord(session, sound, target, true);
    const [blocker] = planned.plan.blockers;
    if (blocker != null) {
      return { to, why: blocker.message };
    }
    const { id, result } = await applyNamed(session, planned.plan, signal, onEvent);
    const { written } = await keepRecord(session, sound, planned, result, {
      ...facts,
      id,
      what: 'rollback',
      rollbackTo: to,
    });
    return { to, result, written };
  } catch (error) {
    return { to, why: messageOf(error) };
  }
}
