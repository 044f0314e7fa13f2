import type { Paint } from '../paint.ts';

/** A state of a run in the colour that says how good it is. */
export function statePaint(state: string, paint: Paint, text = state): string {
  switch (state) {
    case 'SUCCEEDED':
      return paint.add(text);
    case 'FAILED':
    case 'TIMEOUT':
    case 'ERROR':
    case 'STOPPED':
    case 'CANCELLED':
    case 'EXPIRED':
      return paint.remove(text);
    case 'RUNNING':
    case 'STARTING':
      return paint.change(text);
    default:
      return paint.dim(text);
  }
}
