import { dirname, join } from 'node:path';

import { UserError } from '@gluepipeline/core';
import type { Fired, LocalServer, Quirk, ServeOptions } from '@gluepipeline/local';

import { configPath, type Place, reasonOf } from './config-file.ts';
import { localFolder } from './gitignore.ts';
import { dockerFor } from './local-runner.ts';
import type { ConnectOptions } from './session.ts';

/** The folder that keeps the state of the embedded endpoint, beside the config. */
export function stateFolder(place: Place): string {
  return join(dirname(configPath(place)), localFolder, 'local');
}

/** How the endpoint is to be served for a config. */
export interface LocalOptions extends Pick<
  ConnectOptions,
  'python' | 'runner' | 'env' | 'onNotice' | 'quirks' | 'pythonFolder' | 'region'
> {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Makes schedules fire, and is told of each that did. */
  readonly onSchedule?: ((fired: Fired) => void) | undefined;
}

/** Serves the endpoint in this process; a folder that another process serves is a UserError. */
export async function serveFolder(folder: string, projectFolder: string, options: LocalOptions): Promise<LocalServer> {
  const { FolderInUseError, ForeignFolderError, engineWith, isQuirk, quirks, serve } =
    await import('@gluepipeline/local');
  const unknown = (options.quirks ?? []).find((name) => !isQuirk(name));
  if (unknown != null) {
    throw new UserError('GP606', `there is no quirk "${unknown}"`, `quirks: ${Object.keys(quirks).join(', ')}`);
  }
  const docker = await dockerFor(options.runner, options.env);
  const settings: ServeOptions = {
    folder,
    host: options.host,
    port: options.port,
    region: options.region,
    python: options.python,
    quirks: (options.quirks ?? []) as readonly Quirk[],
    // Scripts start in the project's folder, so that a relative path means the same as in a terminal there.
    engine: engineWith({
      workingFolder: projectFolder,
      onSchedule: options.onSchedule,
      docker,
      ...(options.onNotice == null ? {} : { onNotice: options.onNotice }),
      ...(options.pythonFolder == null ? {} : { pythonFolder: options.pythonFolder }),
    }),
  };
  try {
    return await serve(settings);
  } catch (error) {
    if (error instanceof FolderInUseError) {
      throw new UserError(
        'GP607',
        `process ${String(error.pid)} uses the folder ${error.folder}`,
        `wait until it ends, or end it: Ctrl-C in its terminal, or kill ${String(error.pid)}`,
      );
    }
    if (error instanceof ForeignFolderError) {
      throw new UserError('GP608', error.message, 'move it away: the tool keeps only its own files there');
    }
    if (isFileError(error)) {
      const hint = 'check the folder and its permissions; in a container, say with -u whose it is';
      throw new UserError('GP112', `${folder} cannot be written: ${reasonOf(error)}`, hint);
    }
    throw error;
  }
}

/** Whether the file system said no; a port that is taken has no path. */
function isFileError(error: unknown): boolean {
  return typeof error === 'object' && error != null && 'code' in error && 'path' in error;
}
