import {
  apply,
  type ApplyEvent,
  type ApplyResult,
  type DeploymentRecord,
  hasChanges,
  isSecretField,
  messageOf,
  type Plan,
  recordedResources,
  stackPrefix,
  UserError,
  writeRecord,
} from '@gluepipeline/core';

import { systemClock } from './clock.ts';
import { shapedConfig, type Sound } from './invalid-config.ts';
import { planIn, planNothing, type Planned, type PlanOptions, withSession } from './plan.ts';
import type { Session } from './session.ts';
import { whoDeploys } from './who-deploys.ts';

/** What a deployment needs to be told. */
export interface DeployOptions extends PlanOptions {
  /** Make the artifact bucket where there is none. */
  readonly createBucket?: boolean;
  /** Asked once the plan is known and would change something; false ends it there. */
  readonly confirm: (plan: Plan) => Promise<boolean>;
  readonly onEvent?: (event: ApplyEvent) => void;
  readonly signal?: { readonly aborted: boolean };
  /** With which version of the tool, for the record. */
  readonly toolVersion: string;
}

/** What came of it. */
export type Deployed = Planned &
  (
    | { readonly outcome: 'no-changes' | 'declined' }
    | {
        readonly outcome: 'applied';
        readonly result: ApplyResult;
        readonly written: DeploymentRecord | undefined;
        /** Why no record was kept, where none was. */
        readonly unrecorded: string | undefined;
      }
  );

/** Makes AWS as the config says, and keeps a record of it in the bucket where there is one. */
export async function deploy(options: DeployOptions): Promise<Deployed> {
  return withSession(options, async (sound, session) => {
    const planned = await planIn(session, sound, options);
    return carryOut(session, sound, planned, options);
  });
}

/** Deletes everything that the stack owns, and nothing else; nothing there is success, and so is a config with mistakes in its jobs. */
export async function destroy(options: DeployOptions): Promise<Deployed> {
  return withSession(
    options,
    async (sound, session) => carryOut(session, sound, await planNothing(session, sound), options),
    shapedConfig,
  );
}

async function carryOut(session: Session, sound: Sound, planned: Planned, options: DeployOptions): Promise<Deployed> {
  const blocker = planned.plan.blockers[0];
  if (blocker != null) {
    throw new UserError(blocker.code, blocker.message, blocker.hint);
  }
  if (!hasChanges(planned.plan)) {
    return { ...planned, outcome: 'no-changes' };
  }
  refuseWithoutBucket(session, planned, options);
  if (!(await options.confirm(planned.plan))) {
    return { ...planned, outcome: 'declined' };
  }
  const bucketExists = await ensureBucket(session, planned, options);
  const result = await apply({
    plan: planned.plan,
    platform: session.platform,
    clock: systemClock,
    ...(options.onEvent == null ? {} : { onEvent: options.onEvent }),
    ...(options.signal == null ? {} : { signal: options.signal }),
  });
  const record = bucketExists ? await tryToKeepRecord(session, sound, planned, result, options) : noBucket;
  return { ...planned, outcome: 'applied', result, ...record };
}

/** The bucket is made on the embedded endpoint by itself, on AWS only when asked. */
async function ensureBucket(session: Session, planned: Planned, options: DeployOptions): Promise<boolean> {
  if (planned.bucketExists) {
    await session.finishBucket();
    return true;
  }
  if (session.kind === 'local' || options.createBucket === true) {
    await session.createBucket();
    return true;
  }
  return false;
}

/** Said before anything is asked or done: an upload without a bucket cannot work. */
function refuseWithoutBucket(session: Session, planned: Planned, options: DeployOptions): void {
  const uploads = planned.desired.some(({ kind }) => kind === 'artifact');
  if (uploads && !planned.bucketExists && session.kind === 'aws' && options.createBucket !== true) {
    throw new UserError(
      'GP305',
      `the artifact bucket "${session.target.bucket}" does not exist`,
      'say --create-bucket, or name one of yours as artifacts.bucket',
    );
  }
}

type RecordKept = Pick<Extract<Deployed, { outcome: 'applied' }>, 'written' | 'unrecorded'>;

const noBucket: RecordKept = { written: undefined, unrecorded: 'there is no artifact bucket' };

/** What was deployed is deployed, also where its record could not be written. */
async function tryToKeepRecord(...of: Parameters<typeof keepRecord>): Promise<RecordKept> {
  try {
    return { written: await keepRecord(...of), unrecorded: undefined };
  } catch (error) {
    return { written: undefined, unrecorded: messageOf(error) };
  }
}

async function keepRecord(
  session: Session,
  sound: Sound,
  planned: Planned,
  result: ApplyResult,
  options: DeployOptions,
): Promise<DeploymentRecord> {
  const { accountId, region } = session.target;
  const outcome = result.outcome === 'done' ? 'done' : 'failed';
  return writeRecord(session.blobs, stackPrefix(sound.pipeline), {
    schemaVersion: 1,
    number: (planned.record?.number ?? 0) + 1,
    stack: planned.plan.stack,
    at: new Date(systemClock.now()).toISOString(),
    by: whoDeploys(options.place.env),
    toolVersion: options.toolVersion,
    accountId,
    region,
    outcome,
    resources: recordedResources({
      desired: planned.desired,
      outcome,
      previous: planned.record,
      isSecret: isSecretField,
    }),
  });
}
