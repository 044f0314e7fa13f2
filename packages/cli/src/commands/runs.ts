import type { Args, Command, Context, Outcome } from '../command.ts';
import { textOf, textsOf } from '../global-options.ts';
import { planOptions } from './plan.ts';
import { sinceOf } from './since.ts';

const states = ['RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED', 'TIMEOUT', 'ERROR', 'WAITING', 'EXPIRED', 'COMPLETED'];

/** Lists runs. */
export const runsCommand: Command = {
  name: 'runs',
  summary: 'List the newest runs: how they came out, how long they took and what they used',
  examples: [
    ['runs -e prod', 'of the workflow, and of jobs that were started by themselves'],
    ['runs --job load --since 7d --state FAILED', 'when and how often one job failed'],
  ],
  options: {
    job: { type: 'array', describe: 'Of this job, crawler, group or further workflow; may be said several times' },
    since: { type: 'string', describe: 'Runs that began since: 10m, 2h, 7d, or 2026-11-27T02:00:00Z' },
    state: {
      type: 'array',
      choices: states,
      describe: 'Runs that stand or came out so; a workflow run with failed jobs counts as FAILED',
    },
    limit: { type: 'number', range: [1, 1000], default: 20, describe: 'How many at most' },
  },
  handler: list,
};

async function list(args: Args, context: Context): Promise<Outcome> {
  const { runs } = await import('@gluepipeline/project');
  const found = await runs({
    ...planOptions(context),
    jobs: textsOf(args, 'job'),
    since: sinceOf(textOf(args, 'since'), context.io.now()),
    states: textsOf(args, 'state'),
    limit: typeof args.limit === 'number' ? args.limit : 20,
  });
  const { runsTable } = await import('../render/runs-table.ts');
  return {
    exitCode: 0,
    json: { runs: found },
    text: (view) => (found.length === 0 ? 'no such run' : runsTable(found, view)),
  };
}
