import { UserError } from '@gluepipeline/core';

import type { Command, Context, Outcome } from '../command.ts';
import { textOf } from '../global-options.ts';
import { connectOf, placeOf } from './place.ts';

/** Keeps the embedded endpoint running, tells of it, or empties it. */
export const localCommand: Command = {
  name: 'local',
  positionals: [
    { name: 'action', describe: 'start, status or reset', required: true, choices: ['start', 'status', 'reset'] },
  ],
  summary: 'Keep the embedded Glue endpoint running, show it, or empty it',
  examples: [
    ['local start', 'until Ctrl-C; prints what other clients need'],
    ['local status', 'whether one is running here'],
    ['local reset --yes', 'forget everything that was deployed locally'],
  ],
  options: {
    host: { type: 'string', describe: 'Listen elsewhere than on 127.0.0.1 (in a container)' },
    port: { type: 'number', range: [0, 65_535], describe: 'The port; by default any that is free' },
  },
  handler: async (args, context) => {
    switch (textOf(args, 'action')) {
      case 'start':
        return start(context, textOf(args, 'host'), typeof args.port === 'number' ? args.port : undefined);
      case 'reset':
        return reset(context);
      default:
        return status(context);
    }
  },
};

async function start(context: Context, host: string | undefined, port: number | undefined): Promise<Outcome> {
  const { localStart } = await import('@gluepipeline/project');
  if (host != null && !['127.0.0.1', 'localhost', '::1'].includes(host)) {
    context.say(`warning: listening on ${host}: whoever reaches it and has the key can run scripts here`);
  }
  const server = await localStart(placeOf(context), { ...connectOf(context), host, port });
  const ended = new Promise<'SIGINT' | 'SIGTERM'>((resolve) => {
    const off = context.io.onSignal((signal) => {
      off();
      resolve(signal);
    });
  });
  const lines = Object.entries(server.environment).map(([name, value]) => `export ${name}=${value}`);
  if (context.global.json) {
    context.io.stdout(`${JSON.stringify({ schemaVersion: 1, ...server.facts, environment: server.environment })}\n`);
  } else {
    context.io.stdout(`${lines.join('\n')}\n`);
    context.say(`\nserving ${server.facts.folder} at ${server.facts.url}; Ctrl-C ends it`);
  }
  const signal = await ended;
  context.say('stopping');
  await server.stop();
  return { exitCode: signal === 'SIGINT' ? 130 : 143, json: {}, text: () => '', silent: true };
}

async function status(context: Context): Promise<Outcome> {
  const { localStatus } = await import('@gluepipeline/project');
  const now = await localStatus(placeOf(context));
  return {
    exitCode: 0,
    json: { running: now.running, folder: now.folder, url: now.url ?? null },
    text: () =>
      now.running ? `running at ${now.url ?? ''}, state in ${now.folder}` : `not running, state in ${now.folder}`,
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
