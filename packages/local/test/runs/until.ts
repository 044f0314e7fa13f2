import { setTimeout as delay } from 'node:timers/promises';

/** Waits until the condition gives a value, looking often; fails with `what` after the deadline. */
export async function until<T>(
  what: string,
  condition: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  deadline = 20_000,
): Promise<T> {
  const end = Date.now() + deadline;
  while (Date.now() < end) {
    const value = await condition();
    if (value != null && value !== false) {
      return value;
    }
    await delay(15);
  }
  throw new Error(`not within ${deadline} ms: ${what}`);
}
