import { runJson, runsCostView } from '@gluepipeline/core';
import type { ShownRun } from '@gluepipeline/project';

import type { Args, Command, Context, Outcome } from '../command.ts';
import { textOf, textsOf } from '../global-options.ts';
import { lineOf } from './line.ts';
import { loading } from './place.ts';
import { planOptions } from './plan.ts';
import { sinceOf } from './since.ts';

const states = ['RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED', 'TIMEOUT', 'ERROR', 'WAITING', 'EXPIRED', 'COMPLETED'];

/** Lists runs, and shows one. */
export const runsCommand: Command = {
  name: 'runs',
  positionals: [
    { name: 'action', describe: 'show: one run with its graph, a Gantt chart and why it failed', choices: ['show'] },
    { name: 'id', describe: 'The id of the run to show, or how it begins; without it the newest' },
  ],
  summary: 'List the newest runs: how they came out, how long they took, what they used and cost',
  examples: [
    ['runs -e prod', 'of the workflow, and of jobs that were started by themselves'],
    ['runs show wr_1f03c2', 'what ran when, and why it failed'],
    ['runs show --html run.html', 'the newest run as a page of its own, for whoever has no terminal'],
    ['runs --job load --since 7d --state FAILED', 'when and how often one job failed'],
  ],
  options: {
    job: {
      type: 'array',
      value: 'NAME',
      describe: 'Of this job, crawler, group or further workflow; may be said several times, with show once',
      onceWith: 'show',
    },
    since: { type: 'string', actions: [''], describe: 'Runs that began since: 10m, 2h, 7d, or 2026-11-27T02:00:00Z' },
    state: {
      type: 'array',
      choices: states,
      actions: [''],
      describe: 'Runs that stand or came out so; a workflow run with failed jobs counts as FAILED',
    },
    html: {
      type: 'string',
      actions: ['show'],
      describe: 'With show: also write the run to a file, as a page that needs nothing beside itself',
    },
    limit: { type: 'number', range: [1, 1000], default: 20, actions: [''], describe: 'How many at most' },
  },
  handler: (args, context) => (textOf(args, 'action') === 'show' ? show(args, context) : list(args, context)),
};

async function list(args: Args, context: Context): Promise<Outcome> {
  const { runs } = await import('@gluepipeline/project');
  const wanted = {
    jobs: textsOf(args, 'job'),
    since: sinceOf(textOf(args, 'since'), context.io.now()),
    states: textsOf(args, 'state'),
  };
  const found = await runs({
    ...loading(planOptions(context), () => import('../render/runs-table.ts')),
    ...wanted,
    limit: typeof args.limit === 'number' ? args.limit : 20,
  });
  const { runsTable, shortId } = await import('../render/runs-table.ts');
  const [first] = found;
  const isAll = wanted.jobs.length + wanted.states.length === 0 && wanted.since == null;
  const start = isAll ? lineOf(context, 'run') : undefined;
  return {
    exitCode: 0,
    json: { runs: found.map(({ cost, ...run }) => ({ ...run, ...runsCostView(cost) })) },
    text: (view) => (first != null ? runsTable(found, view) : isAll ? 'nothing has run yet' : 'no such run'),
    next: first == null ? start : first.id == null ? undefined : lineOf(context, 'runs', 'show', shortId(first.id)),
  };
}

async function show(args: Args, context: Context): Promise<Outcome> {
  const id = textOf(args, 'id');
  const jobs = textsOf(args, 'job');
  const file = textOf(args, 'html');
  const { saveText, showRun, showRunAsPage } = await import('@gluepipeline/project');
  const place = loading(planOptions(context), () => import('../render/shown-run.ts'));
  const options = { ...place, run: id, job: jobs[0] };
  let shown: ShownRun;
  if (file == null) {
    shown = await showRun(options);
  } else {
    const { html, ...run } = await showRunAsPage(options);
    await saveText(context.io.cwd, file, html);
    context.say(`wrote ${file}`);
    shown = run;
  }
  const { shownText } = await import('../render/shown-run.ts');
  return {
    exitCode: 0,
    json: { run: { ...runJson(shown.view), consoleUrl: shown.consoleUrl }, failures: shown.failures },
    text: (view) => shownText(shown, view),
    next: nextOf(shown, context),
  };
}

function nextOf({ view, failures }: ShownRun, context: Context): string | undefined {
  // A crawler's lines are where this tool does not look.
  const jobs = view.nodes.filter(({ kind }) => kind === 'job').map(({ name }) => name);
  const first = failures.find(({ job }) => jobs.includes(job));
  const id = view.id == null ? [] : ['--run', view.id];
  return first == null ? undefined : lineOf(context, 'logs', first.job, ...(view.kind === 'workflow' ? [] : id));
}
