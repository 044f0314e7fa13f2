import type { FailureReport } from '@gluepipeline/project';

import type { View } from '../command.ts';

/** Why a job failed, where, and what to change; ends with an empty line. */
export function failureText(failure: FailureReport, { paint }: View): string {
  return [
    `${paint.remove(failure.state.toLowerCase())} ${paint.bold(failure.job)}: ${failure.message}`,
    ...(failure.place == null ? [] : [`  at ${failure.place}${failure.code == null ? '' : `   ${failure.code}`}`]),
    ...(failure.reason == null ? [] : [`  why: ${failure.reason.why}`]),
    ...(failure.hint == null ? [] : [`  hint: ${failure.hint}`]),
    ...(failure.unreadable == null ? [] : [`  its logs could not be read: ${failure.unreadable}`]),
    '',
  ].join('\n');
}
