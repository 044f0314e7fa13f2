import {
  jobSnapshot,
  ownWorkflow,
  type Pipeline,
  type RunRef,
  type RunSnapshot,
  snapshot,
  someOf,
  UserError,
  type Workflow,
  workflowSnapshot,
} from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import type { Session } from '../session.ts';
import { tenAtOnce } from '../ten-at-once.ts';
import { jobRef, type RunnableJob } from './job-ref.ts';
import { noSuchJob } from './no-such-job.ts';

/** Which run is meant: by its id, or the newest of a job, or of the pipeline's workflow. */
export interface RunChoice {
  /** A job or a further workflow by its name in the config; with a run's id also a group, of one of whose jobs it is. */
  readonly job?: string | undefined;
  /** The id of a job run (`jr_…`) or of a workflow run (`wr_…`), or how it begins. */
  readonly run?: string | undefined;
}

/** A run, and how it stood when it was found. */
export interface FoundRun {
  readonly ref: RunRef;
  readonly now: RunSnapshot;
}

/** The run that is meant, as it stands; one that does not exist is a UserError. */
export async function findRun(session: Session, pipeline: Pipeline, { job, run }: RunChoice): Promise<FoundRun> {
  if (run != null) {
    return findById(session, pipeline, run.replace(/…$/, ''), job);
  }
  const workflow = pipeline.workflows.find(({ name }) => name === (job ?? ownWorkflow));
  if (workflow != null) {
    const last = await session.runs.lastWorkflowRun(workflow.resourceName);
    if (last == null) {
      return noRun(`workflow "${workflow.resourceName}"`);
    }
    const ref = workflowRef(workflow, last.id);
    return { ref, now: workflowSnapshot(ref, last) };
  }
  const jobs = jobsOf(pipeline);
  if (job == null && jobs.length !== 1) {
    throw new UserError('GP609', 'this pipeline has no workflow', `name a job: ${namesOf(jobs)}`);
  }
  const wanted = job == null ? jobs[0] : jobs.find(({ name }) => name === job);
  if (wanted == null) {
    const group = pipeline.groups.find(({ kind, name }) => kind === 'job' && name === job);
    if (group != null) {
      throw new UserError(
        'GP603',
        `"${group.name}" is a group of jobs, and each has runs of its own`,
        `name one of: ${group.items.join(', ')}`,
      );
    }
    return noSuchJob(pipeline, job ?? '');
  }
  const last = await session.runs.lastJobRun(wanted.resourceName);
  if (last == null) {
    return noRun(`job "${wanted.name}"`);
  }
  const ref = jobRef(session, wanted, last.id);
  // Only a failed run may have been tried again meanwhile.
  return last.state === 'FAILED' ? found(session, ref) : { ref, now: jobSnapshot(ref, [last], systemClock.now()) };
}

async function findById(session: Session, pipeline: Pipeline, id: string, job: string | undefined): Promise<FoundRun> {
  const group = pipeline.groups.find(({ kind, name }) => kind === 'job' && name === job);
  const wanted = group?.items ?? (job == null ? undefined : [job]);
  const refs = id.startsWith('wr_')
    ? pipeline.workflows.map((each) => workflowRef(each, id))
    : jobsOf(pipeline)
        .filter(({ name }) => wanted == null || wanted.includes(name))
        .map((each) => jobRef(session, each, id));
  if (id.length < wholeId) {
    return found(session, await beginningWith(session, refs, id));
  }
  return (await firstFound(session, refs)) ?? noSuchRun(id);
}

/** `jr_` or `wr_` and 64 digits. */
const wholeId = 67;

/** Runs are known by job and id: of an id alone the jobs have to be asked. */
async function firstFound(session: Session, refs: readonly RunRef[]): Promise<FoundRun | undefined> {
  const isFound = (each: FoundRun | undefined) => each != null;
  return (await tenAtOnce(refs, (ref) => known(found(session, ref)), isFound)).find(isFound);
}

/** The newest runs of each job or workflow that are looked through for an id of which only the beginning is given. */
const lookedThrough = 200;

type RefWithId = Exclude<RunRef, { kind: 'crawler' }>;

/** The one run whose id begins so: lists show no more of it where room is scarce. */
async function beginningWith(session: Session, refs: readonly RefWithId[], start: string): Promise<RunRef> {
  const part = { most: lookedThrough, since: undefined };
  const lists = await tenAtOnce(refs, async (ref) => {
    const all: readonly { readonly id: string }[] =
      ref.kind === 'workflow'
        ? await session.runs.workflowRuns(ref.name, part)
        : await session.runs.jobRuns(ref.name, part);
    return all.filter(({ id }) => id.startsWith(start)).map(({ id }): RunRef => ({ ...ref, id }));
  });
  const [only, ...others] = lists.flat();
  if (only == null) {
    return noSuchRun(start);
  }
  if (others.length > 0) {
    throw new UserError(
      'GP609',
      `the ids of ${String(others.length + 1)} runs begin with "${start}"`,
      'write more of the id; gluepipeline runs --json shows the whole',
    );
  }
  return only;
}

async function found(session: Session, ref: RunRef): Promise<FoundRun> {
  return { ref, now: await snapshot(session.runs, systemClock, ref) };
}

async function known<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if ((error as { awsCode?: unknown }).awsCode === 'EntityNotFoundException') {
      return undefined;
    }
    throw error;
  }
}

/** A job of the config, whoever owns it. */
type NamedJob = RunnableJob & { readonly name: string };

function jobsOf(pipeline: Pipeline): NamedJob[] {
  return pipeline.nodes
    .filter(({ kind }) => kind === 'job')
    .map(({ name, resourceName }) => ({
      name,
      resourceName,
      maxRetries: pipeline.jobs.find((job) => job.name === name)?.maxRetries ?? 0,
    }));
}

function namesOf(jobs: readonly NamedJob[]): string {
  return someOf(jobs.map(({ name }) => name));
}

function workflowRef({ resourceName }: Workflow, id: string): Extract<RunRef, { kind: 'workflow' }> {
  return { kind: 'workflow', name: resourceName, id };
}

/** Nothing of that name has run. */
export function noRun(what: string): never {
  throw new UserError('GP609', `${what} has not run yet`, 'start it with: gluepipeline run');
}

function noSuchRun(id: string): never {
  throw new UserError(
    'GP609',
    `there is no run "${id}" of this pipeline`,
    'gluepipeline runs shows the newest; AWS forgets runs of jobs after 365 days, of workflows after 90',
  );
}
