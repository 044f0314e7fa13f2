import { Glue } from '@aws-sdk/client-glue';
import { BucketAlreadyOwnedByYou, S3 } from '@aws-sdk/client-s3';
import { engineWith } from '../../src/runs/engine.ts';
import type { RunSettings } from '../../src/runs/settings.ts';
import { serve } from '../../src/server/serve.ts';
import type { LocalServer } from '../../src/server/serve.ts';
import type { ServeOptions } from '../../src/server/options.ts';
import type { Local } from './pipeline.ts';

/** A server for tests of runs, with clients that speak to it over the wire. */
export interface RunningLocal extends Local {
  readonly server: LocalServer;
  stop(): Promise<void>;
}

/** Starts a server whose runs have these settings. */
export async function startLocal(settings: RunSettings = {}, options: ServeOptions = {}): Promise<RunningLocal> {
  const server = await serve({ ...options, engine: engineWith(settings) });
  return { ...(await clientsOf(server)), server, stop: () => server.stop() };
}

/** Clients for a server, wherever it runs, and a bucket for scripts. */
export async function clientsOf(
  endpoint: Pick<LocalServer, 'url' | 'accessKeyId' | 'secretAccessKey' | 'region'>,
): Promise<Local> {
  const config = { endpoint: endpoint.url, region: endpoint.region, credentials: endpoint, maxAttempts: 1 };
  const s3 = new S3({ ...config, forcePathStyle: true });
  await s3.createBucket({ Bucket: 'scripts' }).catch((error: unknown) => {
    if (!(error instanceof BucketAlreadyOwnedByYou)) {
      throw error;
    }
  });
  return {
    glue: new Glue(config),
    endpoint,
    async putScript(key, text) {
      await s3.putObject({ Bucket: 'scripts', Key: key, Body: Buffer.from(text) });
    },
  };
}
