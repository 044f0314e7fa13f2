import type { Paint } from '../paint.ts';

/** How good a state of a run is: Glue's words for job runs, crawls and workflow runs, and ours for what has not run. */
export function moodOf(state: string): 'succeeded' | 'failed' | 'running' | 'idle' {
  switch (state) {
    case 'SUCCEEDED':
      return 'succeeded';
    case 'FAILED':
    case 'TIMEOUT':
    case 'ERROR':
    case 'STOPPED':
    case 'CANCELLED':
    case 'EXPIRED':
    case 'never started':
      return 'failed';
    case 'RUNNING':
    case 'STARTING':
    case 'STOPPING':
    case 'CANCELLING':
      return 'running';
    default:
      return 'idle';
  }
}

/** A state of a run, or a text about it, in the colour that says how good it is. */
export function statePaint(state: string, paint: Paint, text = state): string {
  const colours = { succeeded: paint.add, failed: paint.remove, running: paint.change, idle: paint.dim };
  return colours[moodOf(state)](text);
}
