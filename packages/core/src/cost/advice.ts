import type { JobDefinition } from '../resources/job.ts';
import type { ResourceOf } from '../resources/resource.ts';
import { versionNumber } from '../pipeline/versions.ts';
import { percentile } from '../runs/percentile.ts';
import { dpusOf } from '../runs/dpu-hours.ts';
import type { JobRun } from '../runs/ports.ts';
import { type CostFrame, jobMonth } from './job-month.ts';
import { type Money, moneyText } from './money.ts';
import { hourCost } from './run-cost.ts';
import { scalesItself, termsOf } from './terms.ts';

/** One way to pay less, or to risk less. */
export interface Advice {
  readonly kind: 'idle-workers' | 'flex' | 'timeout' | 'glue-6' | 'auto-scaling';
  /** The job's name in the config. */
  readonly job: string;
  readonly text: string;
  /** What would be saved in a month if runs take as long as before; nothing where that cannot be told. */
  readonly saves: Money | undefined;
}

/** Fewer runs are no habit. */
const leastRuns = 3;

/** What the runs of a job say against how it is configured; the largest saving comes first. */
export function adviceFor(
  job: ResourceOf<'job'>,
  runs: readonly JobRun[],
  yearly: number | undefined,
  frame: CostFrame,
): readonly Advice[] {
  const good = runs.filter(({ state, executionTime }) => state === 'SUCCEEDED' && executionTime > 0);
  if (good.length < leastRuns) {
    return [];
  }
  const seconds = good.map(({ executionTime }) => executionTime);
  const habit = { job, runs, good, yearly, frame, usual: percentile(seconds, 0.5) ?? 0, longest: Math.max(...seconds) };
  return [longTimeout, olderGlue, flexCandidate, idleWorkers, withoutScaling]
    .flatMap((check) => check(habit) ?? [])
    .toSorted((a, b) => Number((b.saves ?? 0n) - (a.saves ?? 0n)));
}

interface Habit {
  readonly job: ResourceOf<'job'>;
  readonly runs: readonly JobRun[];
  /** Those that succeeded. */
  readonly good: readonly JobRun[];
  readonly yearly: number | undefined;
  readonly frame: CostFrame;
  /** Seconds. */
  readonly usual: number;
  readonly longest: number;
}

const dayMinutes = 1440;

/** A run that hangs is paid until its timeout. */
function longTimeout({ job: { label, definition }, longest, frame }: Habit): Advice | undefined {
  const { Timeout: timeout, Command: command } = definition;
  if (command?.Name === 'gluestreaming' || timeout == null || timeout < dayMinutes || longest * 10 > timeout * 60) {
    return undefined;
  }
  const hour = hourCost(termsOf(definition), frame.region, frame.prices);
  const price = hour.known ? `, and would cost ${moneyText((hour.money * BigInt(timeout)) / 60n)} until then` : '';
  const enough = Math.max(10, Math.ceil((longest * 3) / 600) * 10);
  const text = `a run that hangs is stopped after ${daysText(timeout)}${price}; the longest good one took ${timeText(longest)}: timeout: ${String(enough)} would do`;
  return { kind: 'timeout', job: label, text, saves: undefined };
}

function olderGlue({ job, ...habit }: Habit): Advice | undefined {
  const { GlueVersion: version, Command: command } = job.definition;
  if (command?.Name === 'pythonshell' || version == null || versionNumber(version) >= 6) {
    return undefined;
  }
  const saves = savingWith(job, habit, { GlueVersion: '6.0' });
  return saves == null
    ? undefined
    : {
        kind: 'glue-6',
        job: job.label,
        text: `Glue 6.0 has a lower price than ${version}: glue_version: "6.0"`,
        saves,
      };
}

/** FLEX: Glue 3.0 and later, batch, G.1X and G.2X, neither queued nor scaling by itself (docs/aws-facts.md#capacity). */
function flexCandidate({ job, ...habit }: Habit): Advice | undefined {
  const { definition } = job;
  const { GlueVersion: version = '', WorkerType: type = '', Command: command } = definition;
  const fits =
    (command?.Name ?? 'glueetl') === 'glueetl' &&
    definition.ExecutionClass !== 'FLEX' &&
    versionNumber(version) >= 3 &&
    ['G.1X', 'G.2X'].includes(type) &&
    definition.JobRunQueuingEnabled !== true &&
    !scalesItself(definition);
  // Who starts more often than hourly has no time to wait for spare capacity.
  const saves =
    fits && (habit.yearly ?? 0) <= 366 * 24 ? savingWith(job, habit, { ExecutionClass: 'FLEX' }) : undefined;
  const text = 'if it may start up to 20 minutes later and now and then lose a worker: execution_class: FLEX';
  return saves == null ? undefined : { kind: 'flex', job: job.label, text, saves };
}

/** Below half of what is there. */
const busyShare = 0.5;

function idleWorkers({ job: { label, definition }, good, usual }: Habit): Advice | undefined {
  const terms = termsOf(definition);
  const workers = terms.numberOfWorkers ?? 0;
  const counted = good.filter((run) => run.dpuSeconds != null);
  const used = counted.reduce((sum, run) => sum + (run.dpuSeconds ?? 0), 0);
  const held = counted.reduce((sum, run) => sum + (dpusOf(run) ?? 0) * run.executionTime, 0);
  if (scalesItself(definition) && held > 0 && used < held * busyShare && workers > 2) {
    const average = ((used / held) * workers).toFixed(1);
    const text = `uses ${average} of its ${String(workers)} workers on average; number_of_workers: ${String(Math.max(2, Math.ceil(workers / 2)))} bounds a bad night`;
    return { kind: 'idle-workers', job: label, text, saves: undefined };
  }
  if (!scalesItself(definition) && workers >= 5 && usual < 180) {
    const text = `has ${String(workers)} workers for runs of ${timeText(usual)}, a time in which few of them get to work; try number_of_workers: 2`;
    return { kind: 'idle-workers', job: label, text, saves: undefined };
  }
  return undefined;
}

/** Auto scaling: Glue 3.0 and later, not with FLEX (Glue developer guide, auto scaling). */
function withoutScaling({ job: { label, definition }, usual }: Habit): Advice | undefined {
  const { GlueVersion: version = '', NumberOfWorkers: workers = 0, ExecutionClass: kind } = definition;
  if (scalesItself(definition) || kind === 'FLEX' || workers < 5 || versionNumber(version) < 3 || usual < 180) {
    return undefined;
  }
  const text = `its ${String(workers)} workers are paid whether they work or not: auto_scaling: true pays those that do`;
  return { kind: 'auto-scaling', job: label, text, saves: undefined };
}

/** What a month would cost less with a change of the definition; nothing where it would not, or nobody can tell. */
function savingWith(
  job: ResourceOf<'job'>,
  { runs, yearly, frame }: Pick<Habit, 'runs' | 'yearly' | 'frame'>,
  change: JobDefinition,
): Money | undefined {
  const before = jobMonth(job.definition, runs, yearly, frame);
  const after = jobMonth({ ...job.definition, ...change }, runs, yearly, frame);
  return before.known && after.known && after.money < before.money ? before.money - after.money : undefined;
}

function daysText(minutes: number): string {
  const days = minutes / dayMinutes;
  return days === 1 ? 'a day' : `${String(Math.round(days * 10) / 10)} days`;
}

function timeText(seconds: number): string {
  const [count, unit] = seconds < 90 ? [Math.round(seconds), 'second'] : [Math.round(seconds / 60), 'minute'];
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}
