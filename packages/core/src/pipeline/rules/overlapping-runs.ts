import type { Path } from '../../config/issue.ts';
import { leastGap } from '../cron-gap.ts';
import { parseCron } from '../cron.ts';
import { ownWorkflow } from '../../config/naming.ts';
import type { Action, Job, Pipeline, Trigger } from '../pipeline.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { writtenStart } from '../workflows.ts';
import { topExample } from './support/example.ts';
import { scheduleKeys } from './support/schedules.ts';

const hourly = '"schedule": "cron(0 * * * ? *)", "defaults": { "jobs": ';

/** A schedule that may start a job while its last run goes on, which a job of one run at a time refuses (SDK, ConcurrentRunsExceededException). */
export const overlappingRuns: Rule = {
  code: 'GP297',
  severity: 'warn',
  title: 'a schedule that is faster than its jobs may be',
  explanation:
    'A run that goes on when the schedule fires again makes that start fail, unless the job allows several runs at once or queues them. What counts is the `timeout`, not how long runs take today: one that hangs would stand in the way of all that follow until then. Set a `timeout` below the time between two starts; without one it is 480 minutes, 2,880 up to Glue 4.0 and for Python shell, which is told of only where a schedule fires several times a day.',
  bad: topExample(`${hourly}{ "timeout": 90 } }`),
  good: topExample(`${hourly}{ "timeout": 50 } }`),
  keys: scheduleKeys,
  check: (input) => {
    const jobs = new Map(input.pipeline.jobs.map((job) => [job.name, job]));
    return input.pipeline.triggers.flatMap((trigger): Finding[] => {
      const { firing } = trigger;
      const parsed = firing.kind === 'schedule' && trigger.enabled ? parseCron(firing.schedule) : undefined;
      if (parsed?.ok !== true) {
        return [];
      }
      const gap = leastGap(parsed.cron);
      const late = startedBy(trigger, input.pipeline)
        .filter((action) => gap < day || isWritten(action, jobs.get(action.name), input))
        .map((action) => ({ name: action.name, minutes: minutesOf(action, jobs.get(action.name)) }))
        .filter(({ minutes }) => minutes > gap)
        .toSorted((a, b) => b.minutes - a.minutes);
      const [longest, ...others] = late;
      return longest == null
        ? []
        : [
            {
              path: placeOf(trigger, input),
              message: `job "${longest.name}"${others.length === 0 ? '' : ` (and ${others.length} more)`} may run for ${longest.minutes} minutes, and is started again after ${gap}`,
              hint: `set a timeout of at most ${gap}, or raise max_concurrent_runs, or set job_run_queuing_enabled`,
            },
          ];
    });
  },
};

/** What a firing leads to: what the trigger starts, and in a workflow what follows from that. */
function startedBy({ actions, workflow }: Trigger, { triggers }: Pipeline): readonly Action[] {
  return workflow == null
    ? actions
    : [
        ...actions,
        ...triggers
          .filter((each) => each.workflow === workflow && each.firing.kind === 'conditions')
          .flatMap((each) => each.actions),
      ];
}

const day = 24 * 60;

/** A run that hangs for a whole day is noticed: only a timeout that somebody chose is held against a daily schedule. */
function isWritten({ timeout }: Action, job: Job | undefined, { config }: RuleInput): boolean {
  return timeout != null || (job != null && config.jobs?.[Number(job.at[1])]?.timeout != null);
}

/** How long a run may stand in the way of the next; 0 where it does not, or nobody knows. */
function minutesOf({ kind, timeout }: Action, job: Job | undefined): number {
  const stands = kind === 'job' && job != null && job.kind !== 'streaming' && job.maxConcurrentRuns === 1;
  return stands && !job.jobRunQueuingEnabled ? (timeout ?? job.timeout ?? 0) : 0;
}

function placeOf({ origin, at, workflow }: Trigger, { config }: RuleInput): Path {
  const place = origin === 'start' ? (writtenStart(config, workflow ?? ownWorkflow)?.at ?? at) : at;
  return place.at(-1) === 'schedule' ? place : [...place, 'schedule'];
}
