import { codeBlock, codeSpan, durationText, type JobRun, latestAttempts } from '@gluepipeline/core';
import type { RunOutcome } from '@gluepipeline/project';

import type { Context } from '../context.ts';
import { box, type Report, table } from './report.ts';

/** What came of a run: the end, each job, and why what failed did. */
export function runReport(outcome: RunOutcome, { target }: Context): Report {
  const { started, waited, succeeded } = outcome;
  const state = stateOf(outcome);
  const [first] = outcome.snapshots;
  const time =
    first?.startedAt == null || first.completedAt == null
      ? ''
      : ` in ${durationText(first.completedAt - first.startedAt)}`;
  const url = started.find(({ consoleUrl }) => consoleUrl != null)?.consoleUrl;
  const name = started.length === 1 ? ` ${codeSpan(started[0]?.ref.name ?? '')}` : '';
  const failed = waited && !succeeded;
  return {
    outcome: failed ? 'failed' : 'done',
    head: [
      `### Run${name}: ${state}${time}`,
      ...(url == null ? [] : [`[Open it in the AWS console](${url})`]),
      ...(outcome.timedOut
        ? [box('WARNING', ['It goes on, and was left: the time of the input `timeout` ran out.'])]
        : []),
      ...outcome.failures.slice(0, 10).map(failureBox),
      ...(outcome.failures.length > 10 ? [`… and ${String(outcome.failures.length - 10)} more failures.`] : []),
    ].join('\n\n'),
    sections: [{ title: 'The jobs', language: 'markdown', text: tableOf(outcome) }],
    outputs: {
      'run-id': started.flatMap(({ ref }) => (ref.kind === 'crawler' ? [] : [ref.id])).join(','),
      'run-state': state,
      ...(url == null ? {} : { 'console-url': url }),
      ...(failed ? { 'failure-reason': 'run-failed' } : {}),
    },
    environment: target.overrides.environment,
    isComment: false,
  };
}

/** One word for all of it: a workflow run of Glue is COMPLETED also where its jobs failed. */
function stateOf({ snapshots, succeeded, waited }: RunOutcome): string {
  const open = snapshots.find(({ over }) => !over);
  if (open != null || (!waited && !succeeded)) {
    return open?.state ?? 'RUNNING';
  }
  const bad = snapshots.find((each) => !each.succeeded);
  return succeeded ? 'SUCCEEDED' : bad == null || /^(COMPLETED|SUCCEEDED)$/.test(bad.state) ? 'FAILED' : bad.state;
}

function failureBox({ job, state, message, place, code, reason, hint }: RunOutcome['failures'][number]): string {
  const lines = [
    message,
    ...(place == null ? [] : [`  at ${place}${code == null ? '' : `   ${code}`}`]),
    ...(reason == null ? [] : [`why: ${reason.why}`]),
    ...(hint == null ? [] : [`hint: ${hint}`]),
  ];
  return box('CAUTION', [
    `**${codeSpan(job)} ${state.toLowerCase()}**`,
    '',
    ...codeBlock(lines.join('\n'), 'text').split('\n'),
  ]);
}

function tableOf({ snapshots, skipped }: RunOutcome): string {
  const rows = snapshots.flatMap(({ jobRuns, crawlerRuns, names }) => [
    ...latestAttempts(jobRuns).map((run) => [codeSpan(names.get(`job ${run.job}`) ?? run.job), run.state, timeOf(run)]),
    ...crawlerRuns.map((run) => [codeSpan(names.get(`crawler ${run.crawler}`) ?? run.crawler), run.state, timeOf(run)]),
  ]);
  const left = skipped.map((name) => [codeSpan(name), 'skipped', '']);
  return table(['', 'state', 'time'], [...rows, ...left]);
}

function timeOf({ startedAt, completedAt }: Pick<JobRun, 'startedAt' | 'completedAt'>): string {
  return startedAt == null || completedAt == null ? '' : durationText(completedAt - startedAt);
}
