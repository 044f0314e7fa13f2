import {
  type ApplyResult,
  type DeploymentRecord,
  isSecretField,
  messageOf,
  recordedResources,
  stackPrefix,
  writeRecord,
} from '@gluepipeline/core';

import type { Sound } from './invalid-config.ts';
import type { Planned } from './plan.ts';
import type { Session } from './session.ts';
import { whoDeploys } from './who-deploys.ts';

/** What is known of a deployment beside its plan and its result. */
export interface RecordFacts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly toolVersion: string;
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
    const record = recordOf(session, planned, result, facts);
    return { written: await writeRecord(session.blobs, stackPrefix(sound.pipeline), record), unrecorded: undefined };
  } catch (error) {
    return { written: undefined, unrecorded: messageOf(error) };
  }
}

function recordOf(session: Session, planned: Planned, result: ApplyResult, facts: RecordFacts): DeploymentRecord {
  const { accountId, region } = session.target;
  const outcome = result.outcome === 'done' ? 'done' : 'failed';
  return {
    schemaVersion: 1,
    number: (planned.record?.number ?? 0) + 1,
    stack: planned.plan.stack,
    at: new Date(session.clock.now()).toISOString(),
    by: whoDeploys(facts.env).by,
    toolVersion: facts.toolVersion,
    accountId,
    region,
    outcome,
    resources: recordedResources({
      desired: planned.desired,
      outcome,
      previous: planned.record,
      isSecret: isSecretField,
    }),
  };
}
