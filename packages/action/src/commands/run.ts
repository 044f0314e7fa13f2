import { isCrawlOver, isOver } from '@gluepipeline/core';
import { type FailureReport, type NamedSnapshot, run } from '@gluepipeline/project';

import { annotateFailures } from '../annotations.ts';
import type { Context } from '../context.ts';
import { runReport } from '../report/run-report.ts';
import type { Command } from './command.ts';
import { until } from './until.ts';

/** Starts the pipeline or a part of it, and follows it. */
export const runCommand: Command = {
  title: 'Run',
  otherwise: 'run-failed',
  isComment: false,
  run: (context) =>
    until(context, async (signal) => {
      const { inputs, runner, target } = context;
      const told = new Map<string, string>();
      const outcome = await run({
        ...target,
        jobs: inputs.lines('select'),
        wait: inputs.flag('wait'),
        timeout: inputs.duration('timeout'),
        arguments: inputs.pairs('arguments'),
        runProperties: {},
        signal,
        onStart: ({ ref, consoleUrl }) =>
          runner.say([`started ${ref.kind} ${ref.name}`, ...(consoleUrl == null ? [] : [consoleUrl])].join('  ')),
        onNote: runner.say,
        onSnapshot: (snapshot) => tell(snapshot, told, context),
      });
      tellFailures(outcome.failures, context);
      return runReport(outcome, context);
    }),
};

function tellFailures(found: readonly FailureReport[], { inputs, runner, folder, workspace }: Context): void {
  const failures = found.map(({ job, message, place, hint, reason }) => {
    const text = [message, ...(reason == null ? [] : [reason.why]), ...(hint == null ? [] : [hint])].join('\n');
    return { job, text, place };
  });
  if (inputs.flag('annotations')) {
    annotateFailures(runner, failures, folder, workspace);
  } else {
    failures.forEach(({ job, text }) => runner.say(`${job}: ${text}`));
  }
}

/** A line for each run whose state is new. */
function tell(
  { jobRuns, crawlerRuns, names }: NamedSnapshot,
  told: Map<string, string>,
  { io, runner }: Context,
): void {
  const jobs = jobRuns.map(({ id, job, state }) => ({
    key: id,
    name: names.get(`job ${job}`) ?? job,
    state,
    over: isOver(state),
  }));
  const crawls = crawlerRuns.map(({ crawler, state }) => ({
    key: `crawler ${crawler}`,
    name: names.get(`crawler ${crawler}`) ?? crawler,
    state,
    over: isCrawlOver(state),
  }));
  for (const { key, name, state } of [...jobs, ...crawls].toSorted((a, b) => Number(b.over) - Number(a.over))) {
    if (told.get(key) !== state) {
      told.set(key, state);
      runner.say(`${new Date(io.now()).toISOString().slice(11, 19)} ${name} ${state}`);
    }
  }
}
