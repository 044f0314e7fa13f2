import {
  durationText,
  hoursOfRuns,
  isCrawlOver,
  isOver,
  latestAttempts,
  runsCost,
  runsCostView,
  statePaint,
} from '@gluepipeline/core';
import type { NamedSnapshot, RunOutcome, Started } from '@gluepipeline/project';

import type { Context, Outcome, View } from '../command.ts';
import { lineOf } from '../commands/line.ts';
import { signalExitCode } from '../commands/stop-signal.ts';
import { failureText } from './failure-text.ts';
import { usageText } from './usage-text.ts';

/** What was started, with its id and its page in the console. */
export function startText({ ref, consoleUrl }: Started): string {
  // A crawl has no id to begin with.
  const id = ref.kind === 'crawler' ? [] : [`  ${ref.id}`];
  return [`started ${ref.kind} ${ref.name}`, ...id, ...(consoleUrl == null ? [] : [`  ${consoleUrl}`])].join('\n');
}

/** A line for each job run whose state is new: what has ended first, because the others began after it. */
export function tell(snapshot: NamedSnapshot, told: Map<string, string>, context: Context): void {
  const width = Math.min(40, Math.max(...[...snapshot.names.values()].map((name) => name.length)));
  for (const run of nodeRuns(snapshot).toSorted((a, b) => Number(b.over) - Number(a.over))) {
    if (told.get(run.key) !== run.state) {
      told.set(run.key, run.state);
      const time = new Date(context.io.now()).toISOString().slice(11, 19);
      context.say(`${context.paint.dim(time)} ${run.name.padEnd(width)} ${stateText(run, context)}`);
    }
  }
}

/** A run of a job or of a crawler, as a line tells it. */
interface NodeRun {
  /** The same for the same run. */
  readonly key: string;
  readonly name: string;
  readonly state: string;
  readonly over: boolean;
  readonly attempt: number;
}

function nodeRuns({ jobRuns, crawlerRuns, names }: NamedSnapshot): NodeRun[] {
  const jobs = jobRuns.map(({ id, job, state, attempt }) => ({
    key: id,
    name: names.get(`job ${job}`) ?? job,
    state,
    over: isOver(state),
    attempt,
  }));
  const crawls = crawlerRuns.map(({ crawler, state }) => ({
    key: `crawler ${crawler}`,
    name: names.get(`crawler ${crawler}`) ?? crawler,
    state,
    over: isCrawlOver(state),
    attempt: 0,
  }));
  return [...jobs, ...crawls];
}

function stateText(run: NodeRun, { paint }: Context): string {
  const attempt = run.attempt > 0 ? ` attempt ${String(run.attempt + 1)}` : '';
  return `${statePaint(run.state, paint)}${attempt}`;
}

/** What came of it, as text and as JSON, with the exit code. */
export function outcomeOf(outcome: RunOutcome, signal: 'SIGINT' | 'SIGTERM' | undefined, context: Context): Outcome {
  const now = context.io.now();
  const over = outcome.snapshots.every((snapshot) => snapshot.over);
  const exitCode = signal != null ? signalExitCode(signal) : outcome.succeeded || !outcome.waited ? 0 : 6;
  return {
    exitCode,
    json: {
      succeeded: outcome.succeeded,
      timedOut: outcome.timedOut,
      stopped: outcome.stopped,
      runs: outcome.snapshots.map(({ ref, state, startedAt, completedAt, jobRuns, crawlerRuns, names, prices }) => ({
        ...ref,
        state,
        startedAt,
        completedAt,
        dpuHours: hoursOfRuns({ jobRuns, crawlerRuns }, now),
        ...runsCostView(runsCost({ jobRuns, crawlerRuns }, now, prices)),
        // What a run was given may be secret, and whoever starts it knows it.
        jobRuns: jobRuns.map((run) => ({ ...run, arguments: undefined, name: names.get(`job ${run.job}`) ?? run.job })),
        crawlerRuns: crawlerRuns.map((run) => ({ ...run, name: names.get(`crawler ${run.crawler}`) ?? run.crawler })),
      })),
      skipped: outcome.skipped,
      failures: outcome.failures,
      alerts: outcome.alerts,
    },
    text: (view) =>
      [
        ...outcome.failures.map((failure) => failureText(failure, view)),
        ...alertLines(outcome, view),
        summary(outcome, over, now, view),
      ].join('\n'),
    next: nextStep(outcome, over, context),
  };
}

function nextStep(outcome: RunOutcome, over: boolean, context: Context): string | undefined {
  if (over) {
    const [first] = outcome.snapshots;
    return outcome.succeeded || !outcome.waited || first == null ? undefined : retryLine(first, context);
  }
  const [first] = outcome.snapshots;
  if (outcome.endsHere || first == null) {
    return undefined;
  }
  return outcome.waited ? stopLine(first, context) : lineOf(context, 'status');
}

/** How to stop what was left. */
function stopLine({ ref }: NamedSnapshot, context: Context): string {
  return ref.kind === 'workflow' || ref.kind === 'job'
    ? lineOf(context, 'stop', '--run', ref.id)
    : lineOf(context, 'status');
}

/** A selection leaves nothing that could be taken up as a whole. */
function retryLine({ ref, state, names }: NamedSnapshot, context: Context): string | undefined {
  switch (ref.kind) {
    case 'workflow':
      // AWS takes up no other.
      return state === 'COMPLETED' ? lineOf(context, 'retry', '--run', ref.id) : lineOf(context, 'run');
    case 'job':
      return lineOf(context, 'retry', names.get(`job ${ref.name}`) ?? ref.name);
    case 'crawler':
    case 'selection':
      return undefined;
  }
}

/** Whom an alert would have told, on the embedded endpoint: nothing is sent from there. */
function alertLines({ alerts, snapshots }: RunOutcome, { paint }: View): string[] {
  const names = snapshots[0]?.names;
  const lines = alerts.map(({ topic, job, state }) => {
    const what = job == null ? 'a message' : `${names?.get(`job ${job}`) ?? job} ${state ?? ''}`;
    return `${paint.change('alert')} ${what} → topic ${topic} (kept here, not sent)`;
  });
  return lines.length === 0 ? [] : [...lines, ''];
}

function summary(outcome: RunOutcome, over: boolean, now: number, { paint }: View): string {
  const runs = outcome.snapshots.flatMap(({ jobRuns, crawlerRuns }) => [...latestAttempts(jobRuns), ...crawlerRuns]);
  const good = runs.filter(({ state }) => state === 'SUCCEEDED').length;
  const bad = outcome.failures.length;
  const skipped = outcome.skipped.length;
  const first = outcome.snapshots[0];
  const time =
    first?.startedAt == null || first.completedAt == null
      ? ''
      : ` in ${durationText(first.completedAt - first.startedAt)}`;
  const going = runs.filter((run) => ('crawler' in run ? !isCrawlOver(run.state) : !isOver(run.state))).length;
  const counts = [
    `${String(good)} succeeded`,
    ...(going === 0 ? [] : [`${String(going)} running`]),
    ...(bad === 0 ? [] : [`${String(bad)} ${outcome.stopped ? 'stopped' : 'failed'}`]),
    ...(skipped === 0 ? [] : [`${String(skipped)} skipped (${outcome.skipped.join(', ')})`]),
  ].join(', ');
  const usage = usageText(outcome.snapshots, now);
  if (!over && outcome.endsHere) {
    return `${outcome.timedOut ? 'the time to wait is over' : 'interrupted'}: the run ended with this command, which served it`;
  }
  if (outcome.timedOut) {
    return `left while it goes on, since the time to wait is over: ${counts}${usage}`;
  }
  if (!over) {
    return outcome.waited ? `left while it goes on: ${counts}${usage}` : 'started';
  }
  if (outcome.stopped) {
    return `${paint.remove('STOPPED')}${time}: ${counts}${usage}`;
  }
  return `${outcome.succeeded ? paint.add('SUCCEEDED') : paint.remove('FAILED')}${time}: ${counts}${usage}`;
}
