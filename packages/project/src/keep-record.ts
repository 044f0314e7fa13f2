import {
  type ApplyResult,
  type DeploymentRecord,
  messageOf,
  recordedPlan,
  recordedResources,
  recordedResult,
  stackPrefix,
  writeRecord,
} from '@gluepipeline/core';

import { digestOf } from './files.ts';
import { commitOf } from './git.ts';
import type { Sound } from './invalid-config.ts';
import type { Planned } from './plan.ts';
import type { Session } from './session.ts';
import { whoDeploys } from './who-deploys.ts';

/** What is known of a deployment beside its plan and its result. */
export interface RecordFacts {
  /** The deployment's id in logs. */
  readonly id: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly toolVersion: string;
  readonly what: NonNullable<DeploymentRecord['what']>;
  /** The deployment that a rollback goes back to. */
  readonly rollbackTo?: number | undefined;
}

/** The record that was written, or why there is none. */
export interface RecordKept {
  readonly written: DeploymentRecord | undefined;
  readonly unrecorded: string | undefined;
}

/** Writes the record of a deployment. What was deployed is deployed, also where its record could not be written. */
export async function keepRecord(
  session: Session,
  sound: Sound,
  planned: Planned,
  result: ApplyResult,
  facts: RecordFacts,
): Promise<RecordKept> {
  try {
    const record = await recordOf(session, planned, result, facts);
    return { written: await writeRecord(session.blobs, stackPrefix(sound.pipeline), record), unrecorded: undefined };
  } catch (error) {
    return { written: undefined, unrecorded: messageOf(error) };
  }
}

async function recordOf(
  session: Session,
  planned: Planned,
  result: ApplyResult,
  facts: RecordFacts,
): Promise<DeploymentRecord> {
  const { accountId, region } = session.target;
  const { file } = planned.sound;
  const outcome = result.outcome === 'done' ? 'done' : 'failed';
  const commit = await commitOf(file.folder);
  return {
    schemaVersion: 1,
    number: (planned.record?.number ?? 0) + 1,
    id: facts.id,
    what: facts.what,
    ...(facts.rollbackTo == null ? {} : { rollbackTo: facts.rollbackTo }),
    ...(planned.plan.notSelected == null ? {} : { select: planned.plan.notSelected.select }),
    stack: planned.plan.stack,
    at: new Date(session.clock.now()).toISOString(),
    ...whoDeploys(facts.env),
    ...(commit == null ? {} : { commit }),
    configDigest: digestOf([new TextEncoder().encode(file.text)]),
    toolVersion: facts.toolVersion,
    accountId,
    region,
    outcome,
    plan: recordedPlan(planned.plan),
    result: recordedResult(result),
    resources: recordedResources({
      desired: planned.desired,
      outcome,
      previous: planned.record,
      notSelected: planned.plan.notSelected,
    }),
  };
}
