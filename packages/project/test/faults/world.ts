import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { type LocalServer, serve } from '@gluepipeline/local';

import { type Deployed, deploy, type DeployOptions, destroy, plan } from '../../src/index.ts';
import { scripts } from '../sweep/configs.ts';
import { makeForeign } from './foreign.ts';
import { FaultProxy } from './proxy.ts';
import { DrivenTime } from './time.ts';

/** What is kept in memory needs no disk to be waited for. */
const memory = '/dev/shm';

/** A folder for one case. */
export function caseFolder(): string {
  return realpathSync(mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'gluepipeline-faults-')));
}

/** A project and an endpoint with a fault proxy in front of it, in a time of its own. */
export interface World {
  readonly cwd: string;
  /** Where the endpoint keeps its state. */
  readonly state: string;
  readonly server: LocalServer;
  readonly proxy: FaultProxy;
  readonly time: DrivenTime;
  deploy(what?: 'deploy' | 'destroy', more?: Partial<DeployOptions>): Promise<Deployed>;
  /** How many changes a plan has. */
  planned(): Promise<number>;
  close(): Promise<void>;
  /** Begins a deployment at that address, which the caller drives. */
  begin(endpointUrl: string, more: Partial<DeployOptions>): Promise<Deployed>;
  /** The same as `planned` for a config elsewhere, which the caller drives. */
  plannedAt(endpointUrl: string, cwd: string): Promise<number>;
  /** Closes it and keeps its state in that folder. */
  keepAs(folder: string): Promise<void>;
}

/** How a world is made. */
export interface WorldOptions {
  readonly config: object;
  /** The state to begin with, of which a copy is made. */
  readonly from?: string | undefined;
  /** The index of tags lags ten minutes behind. */
  readonly lateTags?: boolean | undefined;
  /** Makes what is not ours beforehand. */
  readonly foreign?: boolean;
}

/** Ten minutes. */
const lag = 600_000;

/** Opens a world; its owner closes it. */
export async function openWorld({ config, from, lateTags = false, foreign = false }: WorldOptions): Promise<World> {
  const cwd = caseFolder();
  for (const [path, content] of Object.entries({ ...scripts, 'config.json': JSON.stringify(config) })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  }
  const state = join(cwd, 'state');
  if (from != null) {
    cpSync(from, state, { recursive: true });
  }
  const time = new DrivenTime(Date.now());
  const server = await serve({
    folder: state,
    engine: undefined,
    clock: time.clock,
    ...(lateTags ? { quirks: ['late-tags'] as const } : {}),
    delays: { workflowEdit: 0, tagIndex: lag },
  });
  if (foreign) {
    await makeForeign(server);
  }
  const proxy = await FaultProxy.open(server.url, time.clock);
  process.env.AWS_ACCESS_KEY_ID = server.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = server.secretAccessKey;
  const options: DeployOptions = {
    place: { cwd, env: {} },
    overrides: {},
    connect: { local: false, endpointUrl: proxy.url, region: server.region, env: {}, clock: time.clock },
    allowReplace: true,
    createBucket: true,
    confirm: () => Promise.resolve(true),
    toolVersion: 'sweep',
  };
  const close = async () => {
    await proxy.close();
    await server.stop();
    rmSync(cwd, { recursive: true, force: true });
  };
  return {
    cwd,
    state,
    server,
    proxy,
    time,
    deploy: (what = 'deploy', more = {}) =>
      time.drive(proxy, () => (what === 'deploy' ? deploy : destroy)({ ...options, ...more })),
    begin: (endpointUrl, more) => deploy({ ...options, ...more, connect: { ...options.connect, endpointUrl } }),
    plannedAt: async (endpointUrl, folder) => {
      const place = { cwd: folder, env: {} };
      return (await plan({ ...options, place, connect: { ...options.connect, endpointUrl } })).plan.changes.length;
    },
    planned: async () => (await time.drive(proxy, () => plan(options))).plan.changes.length,
    close,
    keepAs: async (folder) => {
      await server.stop();
      cpSync(state, folder, { recursive: true });
      await close();
    },
  };
}
