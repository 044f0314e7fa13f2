import { UserError } from '@gluepipeline/core';

import type { LocalOptions } from '@gluepipeline/project';

import type { Args, Command, Context, Outcome } from '../command.ts';
import { textOf } from '../global-options.ts';
import { connectOf, placeOf } from './place.ts';
import { signalExitCode, signalOf } from './stop-signal.ts';

/** Keeps the embedded endpoint running, tells of it, or empties it. */
export const localCommand: Command = {
  name: 'local',
  positionals: [
    {
      name: 'action',
      describe: 'start, status, emit or reset',
      required: true,
      choices: ['start', 'status', 'emit', 'reset'],
    },
  ],
  summary: 'Keep the embedded Glue endpoint running, show it, send it an event, or empty it',
  examples: [
    ['local start', 'until Ctrl-C; prints what other clients need'],
    ['local start --runner docker', "glueetl jobs run in AWS's image of their Glue version"],
    ['local start --scheduler', 'schedules start what they are to start, while it runs'],
    ['local emit --event made.json', 'an event, as EventBridge would show it, for the rules and EVENT starts'],
    ['local emit --source app --detail-type Order --detail \'{"id": 7}\'', 'the same in words'],
    ['local status', 'whether one is running here'],
    ['local reset --yes', 'forget everything that was deployed locally'],
  ],
  options: {
    host: { type: 'string', actions: ['start'], describe: 'Listen elsewhere than on 127.0.0.1 (in a container)' },
    scheduler: {
      type: 'boolean',
      default: false,
      actions: ['start'],
      describe: 'Of start: schedules fire, in UTC, while it runs',
    },
    event: {
      type: 'string',
      actions: ['emit'],
      describe: 'Of emit: a file with the event as JSON; - is standard input',
    },
    source: { type: 'string', actions: ['emit'], describe: 'Of emit: the source of the event, such as aws.s3' },
    'detail-type': { type: 'string', actions: ['emit'], describe: 'Of emit: its type, such as "Object Created"' },
    detail: { type: 'string', actions: ['emit'], describe: 'Of emit: a JSON object' },
    bus: { type: 'string', default: 'default', actions: ['emit'], describe: 'Of emit: the event bus' },
    port: { type: 'number', range: [0, 65_535], actions: ['start'], describe: 'The port; by default any that is free' },
  },
  handler: async (args, context) => {
    switch (textOf(args, 'action')) {
      case 'start':
        return start(args, context);
      case 'emit':
        return (await import('./local-emit.ts')).emit(args, context);
      case 'reset':
        return reset(context);
      default:
        return status(context);
    }
  },
};

async function start(args: Args, context: Context): Promise<Outcome> {
  const host = textOf(args, 'host');
  const port = typeof args.port === 'number' ? args.port : undefined;
  const { localStart } = await import('@gluepipeline/project');
  if (host != null && !['127.0.0.1', 'localhost', '::1'].includes(host)) {
    context.say(`warning: listening on ${host}: whoever reaches it and has the key can run scripts here`);
  }
  const server = await localStart(placeOf(context), {
    ...connectOf(context),
    host,
    port,
    onSchedule: args.scheduler === true ? (fired) => context.say(firedText(fired)) : undefined,
  });
  const stop = signalOf(context);
  const lines = Object.entries(server.environment).map(([name, value]) => `export ${name}=${value}`);
  if (context.global.json) {
    context.io.stdout(`${JSON.stringify({ schemaVersion: 1, ...server.facts, environment: server.environment })}\n`);
  } else {
    context.io.stdout(`${lines.join('\n')}\n`);
    context.say(
      `\nserving ${server.facts.folder} at ${server.facts.url}${inDocker(server.facts.runner)}${args.scheduler === true ? ', schedules fire' : ''}; Ctrl-C ends it`,
    );
  }
  await stop.came;
  context.say('stopping');
  await server.stop();
  stop.end();
  return { exitCode: signalExitCode(stop.signal), json: {}, text: () => '', silent: true };
}

/** What is to be said of the runner. */
const inDocker = (runner: string | undefined) => (runner === 'docker' ? ', glueetl jobs run in Docker' : '');

/** What a schedule did when its time came. */
type Fired = Parameters<NonNullable<LocalOptions['onSchedule']>>[0];

/** In words: `02:00 trigger sales-dev-start started workflow sales-dev`. */
function firedText({ at, kind, name, workflow, runId, problem }: Fired): string {
  const what = workflow == null ? 'what it names' : `workflow ${workflow}`;
  const came = problem == null ? `started ${kind === 'crawler' ? 'to crawl' : what}` : `started nothing: ${problem}`;
  const run = runId == null ? '' : `\n  ${runId}`;
  return `${new Date(at).toISOString().slice(11, 16)} ${kind} ${name} ${came}${run}`;
}

async function status(context: Context): Promise<Outcome> {
  const { localStatus } = await import('@gluepipeline/project');
  const now = await localStatus(placeOf(context));
  return {
    exitCode: 0,
    json: { running: now.running, folder: now.folder, url: now.url ?? null, runner: now.runner ?? null },
    text: () =>
      now.running
        ? `running at ${now.url ?? ''}${inDocker(now.runner)}, state in ${now.folder}`
        : `not running, state in ${now.folder}`,
  };
}

async function reset(context: Context): Promise<Outcome> {
  const { localReset } = await import('@gluepipeline/project');
  if (!context.global.yes) {
    if (!context.io.stdinIsTty || !context.io.stderrIsTty) {
      throw new UserError(
        'GP310',
        'this deletes everything that was deployed locally, and this console cannot ask',
        'say --yes',
      );
    }
    const { confirm } = await import('../render/confirm.ts');
    if (!(await confirm(context.io, 'Forget everything that was deployed locally?'))) {
      return { exitCode: 8, json: { reset: false }, text: () => 'Declined: nothing was changed.' };
    }
  }
  const { folder } = await localReset(placeOf(context));
  return { exitCode: 0, json: { reset: true, folder }, text: () => `emptied ${folder}` };
}
