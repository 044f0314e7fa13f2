import type { Session } from '../session.ts';

/** How long to wait between two looks at a run, in milliseconds: AWS counts calls, and here nobody does. */
export function pollOf({ kind }: Session): number {
  return kind === 'local' ? 100 : 5000;
}
