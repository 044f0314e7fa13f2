import { dirname } from 'node:path';

import { UserError } from '@gluepipeline/core';

import type { RunnerName } from '@gluepipeline/local';

import { configPath, type Place } from './config-file.ts';
import { type LocalOptions, serveFolder, stateFolder } from './local-server.ts';

/** An endpoint that goes on until it is stopped. */
export interface RunningLocal {
  readonly facts: {
    readonly url: string;
    readonly region: string;
    readonly accountId: string;
    readonly folder: string;
    /** What runs Spark jobs. */
    readonly runner: RunnerName;
  };
  /** What an AWS client needs in its environment to reach it. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Serves the embedded endpoint for a config's folder. */
export async function localStart(place: Place, options: LocalOptions): Promise<RunningLocal> {
  const folder = stateFolder(place);
  const server = await serveFolder(folder, dirname(configPath(place)), options);
  const { url, region, accountId, runner } = server;
  return {
    facts: { url, region, accountId, folder, runner },
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: server.accessKeyId,
      AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
    },
    stop: () => server.stop(),
  };
}

/** Whether an endpoint serves the config's folder now. */
export async function localStatus(
  place: Place,
): Promise<{ running: boolean; folder: string; url: string | undefined; runner: RunnerName | undefined }> {
  const { findServer } = await import('@gluepipeline/local');
  const folder = stateFolder(place);
  const server = await findServer(folder);
  return { running: server != null, folder, url: server?.url, runner: server?.runner };
}

/** Forgets everything that was deployed on the embedded endpoint; one that is running is a UserError. */
export async function localReset(place: Place): Promise<{ folder: string }> {
  const { FolderInUseError, ForeignFolderError, reset } = await import('@gluepipeline/local');
  const folder = stateFolder(place);
  try {
    reset(folder);
  } catch (error) {
    if (error instanceof FolderInUseError || error instanceof ForeignFolderError) {
      throw new UserError('GP607', error.message, 'stop the endpoint first: it is running for this folder');
    }
    throw error;
  }
  return { folder };
}
