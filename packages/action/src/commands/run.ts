import { isCrawlOver, isOver } from '@gluepipeline/core';
import { type NamedSnapshot, run } from '@gluepipeline/project';

import { pathIn } from '../annotations.ts';
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
      const given = Object.entries(inputs.pairs('arguments'));
      const told = new Map<string, string>();
      const outcome = await run({
        ...target,
        jobs: inputs.lines('select'),
        wait: inputs.flag('wait'),
        timeout: inputs.duration('timeout'),
        arguments: Object.fromEntries(
          given.map(([key, value]) => [key.startsWith('--') ? key : `--${key}`, value] as const),
        ),
        runProperties: {},
        signal,
        onStart: ({ ref, consoleUrl }) =>
          runner.say([`started ${ref.kind} ${ref.name}`, ...(consoleUrl == null ? [] : [consoleUrl])].join('  ')),
        onNote: runner.say,
        onSnapshot: (snapshot) => tell(snapshot, told, context),
      });
      for (const { job, message, place, hint, reason } of outcome.failures) {
        const [, file, line] = /^(.*):(\d+)$/.exec(place ?? '') ?? [];
        const text = [message, ...(reason == null ? [] : [reason.why]), ...(hint == null ? [] : [hint])].join('\n');
        annotateFailure(context, job, text, file, line);
      }
      return runReport(outcome, context);
    }),
};

/** At the line of the script where it is known. */
function annotateFailure(
  { inputs, runner, folder, workspace }: Context,
  job: string,
  text: string,
  file: string | undefined,
  line: string | undefined,
): void {
  if (!inputs.flag('annotations')) {
    runner.say(`${job}: ${text}`);
    return;
  }
  runner.error(text, job, file == null || line == null ? undefined : { file: pathIn(workspace, folder, file), line });
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
