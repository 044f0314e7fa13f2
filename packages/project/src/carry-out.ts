import {
  type ApplyEvent,
  type ApplyResult,
  canonical,
  type DeploymentRecord,
  hasChanges,
  keyOf,
  type Lease,
  type Money,
  mustPass,
  type Plan,
  type PlanDetails,
  type PlanFile,
  planView,
  UserError,
} from '@gluepipeline/core';

import { type ActiveJob, activeJobs } from './active-runs.ts';
import { applyNamed } from './apply-named.ts';
import { goBack, type WentBack } from './go-back.ts';
import type { Sound } from './invalid-config.ts';
import { keepRecord } from './keep-record.ts';
import { type LockOptions, withLock } from './lock.ts';
import type { CostTerms, Planned, PlanOptions } from './plan.ts';
import { planDetails } from './plan-details.ts';
import { mustBeSaved } from './saved-plan.ts';
import type { Session } from './session.ts';

/** What a deployment needs to be told. */
export interface DeployOptions extends PlanOptions, LockOptions {
  /** Make the artifact bucket where there is none. */
  readonly createBucket?: boolean;
  /** Asked once the plan is known and would change something; false ends it there. */
  readonly confirm: (plan: Plan, about: Confirming) => Promise<boolean>;
  /** The plan must be this one. */
  readonly saved?: PlanFile | undefined;
  /** How many may be deleted or made anew at most. */
  readonly maxDeletes?: number | undefined;
  /** A month must not cost more once it is deployed. */
  readonly budget?: Budget | undefined;
  /** After a failure, go back to the newest deployment that came through. */
  readonly rollbackOnFailure?: boolean;
  readonly onRollback?: () => void;
  /** Refuse to change jobs that are running. */
  readonly failOnActiveRuns?: boolean;
  /** Told what happens, with the deployment's id in logs and records. */
  readonly onEvent?: (event: ApplyEvent, deployment: string) => void;
  /** With which version of the tool, for the record. */
  readonly toolVersion: string;
}

/** What a month may cost, and how that is told. */
export interface Budget extends CostTerms {
  readonly money: Money;
}

/** What somebody who is asked about a plan should know. */
export interface Confirming {
  readonly isProtected: boolean;
  readonly details: PlanDetails;
}

/** What came of it. */
export type Deployed = Planned &
  (
    | { readonly outcome: 'no-changes' | 'declined' }
    | {
        readonly outcome: 'applied';
        readonly result: ApplyResult;
        /** Why it was stopped, where that was not a signal: the lock is not ours any more. */
        readonly stopped: UserError | undefined;
        /** False where there is no bucket: then nothing kept others away. */
        readonly locked: boolean;
        readonly written: DeploymentRecord | undefined;
        /** Why no record was kept, where there is a bucket for it. */
        readonly unrecorded: string | undefined;
        /** What came of going back, where it failed and that was asked for. */
        readonly wentBack: WentBack | undefined;
      }
  );

/** What is to be done with the lock in hand. */
export interface Work {
  readonly what: NonNullable<DeploymentRecord['what']>;
  /** The deployment that a rollback goes back to; known with the plan. */
  readonly rollbackTo?: () => number | undefined;
  readonly plan: () => Promise<Planned>;
}

/** Plans and applies with nobody else at work on the stack. */
export async function alone(session: Session, sound: Sound, work: Work, options: DeployOptions): Promise<Deployed> {
  return withLock(session, sound, work.what, options, async (lease) => {
    const planned = await work.plan();
    const { outcome, warnings } = await agreed(session, work, planned, options);
    if (outcome !== 'agreed') {
      return { ...planned, outcome };
    }
    // On the embedded endpoint the bucket is made by itself, on AWS only when asked.
    const makesBucket = lease == null && (options.createBucket === true || session.kind === 'local');
    const done =
      makesBucket && work.what === 'deploy'
        ? await inNewBucket(session, sound, work, planned, options)
        : await inBucket(session, sound, work, planned, lease, options);
    return { ...done, notes: [...warnings, ...done.notes] };
  });
}

/** A bucket whose making was cut short is finished first. */
async function inBucket(
  session: Session,
  sound: Sound,
  work: Work,
  planned: Planned,
  lease: Lease | undefined,
  options: DeployOptions,
): Promise<Deployed> {
  if (planned.bucketExists) {
    await session.finishBucket();
  }
  return carryOut(session, sound, work, planned, lease, options);
}

/** Where the bucket is made there was no lock yet: what was agreed to must still be so with it. */
async function inNewBucket(
  session: Session,
  sound: Sound,
  work: Work,
  planned: Planned,
  options: DeployOptions,
): Promise<Deployed> {
  await session.createBucket();
  return withLock(session, sound, work.what, options, async (lease) => {
    const again = await work.plan();
    if (canonical(planView(again.plan)) !== canonical(planView(planned.plan))) {
      throw new UserError('GP312', 'somebody else changed the stack in the meantime', 'run the same command again');
    }
    return carryOut(session, sound, work, again, lease, options);
  });
}

async function agreed(
  session: Session,
  work: Work,
  planned: Planned,
  options: DeployOptions,
): Promise<{ readonly outcome: 'agreed' | 'no-changes' | 'declined'; readonly warnings: readonly string[] }> {
  if (options.saved != null) {
    mustBeSaved(options.saved, planned);
  }
  const blocker = planned.plan.blockers[0];
  if (blocker != null) {
    throw new UserError(blocker.code, blocker.message, blocker.hint);
  }
  if (!hasChanges(planned.plan)) {
    return { outcome: 'no-changes', warnings: [] };
  }
  const protect = work.what !== 'destroy' && planned.sound.pipeline.protect;
  mustPass(planned.plan, { protect, maxDeletes: options.maxDeletes });
  const warnings = await refuseOverBudget(session, planned, options);
  refuseWithoutBucket(session, planned, options);
  if (options.failOnActiveRuns === true) {
    refuseActiveRuns(await activeJobs(session, planned.plan));
  }
  const details = await planDetails(session, planned.sound.file.folder, planned.plan);
  const about = { isProtected: planned.sound.pipeline.protect, details };
  return { outcome: (await options.confirm(planned.plan, about)) ? 'agreed' : 'declined', warnings };
}

async function carryOut(
  session: Session,
  sound: Sound,
  work: Work,
  planned: Planned,
  lease: Lease | undefined,
  options: DeployOptions,
): Promise<Deployed> {
  const signal = {
    get aborted() {
      return options.signal?.aborted === true || lease?.trouble() != null;
    },
  };
  const { id, result } = await applyNamed(session, planned.plan, signal, options.onEvent);
  const stopped = lease?.trouble();
  const locked = lease != null;
  const facts = {
    id,
    env: options.place.env,
    toolVersion: options.toolVersion,
    what: work.what,
    rollbackTo: work.rollbackTo?.(),
  };
  const record = locked
    ? await keepRecord(session, sound, planned, result, facts)
    : { written: undefined, unrecorded: undefined };
  const goesBack = options.rollbackOnFailure === true && work.what === 'deploy' && result.outcome === 'failed';
  if (goesBack) {
    options.onRollback?.();
  }
  const wentBack = !goesBack
    ? undefined
    : lease == null
      ? { to: undefined, why: 'without an artifact bucket there is no record to go back to' }
      : await goBack(session, sound, facts, options.onEvent, signal);
  return { ...planned, outcome: 'applied', result, stopped, locked, wentBack, ...record };
}

/** Gives a warning of what the budget does not count. */
async function refuseOverBudget(
  session: Session,
  planned: Planned,
  { budget, place }: DeployOptions,
): Promise<readonly string[]> {
  if (budget == null) {
    return [];
  }
  const { refuseOver } = await import('./cost/cost.ts');
  return refuseOver(budget.money, session, planned, { place, days: budget.days, prices: budget.prices });
}

function refuseActiveRuns(active: readonly ActiveJob[]): void {
  const [first, ...others] = active;
  if (first != null) {
    const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
    throw new UserError(
      'GP317',
      `job ${first.label}${more} would be changed while it runs (${String(first.runs)} active)`,
      'wait until the runs have ended, or deploy without --fail-on-active-runs',
    );
  }
}

/** Said before anything is asked or done: an upload without a bucket cannot work. */
function refuseWithoutBucket(session: Session, planned: Planned, options: DeployOptions): void {
  const left = new Set((planned.plan.notSelected?.resources ?? []).map(keyOf));
  const uploads = planned.desired.some((each) => each.kind === 'artifact' && !left.has(keyOf(each)));
  if (uploads && !planned.bucketExists && session.kind === 'aws' && options.createBucket !== true) {
    throw new UserError(
      'GP305',
      `the artifact bucket "${session.target.bucket}" does not exist`,
      'say --create-bucket, or name one of yours as artifacts.bucket',
    );
  }
}
