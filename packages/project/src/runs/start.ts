import {
  didYouMean,
  someOf,
  invariant,
  type Node,
  ownWorkflow,
  type Pipeline,
  type RunRef,
  UserError,
  type Workflow,
} from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import type { Sound } from '../invalid-config.ts';
import type { Session } from '../session.ts';
import { jobRef, type RunnableJob } from './job-ref.ts';

/** What to start, and what to give it. */
export interface StartOptions {
  /**
   * A job, a crawler, a group of them or a further workflow by its name in the config; or a selection: several names,
   * `+load` with what comes before, `load+` with what comes behind. None runs the pipeline's own workflow.
   */
  readonly jobs?: readonly string[];
  /** Every job of a file that has no workflow. */
  readonly all?: boolean;
  /** By their keys, with or without dashes. */
  readonly arguments: Readonly<Record<string, string>>;
  readonly runProperties: Readonly<Record<string, string>>;
}

/** A run that has begun. */
export interface Started {
  readonly ref: RunRef;
  readonly consoleUrl: string | undefined;
}

/** AWS does not start a workflow by hand whose trigger starts it; `cause` is what it said. */
export class RefusedStart extends Error {
  readonly workflow: Workflow;

  constructor(workflow: Workflow, cause: unknown) {
    super(`workflow "${workflow.resourceName}" is not started by hand`, { cause });
    this.workflow = workflow;
  }
}

/** Starts what the options name; a workflow that AWS refuses to start by hand is a RefusedStart. */
export async function start({ pipeline }: Sound, session: Session, options: StartOptions): Promise<Started[]> {
  const [job] = options.jobs ?? [];
  if (job != null) {
    const workflow = pipeline.workflows.find(({ name }) => name !== ownWorkflow && name === job);
    if (workflow != null) {
      return [await startWorkflow(pipeline, session, workflow, options)];
    }
    return Promise.all(
      nodesNamed(pipeline, job).map(({ kind, name, resourceName }) =>
        kind === 'crawler' ? startCrawl(session, resourceName) : startJob(session, jobNamed(pipeline, name), options),
      ),
    );
  }
  const own = pipeline.workflows.find(({ name }) => name === ownWorkflow);
  if (own != null) {
    return [await startWorkflow(pipeline, session, own, options)];
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

async function startWorkflow(
  pipeline: Pipeline,
  session: Session,
  workflow: Workflow,
  options: StartOptions,
): Promise<Started> {
  const name = workflow.resourceName;
  const starting = session.runs.startWorkflow(name, options.runProperties).catch((error: unknown) => {
    const refused = (error as { awsCode?: unknown }).awsCode === 'InvalidInputException';
    throw refused && startsByItself(pipeline, workflow) ? new RefusedStart(workflow, error) : error;
  });
  const id = await orNotDeployed(starting, `workflow "${name}"`);
  return { ref: { kind: 'workflow', name, id }, consoleUrl: session.consoleUrl('workflow', name) };
}

/** Whether StartWorkflowRun works for such a workflow is not told (docs/aws-facts.md#runs). */
function startsByItself({ triggers }: Pipeline, { name }: Workflow): boolean {
  return triggers.some(
    ({ workflow, firing }) => workflow === name && (firing.kind === 'schedule' || firing.kind === 'event'),
  );
}

async function startJob(session: Session, job: RunnableJob, options: StartOptions): Promise<Started> {
  const id = await orNotDeployed(
    session.runs.startJob(job.resourceName, options.arguments),
    `job "${job.resourceName}"`,
  );
  return {
    ref: jobRef(session, job, id),
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
      ? new UserError('GP605', `${what} is not deployed`, 'deploy first: gluepipeline deploy')
      : error;
  }
}

/** The nodes that a name means: one, or all that `for_each` made of it. */
function nodesNamed({ nodes, groups, workflows, environment }: Pipeline, name: string): Node[] {
  const group = groups.find((each) => each.name === name);
  const wanted = new Set(group?.items ?? [name]);
  const found = nodes.filter((node) => wanted.has(node.name));
  if (found.length > 0) {
    return found;
  }
  const names = [...nodes, ...groups, ...workflows].map((each) => each.name).filter((each) => each !== ownWorkflow);
  throw new UserError(
    'GP603',
    group == null ? `there is no job "${name}"` : `group "${name}" has no items in environment "${environment}"`,
    didYouMean(name, names) ?? `known: ${someOf(names)}`,
  );
}

/** How often a job of somebody else's is tried again is not known: its first end counts. */
function jobNamed({ nodes, jobs }: Pipeline, name: string): RunnableJob {
  const node = nodes.find((each) => each.kind === 'job' && each.name === name);
  invariant(node != null, 'who starts a job has found it');
  return { resourceName: node.resourceName, maxRetries: jobs.find((job) => job.name === name)?.maxRetries ?? 0 };
}
