import { join } from 'node:path';

import { type Clock, invariant, type Pipeline } from '@gluepipeline/core';
import type { Frame, ServerAddress } from '@gluepipeline/local';

import { systemClock } from '@gluepipeline/aws';
import type { ConfigFile } from './config-file.ts';
import { firedAlerts } from './runs/fired-alerts.ts';
import { localFolder } from './gitignore.ts';
import { guardRunner } from './local-runner.ts';
import { serveFolder } from './local-server.ts';
import type { ConnectOptions, Session, Settle } from './session.ts';
import { sessionOver } from './session-ports.ts';

/** What takes AWS a minute is done here in milliseconds, so nobody waits longer between two looks. */
const impatientClock: Clock = {
  ...systemClock,
  sleep: (milliseconds) => systemClock.sleep(Math.min(milliseconds, 10)),
};

/** A job needs a role, and here any will do. */
const localRole = 'local';

/** A session on the embedded endpoint: on the one that serves the folder already, else on one that ends with it. */
export async function openLocal(
  file: ConfigFile,
  pipeline: Pipeline,
  options: ConnectOptions,
  settle: Settle,
): Promise<Session> {
  const folder = join(file.folder, localFolder, 'local');
  const { findServer } = await import('@gluepipeline/local');
  const running = await findServer(folder);
  if (running != null) {
    guardRunner(options.runner, running.runner);
  }
  const region = options.region ?? pipeline.region;
  const own = running == null ? await serveFolder(folder, file.folder, { ...options, region }) : undefined;
  const server = running ?? own;
  invariant(server != null, 'there is a server when none was running and one was started');
  const { accessKeyId, secretAccessKey, url } = server;
  return sessionOver(file, settle, {
    kind: 'local',
    clock: options.clock ?? systemClock,
    connection: {
      region: server.region,
      endpointUrl: url,
      credentials: { accessKeyId, secretAccessKey },
      standalone: true,
      // Nothing is lost between here and loopback: who does not answer there has ended.
      maxAttempts: 3,
      unreachableHint:
        'the local endpoint has ended, and what ran on it too: run again, or keep one going with: gluepipeline local start',
      env: {},
      clock: options.clock ?? impatientClock,
      onCall: options.onCall,
    },
    role: options.role ?? localRole,
    ahead: options.ahead,
    frameOf: ({ id }) => frameOf(server, id),
    alertsSince: (time) => firedAlerts(folder, time),
    servesHere: own != null,
    close: async () => own?.stop(),
  });
}

async function frameOf(server: ServerAddress, id: string): Promise<Frame | undefined> {
  const { runReport } = await import('@gluepipeline/local');
  return (await runReport(server, id))?.frame;
}
