import { didYouMean, ownWorkflow, type Pipeline, type RunRef, UserError, type Workflow } from '@gluepipeline/core';

import type { Session } from '../session.ts';

/** Which run is meant: by its id, or the newest of a job, or of the pipeline's workflow. */
export interface RunChoice {
  /** A job or a further workflow by its name in the config. */
  readonly job?: string | undefined;
  /** The id of a job run (`jr_…`) or of a workflow run (`wr_…`). */
  readonly run?: string | undefined;
}

/** The run that is meant; one that does not exist is a UserError. */
export async function findRun(session: Session, pipeline: Pipeline, { job, run }: RunChoice): Promise<RunRef> {
  if (run != null) {
    return findById(session, pipeline, run, job);
  }
  const workflow = pipeline.workflows.find(({ name }) => name === (job ?? ownWorkflow));
  if (workflow != null) {
    const last = await session.runs.lastWorkflowRun(workflow.resourceName);
    return last == null ? noRun(`workflow "${workflow.resourceName}"`) : workflowRef(workflow, last.id);
  }
  const jobs = jobsOf(pipeline);
  if (job == null && jobs.length !== 1) {
    throw new UserError('GP609', 'this pipeline has no workflow', `name a job: ${namesOf(jobs)}`);
  }
  const wanted = job == null ? jobs[0] : jobs.find(({ name }) => name === job);
  if (wanted == null) {
    const names = jobs.map(({ name }) => name);
    const hint = didYouMean(job ?? '', names) ?? `jobs: ${namesOf(jobs)}`;
    throw new UserError('GP603', `there is no job "${job ?? ''}"`, hint);
  }
  const last = await session.runs.lastJobRun(wanted.resourceName);
  return last == null ? noRun(`job "${wanted.name}"`) : jobRef(wanted, last.id);
}

async function findById(session: Session, pipeline: Pipeline, id: string, job: string | undefined): Promise<RunRef> {
  if (id.startsWith('wr_')) {
    const found = await firstFound(pipeline.workflows, (each) => session.runs.workflowRun(each.resourceName, id));
    return found == null ? noSuchRun(id) : workflowRef(found, id);
  }
  const jobs = jobsOf(pipeline).filter(({ name }) => job == null || name === job);
  const found = await firstFound(jobs, (each) => session.runs.jobAttempts(each.resourceName, id));
  return found == null ? noSuchRun(id) : jobRef(found, id);
}

/** Runs are known by job and id: of an id alone the jobs have to be asked, some at a time. */
async function firstFound<T>(items: readonly T[], ask: (item: T) => Promise<unknown>): Promise<T | undefined> {
  const together = 8;
  for (let at = 0; at < items.length; at += together) {
    const asked = await Promise.all(
      items.slice(at, at + together).map(async (item) => ({ item, known: await isKnown(ask(item)) })),
    );
    const found = asked.find(({ known }) => known);
    if (found != null) {
      return found.item;
    }
  }
  return undefined;
}

async function isKnown(asking: Promise<unknown>): Promise<boolean> {
  try {
    await asking;
    return true;
  } catch (error) {
    if ((error as { awsCode?: unknown }).awsCode === 'EntityNotFoundException') {
      return false;
    }
    throw error;
  }
}

/** A job of the config, whoever owns it. */
interface RunnableJob {
  readonly name: string;
  readonly resourceName: string;
  readonly maxRetries: number;
}

function jobsOf(pipeline: Pipeline): RunnableJob[] {
  return pipeline.nodes
    .filter(({ kind }) => kind === 'job')
    .map(({ name, resourceName }) => ({
      name,
      resourceName,
      maxRetries: pipeline.jobs.find((job) => job.name === name)?.maxRetries ?? 0,
    }));
}

function namesOf(jobs: readonly RunnableJob[]): string {
  return jobs.map(({ name }) => name).join(', ');
}

function jobRef({ resourceName, maxRetries }: RunnableJob, id: string): RunRef {
  return { kind: 'job', name: resourceName, id, maxRetries };
}

function workflowRef({ resourceName }: Workflow, id: string): RunRef {
  return { kind: 'workflow', name: resourceName, id };
}

function noRun(what: string): never {
  throw new UserError('GP609', `${what} has not run yet`, 'start it with: gluepipeline run');
}

function noSuchRun(id: string): never {
  throw new UserError(
    'GP609',
    `there is no run "${id}" of this pipeline`,
    'gluepipeline status shows the newest runs; AWS forgets runs after 90 days',
  );
}
