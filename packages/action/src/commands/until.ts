import type { Context } from '../context.ts';

/** Does some work that a cancelled job ends early: what is in flight ends, and nothing new begins. */
export async function until<T>(
  { io, runner }: Context,
  work: (signal: { readonly aborted: boolean }) => Promise<T>,
): Promise<T> {
  const signal = { aborted: false };
  const end = io.onSignal(() => {
    if (!signal.aborted) {
      runner.say('stopping: the steps in flight end first');
    }
    signal.aborted = true;
  });
  try {
    return await work(signal);
  } finally {
    end();
  }
}
