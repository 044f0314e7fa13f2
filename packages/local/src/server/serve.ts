import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pid } from 'node:process';
import type { Context, Engine } from '../glue/handler.ts';
import { indexRules } from '../events/buses.ts';
import { indexTags } from '../glue/tags.ts';
import { createEngine } from '../runs/engine.ts';
import { objectReader } from '../s3/objects.ts';
import { indexTopics } from '../sns/topics.ts';
import { sweepBlobs } from '../s3/sweep.ts';
import { folderStore } from '../store/folder-store.ts';
import { lockFolder } from '../store/lock.ts';
import { memoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { TagIndex } from '../tags/tag-index.ts';
import { removeAddress, writeAddress } from './find.ts';
import type { ServerAddress } from './find.ts';
import { claimFolder, newKeys, readKeys } from './folder.ts';
import type { Keys } from './folder.ts';
import { answer } from './listener.ts';
import { defaultDelays, defaultLimits } from './options.ts';
import type { ServeOptions } from './options.ts';

/** A server that listens. */
export interface LocalServer extends ServerAddress {
  readonly port: number;
  readonly folder: string | undefined;
  /** Ends runs and connections, writes what is pending, lets go of the folder. Calling it twice is fine. */
  stop(): Promise<void>;
}

/**
 * Serves Glue, S3, STS, Resource Groups Tagging, EventBridge, SNS and IAM on one port of the loopback interface. Resolves when it listens;
 * rejects with FolderInUseError when another server writes to the folder.
 */
export async function serve(options: ServeOptions = {}): Promise<LocalServer> {
  const { folder } = options;
  const { keys, store, release } = openFolder(folder);
  const server = createServer();
  let engine: Engine | undefined;
  const stop = async (): Promise<void> => {
    try {
      if (folder != null) {
        removeAddress(folder);
      }
      // Runs that end now still write; requests no longer do.
      server.removeAllListeners('request');
      server.on('request', (incoming) => void incoming.socket.destroy());
      await engine?.stop();
      await close(server);
      await store.close();
    } finally {
      release();
    }
  };
  try {
    const assembled = assemble(options, keys, store, server);
    engine = assembled.engine;
    await sweepBlobs(store);
    await listen(server, options);
    const address = assembled.address();
    if (folder != null) {
      await writeAddress(folder, address);
    }
    engine?.started?.();
    let stopped: Promise<void> | undefined;
    return { ...address, port: portOf(server), folder, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function openFolder(folder: string | undefined): { keys: Keys; store: Store; release: () => void } {
  if (folder == null) {
    return { keys: newKeys(), store: memoryStore(), release: () => undefined };
  }
  claimFolder(folder);
  const release = lockFolder(folder);
  try {
    return { keys: readKeys(folder), store: folderStore(folder), release };
  } catch (error) {
    release();
    throw error;
  }
}

interface Assembled {
  readonly engine: Engine | undefined;
  readonly address: () => ServerAddress;
}

function assemble(options: ServeOptions, keys: Keys, store: Store, server: Server): Assembled {
  const { region = 'us-east-1', accountId = '000000000000', clock = Date, host = '127.0.0.1' } = options;
  const quirks = new Set(options.quirks);
  const delays = { ...defaultDelays, ...options.delays };
  // The engine is made from the context, which shows it: only afterwards is there one to show.
  const running: { engine?: Engine | undefined } = {};
  const address = (): ServerAddress => ({
    ...{ url: urlOf(server, host), region, accountId, pid, ...keys },
    runner: running.engine?.runner ?? 'script',
  });
  const context: Context = {
    store,
    clock,
    account: accountId,
    region,
    quirks,
    delays,
    tagIndex: new TagIndex(clock, quirks.has('late-tags') ? delays.tagIndex : 0),
    objects: objectReader(store),
    endpoint: address,
    python: options.python ?? 'python3',
    get engine() {
      return running.engine;
    },
  };
  indexTags(context);
  indexRules(context);
  indexTopics(context);
  const factory = 'engine' in options ? options.engine : createEngine;
  running.engine = factory?.(context);
  const limits = { ...defaultLimits, ...options.limits };
  const own = isWildcard(host) ? [] : [host.includes(':') ? `[${host}]` : host];
  const allowed = [...own, ...(options.allowedHosts ?? []), ...(running.engine?.hostNames ?? [])];
  const hosts = new Set(allowed.map((name) => name.toLowerCase()));
  const gate = { accessKeyId: keys.accessKeyId, hosts, port: () => portOf(server) };
  const listening = { gate, secret: keys.secretAccessKey, context, limits, options };
  server.on('request', (incoming, outgoing) => {
    // Only a throwing `onRequest` gets here: the connection breaks, the server lives on.
    answer(listening, incoming, outgoing).catch(() => void incoming.socket.destroy());
  });
  return { engine: running.engine, address };
}

const portOf = (server: Server): number => (server.address() as AddressInfo | null)?.port ?? 0;

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** A server on every interface is reached from this machine by loopback. */
function urlOf(server: Server, host: string): string {
  if (!server.listening) {
    throw new Error('the endpoint does not listen yet');
  }
  const name = isWildcard(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${portOf(server)}`;
}

function listen(server: Server, options: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
