import type { FollowOptions, RunOutcome } from '@gluepipeline/project';

import type { Args, Context, Option, Outcome } from '../command.ts';
import { durationOf } from '../duration-flag.ts';
import { outcomeOf, startText, tell } from '../render/run-text.ts';
import { signalOf } from './stop-signal.ts';

/** What a command that follows runs is told and asked on the way. */
export type Hooks = Pick<
  FollowOptions,
  'onStart' | 'onNote' | 'onSnapshot' | 'onInterrupt' | 'signal' | 'timeout' | 'wait'
>;

/** The flags of every command that follows what it starts. */
export const followOptions: Readonly<Record<string, Option>> = {
  wait: { type: 'boolean', default: true, describe: 'Follow the run to its end; --no-wait only starts it' },
  timeout: {
    type: 'string',
    duration: true,
    describe: 'How long to follow it, such as 2h; then the command ends with 6, and the run goes on',
  },
};

/**
 * Follows what a use case starts until the end, a signal or a timeout: on a terminal with a chart that is drawn again and
 * again, elsewhere with a line for each change; both on stderr, and the result on stdout.
 */
export async function followed(
  args: Args,
  context: Context,
  begin: (hooks: Hooks) => Promise<RunOutcome>,
): Promise<Outcome> {
  const { io, say } = context;
  const stop = signalOf(context);
  const wait = args.wait !== false;
  const chart = context.animated && wait ? (await import('../render/live-run.ts')).liveRun(context) : undefined;
  const told = new Map<string, string>();
  try {
    const outcome = await begin({
      wait,
      timeout: durationOf(args, 'timeout'),
      onStart: (started) => say(startText(started)),
      onNote: (note) => say(note),
      onSnapshot: (snapshot, pipeline) =>
        chart == null ? tell(snapshot, told, context) : chart.see(snapshot, pipeline),
      onInterrupt: async (going) => {
        chart?.end();
        if (stop.signal !== 'SIGINT' || !io.stdinIsTty || !io.stderrIsTty) {
          return false;
        }
        const { confirm } = await import('../render/confirm.ts');
        const wanted = await confirm(
          io,
          going.length === 1 ? 'Stop the run?' : `Stop the ${String(going.length)} runs?`,
        );
        if (wanted) {
          say('stopping; a second Ctrl-C leaves at once');
        }
        return wanted;
      },
      signal: stop,
    });
    chart?.end();
    return outcomeOf(outcome, stop.signal, context);
  } finally {
    chart?.end();
    stop.end();
  }
}
