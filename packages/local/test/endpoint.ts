import { afterEach } from '@jest/globals';
import { GlueClient } from '@aws-sdk/client-glue';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../src/index.ts';
import type { LocalServer, ServeOptions } from '../src/index.ts';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) {
    await cleanup();
  }
});

/** An empty folder that is gone after the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gluepipeline-local-test-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Clients {
  readonly server: LocalServer;
  readonly glue: GlueClient;
  readonly s3: S3Client;
  readonly sts: STSClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
}

/** A server with real SDK clients, stopped after the test; definitions only unless the options say otherwise. */
export async function endpoint(options: ServeOptions = {}): Promise<Clients> {
  const server = await serve({ engine: undefined, ...options });
  cleanups.push(() => server.stop());
  const config = {
    endpoint: server.url,
    region: server.region,
    credentials: { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey },
    maxAttempts: 1,
  };
  const clients = {
    glue: new GlueClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    sts: new STSClient(config),
    tagging: new ResourceGroupsTaggingAPIClient(config),
  };
  cleanups.push(() => Object.values(clients).forEach((client) => client.destroy()));
  return { server, ...clients };
}

/** The refusal of a call as `Name: message`; fails when it is answered. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  throw new Error('the call was answered, not refused');
}

/** A clock that stands until it is told to go on. */
export function standingClock(start = Date.UTC(2026, 10, 23)): { now(): number; advance(ms: number): void } {
  let time = start;
  return {
    now: () => time,
    advance(ms) {
      time += ms;
    },
  };
}
