import type { ApplyEvent } from '../deploy/events.ts';
import type { Step } from '../plan/order.ts';
import { stepToDo } from './apply-text.ts';
import { durationText } from './duration-text.ts';

/** How far a deployment is; times are milliseconds of whatever clock the caller has. */
export interface Progress {
  readonly steps: number;
  readonly ended: number;
  /** The steps that go on, the oldest first, with when each began. */
  readonly going: readonly { readonly step: Step; readonly since: number }[];
  /** When reading back began, while it goes on. */
  readonly reading: number | undefined;
}

/** Nothing has begun. */
export const noProgress: Progress = { steps: 0, ended: 0, going: [], reading: undefined };

/** How far it is after an event that came at `now`. */
export function progressAfter(progress: Progress, event: ApplyEvent, now: number): Progress {
  switch (event.kind) {
    case 'begin':
      return { ...noProgress, steps: event.steps };
    case 'stage':
      return { ...progress, reading: undefined };
    case 'step-start':
      return { ...progress, reading: undefined, going: [...progress.going, { step: event.step, since: now }] };
    case 'step-done':
    case 'step-failed':
      return {
        ...progress,
        ended: progress.ended + 1,
        going: progress.going.filter(({ step }) => step !== event.step),
      };
    case 'verify':
      return { ...progress, reading: now };
  }
}

/** What goes on, in one line: `… 3/12 create job load 4.2s, and 4 more`; "" where nothing does. */
export function progressText({ steps, ended, going, reading }: Progress, now: number): string {
  const [oldest, ...others] = going;
  if (oldest == null) {
    return reading == null ? '' : `… reading back${lasting(now - reading)}`;
  }
  const more = others.length === 0 ? '' : `, and ${String(others.length)} more`;
  return `… ${String(ended + 1)}/${String(steps)} ${stepToDo(oldest.step)}${lasting(now - oldest.since)}${more}`;
}

/** Less than a second is no news. */
function lasting(milliseconds: number): string {
  return milliseconds < 1000 ? '' : ` ${durationText(milliseconds)}`;
}
