import { isDestructive, UserError } from '@gluepipeline/core';

import type { Command, Context, Outcome } from '../command.ts';
import { textsOf } from '../global-options.ts';
import { paintFor } from '../render/paint.ts';
import { lineOf } from './line.ts';
import { planOptions } from './plan.ts';
import { signalExitCode, signalOf, type StopSignal } from './stop-signal.ts';
import { tellLock } from './tell.ts';

/** Deploys and runs at every save. */
export const devCommand: Command = {
  name: 'dev',
  positionals: [
    {
      name: 'job',
      several: true,
      describe: 'These run after every save, and once to begin with; none: the jobs that the save changed',
    },
  ],
  summary: 'At every save: validate, deploy what changed, run it and show its logs, until Ctrl-C',
  examples: [
    ['dev --local', 'the jobs whose script or settings were saved'],
    ['dev load --local', 'load, whatever was saved'],
    ['dev load -e my-branch', 'on AWS, in an environment of your own; none that is protected'],
  ],
  options: {
    run: { type: 'boolean', default: true, describe: 'Run what was deployed; --no-run only deploys' },
  },
  handler: async (args, context) => {
    const stop = signalOf(context, () => {
      context.say('stopping');
    });
    try {
      const { rounds } = await watch(textsOf(args, 'job'), args.run !== false, context, stop);
      const exitCode = stop.signal == null ? 0 : signalExitCode(stop.signal);
      return { exitCode, json: { rounds }, text: () => '', silent: !context.global.json };
    } finally {
      stop.end();
    }
  },
};

async function watch(jobs: readonly string[], runs: boolean, context: Context, signal: StopSignal) {
  const [{ dev }, { startText, tell, outcomeOf }, { outcomeOf: deployedOutcome }, { reportError }] = await Promise.all([
    import('@gluepipeline/project'),
    import('../render/run-text.ts'),
    import('./deployed-outcome.ts'),
    import('../failure.ts'),
  ]);
  const { io, global, say } = context;
  const paint = paintFor(io.env, io.stdoutIsTty, undefined);
  // With --json the one document comes at the end, and what happens on the way is for the eyes.
  const print = (text: string) => (global.json ? say(text) : io.stdout(`${text}\n`));
  const show = (outcome: Outcome) => print(outcome.text({ paint, columns: io.columns() ?? 80 }));
  const quietJson = { ...context, global: { ...global, json: false } };
  const told = new Map<string, string>();
  return dev({
    ...planOptions(context),
    jobs,
    runs,
    signal,
    lockTimeout: 0,
    toolVersion: context.version,
    commandLine: (...words) => lineOf(context, ...words),
    confirm: (plan) => {
      if (isDestructive(plan) && !global.local && !global.yes) {
        throw new UserError(
          'GP310',
          'this save would delete what is deployed, or make it anew',
          `review it, then: ${lineOf(context, 'deploy')}`,
        );
      }
      return Promise.resolve(true);
    },
    onLock: (event) => tellLock(event, context),
    onSaved: () => {
      told.clear();
      say('\nsaved');
    },
    onDeployed: (deployed) => show(deployedOutcome(deployed, 'deploy', undefined, context)),
    onStart: (started) => say(startText(started)),
    onNote: say,
    onSnapshot: (now) => tell(now, told, context),
    onLine: ({ job, text }) => print(`${paint.dim(`${job} |`)} ${text}`),
    onRan: (outcome) => show(outcomeOf(outcome, undefined, context)),
    onWaiting: (folder) => say(`watching ${folder}; Ctrl-C ends it`),
    onTrouble: (error) => void reportError(error, quietJson),
  });
}
