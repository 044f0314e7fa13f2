import type { Ahead } from '@gluepipeline/aws';
import {
  type CostChange,
  type CostFrame,
  type DeploymentRecord,
  desired,
  existingOnes,
  type Issue,
  lastRecord,
  type Live,
  makePlan,
  type Overrides,
  type Plan,
  type PlanDetails,
  type Resource,
  type ResourceRef,
  type Selection,
  selectionOf,
  stackOf,
  stackPrefix,
  keyOf,
  kinds,
  UserError,
} from '@gluepipeline/core';

import type { Place } from './config-file.ts';
import { InvalidConfigError, type Sound, soundConfig } from './invalid-config.ts';
import { planDetails } from './plan-details.ts';
import { notesOf } from './plan-notes.ts';
import { checkScripts } from './plan-scripts.ts';
import { sentFirst } from './sent-first.ts';
import { type ConnectOptions, openSession, type Session } from './session.ts';

/** What a plan needs to be told. */
export interface PlanOptions {
  readonly place: Place;
  readonly overrides: Overrides;
  readonly connect: ConnectOptions;
  /** Deleting and recreating a job is allowed. */
  readonly allowReplace?: boolean;
  /** What carries nobody's tag and is to be taken over, as `job/load`. */
  readonly adopt?: readonly string[];
  /** The words that select a part of the stack; all of it where there are none. */
  readonly select?: readonly string[];
  /** Told of the config's warnings before AWS is asked anything. */
  readonly onWarnings?: (issues: readonly Issue[]) => void;
}

/** A plan, with what was seen on the way. */
export interface Planned {
  readonly sound: Sound;
  readonly plan: Plan;
  readonly desired: readonly Resource[];
  /** What is there, of this stack and by the names that are wanted. */
  readonly live: readonly Live[];
  /** The last deployment of the stack, where a record of one was found. */
  readonly record: DeploymentRecord | undefined;
  readonly bucketExists: boolean;
  readonly notes: readonly string[];
  readonly issues: readonly Issue[];
}

/** Compares the config with what is deployed, and the cost of a month where that is asked for; changes nothing. */
export async function plan(
  options: PlanOptions & { readonly cost?: CostTerms | undefined },
): Promise<Planned & { readonly details: PlanDetails; readonly cost: PlannedCost | undefined }> {
  return withSession(
    options,
    async (sound, session) => {
      guardAccount(session, sound);
      const { cost: terms, place } = options;
      const [planned, costOf] = await Promise.all([
        planIn(session, sound, options),
        terms == null ? undefined : sentFirst().then(() => costAhead(session, sound, place, terms)),
      ]);
      const [details, cost] = await Promise.all([
        planDetails(session, sound.file.folder, planned.plan),
        costOf?.(planned),
      ]);
      return { ...planned, details, cost };
    },
    soundConfig,
    servicesOfStack,
  );
}

/** Days of runs, and a file of prices. */
export interface CostTerms {
  readonly days: number;
  readonly prices?: string | undefined;
}

/** What a plan does to the cost of a month, and by which prices. */
export interface PlannedCost {
  readonly change: CostChange;
  readonly frame: CostFrame;
}

/** Asks for the runs by which the cost of a plan is reckoned while the plan is made; loaded by those who ask. */
async function costAhead(
  session: Session,
  { pipeline }: Sound,
  place: Place,
  terms: CostTerms,
): Promise<(planned: Planned) => Promise<PlannedCost>> {
  const { planCost, runsAhead } = await import('./cost/cost.ts');
  const readRuns = runsAhead(session, pipeline, terms.days);
  return (planned) => planCost(session, planned, { place, ...terms }, readRuns);
}

/** The services that are asked for what is live and for the record of it, beside Glue. */
export const servicesOfStack = ['s3', 'tagging'] as const;

/** Opens a session for a config, read as `read` says, and closes it whatever happens. */
export async function withSession<T>(
  options: Pick<PlanOptions, 'place' | 'overrides' | 'connect' | 'onWarnings'>,
  use: (sound: Sound, session: Session) => Promise<T>,
  read: typeof soundConfig = soundConfig,
  /** Those that will be asked, beside Glue. */
  services: Ahead['services'] = [],
): Promise<T> {
  const judged = async (overrides: Overrides): Promise<Sound> => {
    const meant = (issues: readonly Issue[]) =>
      issues.filter(({ code, severity }) => !options.connect.local || code !== missingRole || severity === 'error');
    try {
      const sound = await read(options.place, { ...options.overrides, isComplete: true, ...overrides });
      return { ...sound, issues: meant(sound.issues) };
    } catch (error) {
      throw error instanceof InvalidConfigError ? new InvalidConfigError(error.file, meant(error.issues)) : error;
    }
  };
  let sound = await judged({});
  options.onWarnings?.(sound.issues);
  const connect = { ...options.connect, ahead: { ...options.connect.ahead, services } };
  const session = await openSession(sound.file, sound.pipeline, connect, async (account) => {
    sound = sound.asked.size === 0 ? sound : await judged(account);
    return sound.pipeline;
  });
  try {
    return await use(sound, session);
  } finally {
    await session.close();
  }
}

/** A job without a role: nothing to warn of on the embedded endpoint, which needs none. */
const missingRole = 'GP206';

/** The plan of a sound config in an open session. */
export async function planIn(
  session: Session,
  sound: Sound,
  options: Pick<PlanOptions, 'allowReplace' | 'adopt' | 'select'>,
): Promise<Planned> {
  guardAccount(session, sound);
  guardRole(session, sound);
  const wanted = desired(sound.pipeline, session.target, sound.files);
  const existing = existingOnes(sound.pipeline);
  return compare(session, sound, {
    wanted,
    existing,
    allowReplace: options.allowReplace === true,
    adopt: options.adopt ?? [],
    select:
      options.select == null || options.select.length === 0 ? undefined : selectionOf(sound.pipeline, options.select),
  });
}

/** The plan that deletes everything that a stack owns. */
export async function planNothing(session: Session, sound: Sound): Promise<Planned> {
  guardAccount(session, sound);
  return compare(session, sound, { wanted: [], existing: existingOnes(sound.pipeline), allowReplace: true });
}

/** What a plan is made for. */
interface Wanted {
  readonly wanted: readonly Resource[];
  readonly existing: readonly ResourceRef[];
  readonly allowReplace: boolean;
  readonly adopt?: readonly string[];
  readonly select?: Selection | undefined;
}

/**
 * What is live of a stack, and what the last deployment left, read with a few bulk calls, all at once: a bucket that does
 * not exist holds no record.
 */
export async function readStack(
  session: Session,
  sound: Sound,
  wanted: readonly Resource[],
  existing: readonly ResourceRef[],
) {
  const recording = lastRecord(session.blobs, stackPrefix(sound.pipeline));
  const [record, bucketExists, live] = await Promise.all([
    recording,
    sentFirst().then(() => session.bucketExists()),
    sentFirst().then(() =>
      session.platform.read({
        stack: stackOf(sound.pipeline),
        names: namesOf([...wanted, ...existing]),
        artifacts: wanted.filter((resource) => resource.kind === 'artifact'),
        recorded: async () => (await recording)?.resources ?? [],
        wantedTags: Object.fromEntries(wanted.map((resource) => [keyOf(resource), resource.tags])),
      }),
    ),
  ]);
  return { record, live, bucketExists };
}

/** Compares what is wanted with what is live. */
export async function compare(session: Session, sound: Sound, request: Wanted): Promise<Planned> {
  return planOver(session, sound, request, await readStack(session, sound, request.wanted, request.existing));
}

/** The same over what was read already. */
export async function planOver(
  session: Session,
  sound: Sound,
  { wanted, existing, allowReplace, adopt = [], select }: Wanted,
  { record, live, bucketExists }: Awaited<ReturnType<typeof readStack>>,
): Promise<Planned> {
  const made = makePlan({
    stack: stackOf(sound.pipeline),
    target: session.target,
    desired: wanted,
    existing,
    live: live.resources,
    record,
    allowReplace,
    adopt,
    select,
  });
  const { plan, notes } = await checkScripts(session, made);
  const seen = { plan, record, bucketExists, live: live.resources, desired: wanted };
  return {
    sound,
    plan,
    desired: wanted,
    live: live.resources,
    record,
    bucketExists,
    notes: [...live.notes, ...notes, ...notesOf(session, sound, seen)],
    issues: sound.issues,
  };
}

function namesOf(resources: readonly ResourceRef[]): Record<string, string[]> {
  return Object.fromEntries(
    kinds.map((kind) => [kind, resources.filter((resource) => resource.kind === kind).map(({ name }) => name)]),
  );
}

/** `account_id` in the config is a promise about the account, and no other is touched. */
export function guardAccount(session: Session, { pipeline }: Sound): void {
  const { accountId } = session.target;
  if (session.kind === 'aws' && pipeline.accountId != null && pipeline.accountId !== accountId) {
    throw new UserError(
      'GP303',
      `the config is for account ${pipeline.accountId}, but the credentials are for ${accountId}`,
      'use credentials of the right account, for example with --profile',
    );
  }
}

function guardRole(session: Session, { pipeline }: Sound): void {
  const job = pipeline.jobs.find(({ role }) => role == null);
  const crawler = pipeline.crawlers.find(({ role }) => role == null);
  const without = job == null ? (crawler == null ? undefined : `crawler "${crawler.name}"`) : `job "${job.name}"`;
  if (without != null && session.target.role == null) {
    throw new UserError(
      'GP304',
      `${without} has no role`,
      'write role in the config, or say --role (or GLUEPIPELINE_ROLE)',
    );
  }
}
