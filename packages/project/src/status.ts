import {
  type CrawlerRun,
  hasDrift,
  type HistoryPart,
  type Issue,
  type JobRun,
  keyOf,
  type Live,
  nextFiresOf,
  ownWorkflow,
  type Pause,
  pauseOf,
  type Pipeline,
  type Plan,
  type RunHistory,
  runHistory,
  subjectOf,
  workflowEnd,
  type WorkflowRun,
} from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import { guardAccount, planIn, type PlanOptions, servicesOfStack } from './plan.ts';
import { sentFirst } from './sent-first.ts';
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
  /** True where somebody has changed it in AWS since the last deployment. */
  readonly drift: boolean;
  /** How its newest runs came out; nothing where there is none, or AWS could not be asked. */
  readonly history: RunHistory | undefined;
}

/** A trigger with a schedule. */
export interface StartStatus {
  /** Its name in the config. */
  readonly trigger: string;
  readonly schedule: string;
  /** When it fires next, in milliseconds since 1970; nothing where it is off. */
  readonly next: number | undefined;
  readonly pause: Pause | undefined;
}

/** The config beside what is deployed. */
export interface Status {
  readonly validated: Validated;
  readonly jobs: readonly JobStatus[];
  /** The workflow's newest run. */
  readonly lastRun: WorkflowRun | undefined;
  /** When AWS was asked, in milliseconds since 1970. */
  readonly askedAt: number;
  /** The triggers with a schedule, as they are deployed. */
  readonly starts: readonly StartStatus[];
  /**
   * When the newest good run of the workflow began, in milliseconds since 1970; without a workflow that of the job whose
   * last success is the oldest. Nothing where there is none among the newest `soughtRuns`.
   */
  readonly lastSuccess: number | undefined;
  readonly plan: Plan | undefined;
  /** When and by whom it was last deployed. */
  readonly lastDeployment: { readonly number: number; readonly at: string; readonly by: string } | undefined;
  /** Why the part about AWS is missing, where it is. */
  readonly unavailable:
    { readonly code: string; readonly message: string; readonly hint: string | undefined } | undefined;
  readonly issues: readonly Issue[];
}

/** Whether the last success is young enough. */
export interface Freshness {
  /** False too where AWS could not be asked: nobody can tell then, and that is no success. */
  readonly ok: boolean;
  /** How long ago the last success began, in milliseconds; nothing where there is none among the newest `soughtRuns`. */
  readonly age: number | undefined;
}

/** Whether the last success began no longer ago than so many milliseconds. */
export function freshness(
  { lastSuccess, askedAt, unavailable }: Pick<Status, 'lastSuccess' | 'askedAt' | 'unavailable'>,
  limit: number,
): Freshness {
  const age = lastSuccess == null ? undefined : Math.max(0, askedAt - lastSuccess);
  return { ok: unavailable == null && age != null && age <= limit, age };
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
      unavailable: { code: 'GP113', message: 'the config has errors', hint: 'see: gluepipeline validate' },
    };
  }
  try {
    const connect = { ...options.connect, ahead: { ...options.connect.ahead, services: servicesOfStack } };
    const session = await openSession(validated.file, pipeline, connect, async (account) => {
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
    ? { code, message: error.message, hint: typeof hint === 'string' ? hint : undefined }
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
    drift: false,
    history: undefined,
  });
  const jobs = [...made.map((job) => unknown(job, job.kind)), ...crawlers.map((each) => unknown(each, 'crawler'))];
  return {
    validated,
    jobs,
    lastRun: undefined,
    askedAt: systemClock.now(),
    starts: [],
    lastSuccess: undefined,
    plan: undefined,
    lastDeployment: undefined,
    unavailable: undefined,
    issues: validated.issues,
  };
}

async function withAws(session: Session, validated: Validated, pipeline: Pipeline): Promise<Status> {
  const workflow = pipeline.workflows.find(({ name }) => name === ownWorkflow)?.resourceName;
  const sound = { ...validated, pipeline };
  guardAccount(session, sound);
  // What has run does not depend on what is deployed, so that all is asked at once: nothing has run where nothing is.
  const planning = planIn(session, sound, {});
  // A plan that cannot be made is told below.
  planning.catch(() => undefined);
  await sentFirst();
  const [{ plan, record, live }, jobRuns, crawls, workflowRuns] = await Promise.all([
    planning,
    Promise.all(pipeline.jobs.map(({ resourceName }) => session.runs.jobRuns(resourceName, newest))),
    Promise.all(pipeline.crawlers.map(({ resourceName }) => session.runs.lastCrawl(resourceName))),
    workflow == null ? [] : session.runs.workflowRuns(workflow, newest),
  ]);
  const changed = new Map(plan.changes.map((change) => [keyOf(subjectOf(change)), change] as const));
  const isThere = (kind: 'job' | 'crawler' | 'workflow', name: string) =>
    changed.get(keyOf({ kind, name }))?.action !== 'create';
  const standing = (kind: 'job' | 'crawler', name: string): Pick<JobStatus, 'deployed' | 'drift'> => {
    const change = changed.get(keyOf({ kind, name }));
    const deployed = change == null ? 'as configured' : isThere(kind, name) ? 'differs' : 'not deployed';
    return { deployed, drift: change != null && hasDrift(change) };
  };
  const jobs = pipeline.jobs.map(({ name, resourceName, kind }, at) => {
    // What somebody else has under the name of a job that is not deployed is none of its runs.
    const own = isThere('job', resourceName) ? (jobRuns[at] ?? []) : [];
    const now = standing('job', resourceName);
    return { status: { name, resourceName, kind, ...now, lastRun: own[0], history: runHistory(own) }, runs: own };
  });
  const crawlers = pipeline.crawlers.map(({ name, resourceName }, at) => {
    const lastRun = isThere('crawler', resourceName) ? crawls[at] : undefined;
    return { name, resourceName, kind: 'crawler', ...standing('crawler', resourceName), lastRun, history: undefined };
  });
  const runs = workflow != null && isThere('workflow', workflow) ? workflowRuns : [];
  const lastSuccess =
    workflow == null
      ? oldest(
          await Promise.all(
            jobs.map(({ status: { resourceName }, runs: own }) =>
              newestGood(
                own,
                ({ state }) => state === 'SUCCEEDED',
                (part) => session.runs.jobRuns(resourceName, part),
              ),
            ),
          ),
        )
      : await newestGood(
          runs,
          (run) => workflowEnd(run) === 'SUCCEEDED',
          (part) => session.runs.workflowRuns(workflow, part),
        );
  return {
    ...bare(validated),
    jobs: [...jobs.map(({ status: each }) => each), ...crawlers],
    lastRun: runs[0],
    starts: await startsOf(session, pipeline, live),
    lastSuccess,
    plan,
    lastDeployment: record == null ? undefined : { number: record.number, at: record.at, by: record.by },
  };
}

/** So many runs say how a job does. */
const newest = { most: 20, since: undefined };

/** So many of the newest runs are looked through for the last success. */
export const soughtRuns = 200;

/** When the newest good run began; more runs are asked for only where none of those at hand is good. */
async function newestGood<T extends { readonly startedAt: number | undefined }>(
  runs: readonly T[],
  isGood: (run: T) => boolean,
  ask: (part: HistoryPart) => Promise<readonly T[]>,
): Promise<number | undefined> {
  const all = runs.length < newest.most || runs.some(isGood) ? runs : await ask({ ...newest, most: soughtRuns });
  return all.find(isGood)?.startedAt;
}

/** The oldest of the times; nothing where one is missing, or there is none. */
function oldest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time != null);
  return known.length === 0 || known.length < times.length ? undefined : Math.min(...known);
}

function startsOf(session: Session, { triggers }: Pipeline, live: readonly Live[]): Promise<StartStatus[]> {
  const found = new Map(live.map((each) => [keyOf(each), each] as const));
  return Promise.all(
    triggers.flatMap(({ name, resourceName, firing }) => {
      const there = found.get(keyOf({ kind: 'trigger', name: resourceName }));
      if (firing.kind !== 'schedule' || there?.kind !== 'trigger') {
        return [];
      }
      const { Schedule: schedule = firing.schedule, enabled } = there.definition;
      return [startStatus(session, name, schedule, enabled, pauseOf(there))];
    }),
  );
}

async function startStatus(
  session: Session,
  trigger: string,
  schedule: string,
  enabled: boolean,
  pause: Pause | undefined,
): Promise<StartStatus> {
  const [next] = enabled ? await nextFiresOf(schedule, session.clock.now(), 1) : [];
  return { trigger, schedule, next, pause };
}
