import { type Bookmark, UserError } from '@gluepipeline/core';

import type { Args, Command, Context, Outcome } from '../command.ts';
import { textOf } from '../global-options.ts';
import { lineOf } from './line.ts';
import { planOptions } from './plan.ts';

/** Shows or resets what Glue remembers of the data that a job has read. */
export const bookmarkCommand: Command = {
  name: 'bookmark',
  positionals: [
    { name: 'action', describe: 'show it, or make the job forget', choices: ['show', 'reset'], required: true },
    { name: 'job', describe: 'A job by its name in the config', required: true },
  ],
  summary: 'Show what Glue remembers of the data that a job has read, or make it forget',
  examples: [
    ['bookmark show load -e prod', 'after which run it goes on'],
    ['bookmark reset load -e prod', 'the next run reads everything again; asks first'],
  ],
  options: {
    run: {
      type: 'string',
      value: 'id',
      actions: ['reset'],
      describe: 'With reset: keep what was remembered after this run',
    },
  },
  handler: (args, context) => (args.action === 'reset' ? reset(args, context) : show(args, context)),
};

async function show(args: Args, context: Context): Promise<Outcome> {
  const { showBookmark } = await import('@gluepipeline/project');
  const { job, resourceName, bookmark } = await showBookmark({
    ...planOptions(context),
    job: textOf(args, 'job') ?? '',
  });
  return {
    exitCode: 0,
    json: { job, resourceName, bookmark: bookmark ?? null },
    text: () => (bookmark == null ? none(job) : lines(job, bookmark)),
  };
}

async function reset(args: Args, context: Context): Promise<Outcome> {
  const { resetBookmark } = await import('@gluepipeline/project');
  const result = await resetBookmark({
    ...planOptions(context),
    job: textOf(args, 'job') ?? '',
    run: textOf(args, 'run'),
    confirm: (bookmark) => agree(bookmark, args, context),
  });
  const { before, bookmark, reset: done, ...names } = result;
  return {
    exitCode: done || before == null ? 0 : 8,
    json: { ...names, reset: done, before: before ?? null, bookmark: bookmark ?? null },
    text: () =>
      done
        ? `the bookmark of ${names.job} was reset: ${
            textOf(args, 'run') == null ? 'its next run reads everything again' : 'its next run goes on from that run'
          }`
        : before == null
          ? none(names.job)
          : 'Declined: the bookmark stays.',
  };
}

/** What is read twice may be written twice, and nobody brings the bookmark back. */
async function agree({ job }: Bookmark, args: Args, context: Context): Promise<boolean> {
  if (context.global.yes) {
    return true;
  }
  if (!context.io.stdinIsTty || !context.io.stderrIsTty) {
    throw new UserError(
      'GP310',
      `resetting the bookmark of "${job}" cannot be undone, and nobody can be asked here`,
      `if it is meant, say: ${lineOf(context, 'bookmark', 'reset', textOf(args, 'job') ?? '', '--yes')}`,
    );
  }
  const { confirm } = await import('../render/confirm.ts');
  return confirm(context.io, `Make ${job} forget what it has read? It will read that again, and the bookmark is lost.`);
}

function none(job: string): string {
  return `${job} has no bookmark: no run with job_bookmark: enable has succeeded yet, or it was reset`;
}

function lines(job: string, { run, attempt, version, runId, previousRunId }: Bookmark): string {
  return [
    `${job} goes on after run ${runId ?? 'unknown'}`,
    `  run ${String(run)}, attempt ${String(attempt)}, version ${String(version)}`,
    ...(previousRunId == null ? [] : [`  before it: ${previousRunId}`]),
  ].join('\n');
}
