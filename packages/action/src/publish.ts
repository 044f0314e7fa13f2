import { messageOf } from '@gluepipeline/core';
import { configPath } from '@gluepipeline/project';

import { pathIn } from './annotations.ts';
import type { Context } from './context.ts';
import type { CommentMode } from './github/comment.ts';
import { markerOf, type Subject } from './github/marker.ts';
import { commentLimit, sizeOf, summaryLimit } from './report/limits.ts';
import { rendered } from './report/render.ts';
import type { OutputName, Report } from './report/report.ts';
import { version } from './version.ts';

/** Writes a report where people and later steps look: summary, comment, issue, outputs. What GitHub refuses is a warning. */
export async function publish(report: Report, context: Context): Promise<void> {
  const { inputs, runner } = context;
  if (inputs.flag('summary') && report.head !== '') {
    runner.summary(rendered(report, summaryPlace(context)));
  }
  const written = { ...(await commentOf(report, context)), ...(await issueOf(report, context)) };
  const outputs: Partial<Record<OutputName, string>> = { ...report.outputs, ...written };
  for (const [name, value] of Object.entries(outputs)) {
    runner.output(name, value);
  }
}

/** A line break ends the summary; masking makes no text longer than what it masks, but for very short ones. */
function summaryPlace(context: Context) {
  return {
    kind: 'summary' as const,
    limit: summaryLimit - 4096,
    elsewhere: 'see the log of the step',
    footer: footerOf(context),
  };
}

async function commentOf(report: Report, context: Context): Promise<Partial<Record<OutputName, string>>> {
  const { inputs, runner, event } = context;
  const mode = inputs.choice('comment');
  if (mode === 'off' || !report.isComment || event.pullRequest == null) {
    return {};
  }
  const { pullRequest } = event;
  const marker = runner.masked(markerOf(subjectOf('comment', report, context)));
  const text = rendered(report, {
    kind: 'comment',
    limit: commentLimit - sizeOf(marker) - 1,
    elsewhere: event.runUrl == null ? 'see the summary of the run' : `see [the summary of the run](${event.runUrl})`,
    footer: footerOf(context),
  });
  const id = await asked(context, event.isFork ? onFork : 'the comment could not be written', async (token) => {
    const { githubFor } = await import('./github/client.ts');
    const { writeComment } = await import('./github/comment.ts');
    const github = await githubFor(event, token, context.io.env);
    const body = `${marker}\n${runner.masked(text)}`;
    return writeComment(github, { ...event, pullRequest }, { mode: mode as CommentMode, marker, body });
  });
  return id == null ? {} : { 'comment-id': String(id) };
}

const onFork = 'a pull request from a fork has no right to write a comment';

/** One issue as long as there is drift. */
async function issueOf(report: Report, context: Context): Promise<Partial<Record<OutputName, string>>> {
  const { inputs, event, runner } = context;
  const { driftIssue } = report;
  if (driftIssue == null || inputs.choice('issue') === 'off') {
    return {};
  }
  const subject = subjectOf('drift', report, context);
  const marker = runner.masked(markerOf(subject));
  const number = await asked(context, 'the issue could not be written', async (token) => {
    const { githubFor } = await import('./github/client.ts');
    const { closeIssue, openIssue } = await import('./github/drift-issue.ts');
    const github = await githubFor(event, token, context.io.env);
    if (driftIssue === 'close') {
      return closeIssue(github, event, marker);
    }
    const place = {
      kind: 'comment',
      limit: commentLimit - sizeOf(marker) - 1,
      elsewhere: 'see the summary of the run',
    };
    const text = rendered(report, { ...place, kind: 'comment', footer: footerOf(context) });
    const title = runner.masked(`Drift in ${subject.environment}: ${subject.config}`);
    return openIssue(github, event, { marker, title, body: `${marker}\n${runner.masked(text)}` });
  });
  return number == null ? {} : { 'issue-number': String(number) };
}

/** Asks GitHub for something; what it refuses fails nothing, for the summary says the same. */
async function asked<T>(
  { inputs, runner }: Context,
  otherwise: string,
  ask: (token: string) => Promise<T>,
): Promise<T | undefined> {
  const token = inputs.text('github-token');
  if (token == null) {
    runner.warn(`${otherwise}: there is no github-token. The summary of the run says the same`);
    return undefined;
  }
  try {
    return await ask(token);
  } catch (error) {
    const { status, response } = error as { status?: unknown; response?: unknown };
    // Who cannot reach GitHub has a status as well, which nobody answered.
    const why = typeof status === 'number' && response != null ? `GitHub answers ${String(status)}` : messageOf(error);
    const rights = status === 403 || status === 404 ? ' (permissions of the job: pull-requests or issues: write)' : '';
    runner.warn(`${otherwise}: ${why}${rights}. The summary of the run says the same`);
    return undefined;
  }
}

/** Masked before it is made a marker, which writes some signs otherwise. */
function subjectOf(kind: Subject['kind'], report: Report, { target, folder, workspace, runner }: Context): Subject {
  return {
    kind,
    config: runner.masked(pathIn(workspace, folder, configPath(target.place))),
    environment: runner.masked(report.environment ?? target.overrides.environment ?? ''),
  };
}

function footerOf({ event }: Context): string {
  const parts = [
    ...(event.commit == null ? [] : [event.commit.slice(0, 7)]),
    ...(event.runUrl == null ? [] : [`[run](${event.runUrl})`]),
    `gluepipeline ${version}`,
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}
