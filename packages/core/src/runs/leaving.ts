import type { Clock } from '../deploy/ports.ts';

/** What may end the watching of runs before they are over. */
export interface Leaving {
  readonly aborted: boolean;
  /** Settles when it comes, so that nobody waits for the end of a pause. */
  readonly came?: Promise<void>;
}

/** Waits, but not once it is time to leave. */
export async function pause(clock: Pick<Clock, 'sleep'>, milliseconds: number, leaving?: Leaving): Promise<void> {
  const sleeping = clock.sleep(milliseconds);
  await (leaving?.came == null ? sleeping : Promise.race([sleeping, leaving.came]));
}
