import type { FollowOptions, RunOutcome } from '@gluepipeline/project';

import type { Context, Outcome } from '../command.ts';
import { outcomeOf, startText, tell } from '../render/run-text.ts';

/** What a command that follows runs is told and asked on the way. */
export type Hooks = Pick<FollowOptions, 'onStart' | 'onNote' | 'onSnapshot' | 'signal'>;

/** Follows what a use case starts: a line for each change on stderr, the result on stdout, until the end or a signal. */
export async function followed(context: Context, begin: (hooks: Hooks) => Promise<RunOutcome>): Promise<Outcome> {
  const stop = { aborted: false, signal: undefined as 'SIGINT' | 'SIGTERM' | undefined };
  const end = context.io.onSignal((signal) => {
    stop.aborted = true;
    stop.signal = signal;
  });
  const told = new Map<string, string>();
  try {
    const outcome = await begin({
      onStart: (started) => context.say(startText(started)),
      onNote: (note) => context.say(note),
      onSnapshot: (snapshot) => tell(snapshot, told, context),
      signal: stop,
    });
    return outcomeOf(outcome, stop.signal, context);
  } finally {
    end();
  }
}
