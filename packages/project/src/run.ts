import {
  follow,
  ownWorkflow,
  type Pipeline,
  type RunRef,
  type RunSnapshot,
  snapshot,
  UserError,
  didYouMean,
  unstarted,
  type Workflow,
} from '@gluepipeline/core';

import { systemClock } from './clock.ts';
import type { FiredAlert } from './fired-alerts.ts';
import type { Sound } from './invalid-config.ts';
import { type FailureReport, failuresOf, neverStarted } from './run-failures.ts';
import { type PlanOptions, withSession } from './plan.ts';
import type { Session } from './session.ts';

/** What to run, and how. */
export interface RunOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'> {
  /** A job, a crawler or a further workflow by its name in the config; nothing runs the pipeline's own workflow. */
  readonly job?: string | undefined;
  /** Every job of a file that has no workflow. */
  readonly all?: boolean;
  readonly wait: boolean;
  readonly arguments: Readonly<Record<string, string>>;
  readonly runProperties: Readonly<Record<string, string>>;
  readonly onStart?: (started: Started) => void;
  readonly onSnapshot?: (snapshot: NamedSnapshot) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** A run that has begun. */
export interface Started {
  readonly ref: RunRef;
  readonly consoleUrl: string | undefined;
}

/** A snapshot whose jobs and crawlers are called as in the config: `names` is by `job x` and `crawler x`, x being the name in AWS. */
export interface NamedSnapshot extends RunSnapshot {
  readonly names: ReadonlyMap<string, string>;
}

/** What came of the runs that were started. */
export interface RunOutcome {
  readonly started: readonly Started[];
  readonly snapshots: readonly NamedSnapshot[];
  /** Jobs and crawlers of the workflow that never started though they were due: one before them failed, or their trigger is off. */
  readonly skipped: readonly string[];
  readonly failures: readonly FailureReport[];
  readonly succeeded: boolean;
  /** What alerts said meanwhile, where the embedded endpoint keeps it instead of sending it. */
  readonly alerts: readonly FiredAlert[];
  readonly waited: boolean;
  /** True where what still goes on ends with this command, which served the endpoint. */
  readonly endsHere: boolean;
}

/** Starts the workflow or a job, follows it to its end unless told not to wait, and finds out why what failed did. */
export async function run(options: RunOptions): Promise<RunOutcome> {
  return withSession(options, async (sound, session) => {
    if (!options.wait && session.servesHere) {
      throw new UserError(
        'GP601',
        '--no-wait needs an endpoint that goes on running',
        'start one in another terminal with: gluepipeline local start',
      );
    }
    const begun = systemClock.now();
    const started = await start(sound, session, options);
    started.forEach((each) => options.onStart?.(each));
    const names = new Map(sound.pipeline.nodes.map((node) => [`${node.kind} ${node.resourceName}`, node.name]));
    const snapshots = await Promise.all(
      started.map(async ({ ref }) => ({ ...(await watch(session, ref, names, options)), names })),
    );
    const failures = (await Promise.all(snapshots.map((each) => failuresOf(session, sound.pipeline, each)))).flat();
    const left = snapshots.map((each) => unstarted(sound.pipeline, each));
    const missing = left.flatMap((each) => each.missing);
    const skipped = [...missing, ...left.flatMap((each) => each.skipped)];
    return {
      started,
      snapshots,
      skipped,
      failures: [...failures, ...missing.map(neverStarted)],
      succeeded: skipped.length === 0 && snapshots.every(({ succeeded }) => succeeded),
      alerts: await session.alertsSince(begun),
      waited: options.wait,
      endsHere: session.servesHere,
    };
  });
}

function watch(
  session: Session,
  ref: RunRef,
  names: ReadonlyMap<string, string>,
  options: RunOptions,
): Promise<RunSnapshot> {
  if (!options.wait) {
    return snapshot(session.runs, systemClock, ref);
  }
  return follow(session.runs, systemClock, ref, {
    pollMilliseconds: session.kind === 'local' ? 100 : 5000,
    onSnapshot: (now) => options.onSnapshot?.({ ...now, names }),
    ...(options.signal == null ? {} : { signal: options.signal }),
  });
}

async function start({ pipeline }: Sound, session: Session, options: RunOptions): Promise<Started[]> {
  if (options.job != null) {
    const workflow = pipeline.workflows.find(({ name }) => name !== ownWorkflow && name === options.job);
    if (workflow != null) {
      return [await startWorkflow(session, workflow, options)];
    }
    const crawler = pipeline.nodes.find(({ kind, name }) => kind === 'crawler' && name === options.job);
    return [
      crawler == null
        ? await startJob(session, jobNamed(pipeline, options.job), options)
        : await startCrawl(session, crawler.resourceName),
    ];
  }
  const own = pipeline.workflows.find(({ name }) => name === ownWorkflow);
  if (own != null) {
    return [await startWorkflow(session, own, options)];
  }
  if (options.all === true) {
    const jobs = pipeline.nodes.filter(({ kind }) => kind === 'job');
    return Promise.all(jobs.map(({ name }) => startJob(session, jobNamed(pipeline, name), options)));
  }
  throw new UserError(
    'GP602',
    'this pipeline has no workflow, so there is nothing to start as a whole',
    'name a job, or say --all',
  );
}

async function startWorkflow(session: Session, workflow: Workflow, options: RunOptions): Promise<Started> {
  const name = workflow.resourceName;
  const id = await orNotDeployed(session.runs.startWorkflow(name, options.runProperties), `workflow "${name}"`);
  return { ref: { kind: 'workflow', name, id }, consoleUrl: session.consoleUrl('workflow', name) };
}

async function startJob(session: Session, job: StartableJob, options: RunOptions): Promise<Started> {
  const id = await orNotDeployed(
    session.runs.startJob(job.resourceName, options.arguments),
    `job "${job.resourceName}"`,
  );
  return {
    ref: { kind: 'job', name: job.resourceName, id, maxRetries: job.maxRetries },
    consoleUrl: session.consoleUrl('job', job.resourceName),
  };
}

async function startCrawl(session: Session, name: string): Promise<Started> {
  const askedAt = systemClock.now();
  const after = await orNotDeployed(session.runs.startCrawler(name), `crawler "${name}"`);
  return { ref: { kind: 'crawler', name, after, askedAt }, consoleUrl: undefined };
}

/** AWS's word for a name that is not there, in ours. */
async function orNotDeployed<T>(starting: Promise<T>, what: string): Promise<T> {
  try {
    return await starting;
  } catch (error) {
    const { awsCode } = error as { awsCode?: unknown };
    throw awsCode === 'EntityNotFoundException'
      ? new UserError('GP605', `${what} is not deployed`, 'deploy first; gluepipeline status shows what is there')
      : error;
  }
}

/** What is known of a job that can be started. */
interface StartableJob {
  readonly resourceName: string;
  readonly maxRetries: number;
}

/** How often a job of somebody else's is tried again is not known: its first end counts. */
function jobNamed(pipeline: Pipeline, name: string): StartableJob {
  const node = pipeline.nodes.find((each) => each.kind === 'job' && each.name === name);
  if (node == null) {
    const names = [...pipeline.nodes.filter(({ kind }) => kind === 'job'), ...pipeline.workflows]
      .map((each) => each.name)
      .filter((each) => each !== ownWorkflow);
    throw new UserError('GP603', `there is no job "${name}"`, didYouMean(name, names) ?? `jobs: ${names.join(', ')}`);
  }
  const { resourceName } = node;
  return { resourceName, maxRetries: pipeline.jobs.find((job) => job.name === name)?.maxRetries ?? 0 };
}
