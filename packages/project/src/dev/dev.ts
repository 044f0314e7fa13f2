import { subjectOf, UserError } from '@gluepipeline/core';

import type { Deployed, DeployOptions } from '../carry-out.ts';
import { digestOf } from '../files.ts';
import { deploy } from '../deploy.ts';
import { systemClock } from '@gluepipeline/aws';
import { InvalidConfigError, type Sound, soundConfig } from '../invalid-config.ts';
import { localStart, localStatus } from '../local.ts';
import { logs, type LogsOptions } from '../runs/logs.ts';
import { type FollowOptions, type NamedSnapshot, run, type RunOutcome } from '../runs/run.ts';
import type { Started } from '../runs/start.ts';
import { stop } from '../runs/stop.ts';
import { validate } from '../validate.ts';
import { watchChanges } from './changes.ts';

/** What to do at every save, and who is told. */
export interface DevOptions
  extends
    Omit<DeployOptions, 'signal' | 'saved' | 'budget' | 'rollbackOnFailure'>,
    Pick<FollowOptions, 'onStart' | 'onNote' | 'onSnapshot'>,
    Pick<LogsOptions, 'onLine'> {
  /** These run after every deployment; none: the jobs that it made or changed. */
  readonly jobs: readonly string[];
  /** False only deploys. */
  readonly runs: boolean;
  /** Ends it. */
  readonly signal: { readonly aborted: boolean; readonly came: Promise<void> };
  /** Told of a save that counts. */
  readonly onSaved?: () => void;
  readonly onDeployed: (deployed: Deployed) => void;
  readonly onRan: (outcome: RunOutcome) => void;
  /** Told when there is nothing to do but wait for the next save. */
  readonly onWaiting: (folder: string) => void;
  /** Told what went wrong; the watch goes on. */
  readonly onTrouble: (error: unknown) => void;
}

/**
 * At every save of the config, or of a file that it names: validates, deploys what changed, runs it and follows its logs,
 * until the signal. A save during a run stops that run, and what had not succeeded runs again with what it changed. What is wrong with the config, or goes wrong later on, is told
 * and the watch goes on; what goes wrong at first ends it, and so does a place that is not for this.
 */
export async function dev(options: DevOptions): Promise<{ readonly rounds: number }> {
  guardPlace(options);
  const server = await ownServer(options);
  const ended = () => options.signal.aborted;
  try {
    const { folder } = (await validate(options.place, options.overrides)).file;
    const changes = await watchChanges(folder, systemClock, () => fingerprint(options));
    // What is still to run: a save may have cut its run off, or have come before it began.
    const owed = new Set<string>();
    let rounds = 0;
    try {
      for (; !ended(); rounds += 1) {
        await round(options, rounds === 0, owed, () => changes.pending).catch((error: unknown) => {
          if (rounds === 0 && !(error instanceof InvalidConfigError)) {
            throw error;
          }
          options.onTrouble(error);
        });
        if (ended()) {
          break;
        }
        options.onWaiting(folder);
        await changes.next(options.signal.came);
        if (!ended()) {
          options.onSaved?.();
        }
      }
    } finally {
      await changes.close();
    }
    return { rounds };
  } finally {
    await server?.stop();
  }
}

/** Nobody deploys to a default by saving a file: on AWS the environment is said. */
function guardPlace({ connect, overrides }: DevOptions): void {
  if (!connect.local && overrides.environment == null) {
    throw new UserError(
      'GP618',
      'every save would be deployed to AWS, and no environment is named',
      'say --local, or name an environment of your own with -e',
    );
  }
}

function guardProtected({ pipeline }: Sound, { connect }: DevOptions): void {
  if (pipeline.protect && !connect.local) {
    throw new UserError(
      'GP618',
      `environment "${pipeline.environment}" is protected, and every save would be deployed to it`,
      'say --local, or name an environment of your own with -e',
    );
  }
}

/** The endpoint outlives each command of a round, so that runs and batches go on between them. */
async function ownServer({ place, connect }: DevOptions) {
  return connect.local && !(await localStatus(place)).running ? localStart(place, connect) : undefined;
}

/** What a deployment is made of: the resolved pipeline, what is wrong with it, and the digests of the files that it names. */
async function fingerprint({ place, overrides }: DevOptions): Promise<string> {
  try {
    const { pipeline, issues, files } = await validate(place, overrides);
    const digests = Object.entries(files).map(([path, facts]) => [path, 'sha256' in facts ? facts.sha256 : facts]);
    return digestOf([Buffer.from(JSON.stringify([pipeline, issues, digests]))]);
  } catch (error) {
    // An editor may have taken the file away for a moment.
    return error instanceof Error ? error.message : String(error);
  }
}

async function round(options: DevOptions, first: boolean, owed: Set<string>, saved: () => boolean): Promise<void> {
  const sound = await soundConfig(options.place, options.overrides);
  guardProtected(sound, options);
  const deployed = await deploy(options);
  options.onDeployed(deployed);
  const failed =
    deployed.outcome === 'declined' || (deployed.outcome === 'applied' && deployed.result.outcome !== 'done');
  if (!first && deployed.outcome === 'applied') {
    changedJobs(deployed).forEach((job) => owed.add(job));
  }
  const there = sound.pipeline.jobs.map(({ name }) => name).filter((name) => owed.has(name));
  const jobs = options.jobs.length > 0 ? options.jobs : there;
  if (!failed && options.runs && jobs.length > 0 && !options.signal.aborted && !saved()) {
    const left = await runAndFollow(options, jobs, saved);
    owed.clear();
    left.forEach((job) => owed.add(job));
  }
}

function changedJobs({ plan }: Deployed): string[] {
  return plan.changes
    .filter(({ action }) => action !== 'delete')
    .map(subjectOf)
    .filter(({ kind }) => kind === 'job')
    .map(({ label }) => label);
}

/** Gives the jobs that had not succeeded when a save ended it; none where it came to its end. */
async function runAndFollow(
  options: DevOptions,
  jobs: readonly string[],
  saved: () => boolean,
): Promise<readonly string[]> {
  const { place, overrides, connect } = options;
  const signal = {
    get aborted() {
      return options.signal.aborted || saved();
    },
  };
  const begun: Started[] = [];
  const following: Promise<unknown>[] = [];
  const outcome = await run({
    place,
    overrides,
    connect,
    jobs,
    wait: true,
    arguments: {},
    runProperties: {},
    signal,
    onStart: (started) => {
      options.onStart?.(started);
      begun.push(started);
      if (started.ref.kind !== 'crawler') {
        const about = { place, overrides, connect, run: started.ref.id, signal, onLine: options.onLine };
        const all = { follow: true, streams: [], since: undefined, grep: undefined, noise: false };
        following.push(logs({ ...about, ...all }).catch(options.onTrouble));
      }
    },
    ...(options.onNote == null ? {} : { onNote: options.onNote }),
    ...(options.onSnapshot == null ? {} : { onSnapshot: options.onSnapshot }),
  });
  await Promise.all(following);
  const left = outcome.snapshots.some(({ over }) => !over);
  if (left) {
    await Promise.all(begun.map((each) => stopIfGoing(options, each)));
  }
  if (!left || options.signal.aborted) {
    options.onRan(outcome);
  }
  return left ? jobs.filter((job) => !outcome.snapshots.some((each) => hasSucceeded(each, job))) : [];
}

function hasSucceeded({ jobRuns, names }: NamedSnapshot, job: string): boolean {
  return jobRuns.some((each) => each.state === 'SUCCEEDED' && names.get(`job ${each.job}`) === job);
}

/** It may have come to its end meanwhile, which is as good. */
async function stopIfGoing({ place, overrides, connect }: DevOptions, { ref }: Started): Promise<void> {
  if (ref.kind !== 'crawler') {
    await stop({ place, overrides, connect, run: ref.id, wait: true }).catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== 'GP612') {
        throw error;
      }
    });
  }
}
