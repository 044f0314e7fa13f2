import { codeSpan, expiryText, issueListText, shorten } from '@gluepipeline/core';
import { configPath } from '@gluepipeline/project';

import { pathIn } from '../annotations.ts';
import type { Context } from '../context.ts';
import type { Failure } from '../failure.ts';
import { box, plainText, type Report } from './report.ts';

/** So many complaints are shown; the log of the step has all. */
const most = 200;

/** What failed, of which config and environment. */
export function failureTitle(title: string, { workspace, folder, target }: Context): string {
  const { environment } = target.overrides;
  const config = codeSpan(pathIn(workspace, folder, configPath(target.place)));
  return `${title} failed: ${config}${environment == null ? '' : `, environment ${codeSpan(environment)}`}`;
}

/** What a command that failed tells: what is wrong and what to do, before everything else. */
export function failureReport(
  title: string,
  { reason, code, message, hint, issues, held, sections }: Failure,
): Pick<Report, 'outcome' | 'head' | 'sections' | 'outputs'> {
  const text = [
    `**${code == null ? '' : `${code}: `}${plainText(message)}**`,
    ...(hint == null ? [] : ['', plainText(hint)]),
  ];
  const shown = issueListText(shorten(issues, most), 'the log of the step').trimEnd();
  return {
    outcome: 'failed',
    head: [
      `### ${title}`,
      box('CAUTION', text),
      ...(reason === 'plan-stale'
        ? ['Nothing was changed. Plan again on the present state, have that plan reviewed, and deploy it.']
        : []),
    ].join('\n\n'),
    sections: [{ title: 'What is wrong with the config', language: 'text', text: shown }, ...sections],
    outputs: {
      'failure-reason': reason ?? '',
      ...(held == null ? {} : { 'lock-info': lockInfo(held) }),
    },
  };
}

function lockInfo(held: NonNullable<Failure['held']>): string {
  const { claim, since, expires } = held;
  const time = (milliseconds: number) => new Date(milliseconds).toISOString();
  return JSON.stringify({
    by: claim?.by,
    host: claim?.host,
    what: claim?.what,
    ci: claim?.ci,
    reason: claim?.reason,
    since: time(since),
    expires: expires == null ? null : time(expires),
    text: `the lock ${expiryText(held)}`,
  });
}
