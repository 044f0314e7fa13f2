import {
  type CrawlerRun,
  type Issue,
  type JobRun,
  keyOf,
  ownWorkflow,
  type Pipeline,
  type Plan,
  subjectOf,
  type WorkflowRun,
} from '@gluepipeline/core';

import { planIn, type PlanOptions } from './plan.ts';
import { openSession, type Session } from './session.ts';
import { type Validated, validate } from './validate.ts';

/** How one job or crawler of the config stands in AWS. */
export interface JobStatus {
  readonly name: string;
  readonly resourceName: string;
  readonly kind: string;
  /** Nothing where AWS could not be asked. */
  readonly deployed: 'as configured' | 'differs' | 'not deployed' | undefined;
  readonly lastRun: JobRun | CrawlerRun | undefined;
}

/** The config beside what is deployed. */
export interface Status {
  readonly validated: Validated;
  readonly jobs: readonly JobStatus[];
  /** The workflow's newest run. */
  readonly lastRun: WorkflowRun | undefined;
  readonly plan: Plan | undefined;
  /** When and by whom it was last deployed. */
  readonly lastDeployment: { readonly number: number; readonly at: string; readonly by: string } | undefined;
  /** Why the part about AWS is missing, where it is. */
  readonly unavailable: { readonly message: string; readonly hint: string | undefined } | undefined;
  readonly issues: readonly Issue[];
}

/** The config part always; the AWS part where AWS can be asked, and otherwise why not. */
export async function status(options: PlanOptions): Promise<Status> {
  const complete = await validate(options.place, { ...options.overrides, isComplete: true });
  // What only a deployment has to know is no reason not to show the rest.
  let validated = complete.pipeline == null ? await validate(options.place, options.overrides) : complete;
  const { pipeline } = complete;
  if (pipeline == null || !complete.valid) {
    return {
      ...bare(validated),
      unavailable: { message: 'the config has errors', hint: 'see: gluepipeline validate' },
    };
  }
  try {
    const session = await openSession(validated.file, pipeline, options.connect, async (account) => {
      validated =
        validated.asked.size === 0 ? validated : await validate(options.place, { ...options.overrides, ...account });
      return validated.pipeline ?? pipeline;
    });
    try {
      return await withAws(session, validated, validated.pipeline ?? pipeline);
    } finally {
      await session.close();
    }
  } catch (error) {
    const unavailable = unavailableFor(error);
    if (unavailable == null) {
      throw error;
    }
    return { ...bare(validated), unavailable };
  }
}

/** What stood in the way, for an error that has a code of ours; nothing for a bug. */
function unavailableFor(error: unknown): Status['unavailable'] {
  const { code, hint } = error as { code?: unknown; hint?: unknown };
  return error instanceof Error && typeof code === 'string' && /^GP\d{3}$/.test(code)
    ? { message: error.message, hint: typeof hint === 'string' ? hint : undefined }
    : undefined;
}

function bare(validated: Validated): Status {
  const { jobs: made = [], crawlers = [] } = validated.pipeline ?? {};
  const unknown = ({ name, resourceName }: Pick<JobStatus, 'name' | 'resourceName'>, kind: string): JobStatus => ({
    name,
    resourceName,
    kind,
    deployed: undefined,
    lastRun: undefined,
  });
  const jobs = [...made.map((job) => unknown(job, job.kind)), ...crawlers.map((each) => unknown(each, 'crawler'))];
  return {
    validated,
    jobs,
    lastRun: undefined,
    plan: undefined,
    lastDeployment: undefined,
    unavailable: undefined,
    issues: validated.issues,
  };
}

async function withAws(session: Session, validated: Validated, pipeline: Pipeline): Promise<Status> {
  const { plan, record } = await planIn(session, { ...validated, pipeline }, {});
  const changed = new Map(plan.changes.map((change) => [keyOf(subjectOf(change)), change.action]));
  const deployedOf = (kind: 'job' | 'crawler', name: string): JobStatus['deployed'] => {
    const action = changed.get(keyOf({ kind, name }));
    return action == null ? 'as configured' : action === 'create' ? 'not deployed' : 'differs';
  };
  const jobs = await Promise.all(
    pipeline.jobs.map(async (job) => {
      const deployed = deployedOf('job', job.resourceName);
      const lastRun = deployed === 'not deployed' ? undefined : await session.runs.lastJobRun(job.resourceName);
      return { name: job.name, resourceName: job.resourceName, kind: job.kind, deployed, lastRun };
    }),
  );
  const crawlers = await Promise.all(
    pipeline.crawlers.map(async ({ name, resourceName }) => {
      const deployed = deployedOf('crawler', resourceName);
      const lastRun = deployed === 'not deployed' ? undefined : await session.runs.lastCrawl(resourceName);
      return { name, resourceName, kind: 'crawler', deployed, lastRun };
    }),
  );
  const workflow = pipeline.workflows.find(({ name }) => name === ownWorkflow)?.resourceName;
  const lastRun =
    workflow == null || changed.get(keyOf({ kind: 'workflow', name: workflow })) === 'create'
      ? undefined
      : await session.runs.lastWorkflowRun(workflow);
  const lastDeployment = record == null ? undefined : { number: record.number, at: record.at, by: record.by };
  return { ...bare(validated), jobs: [...jobs, ...crawlers], lastRun, plan, lastDeployment };
}
