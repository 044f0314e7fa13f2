import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';

import { UserError } from '@gluepipeline/core';

/** Where a command looks for its config. */
export interface Place {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** `--config`: a file, or a folder that holds one. */
  readonly config?: string | undefined;
  /** GLUE_CONFIG is read from here. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A config file as text. */
export interface ConfigFile {
  readonly path: string;
  /** The folder that scripts are relative to. */
  readonly folder: string;
  /** The name that messages show: relative to the working directory where that is shorter. */
  readonly shown: string;
  readonly text: string;
}

/** The names that are looked for in a folder, in this order. */
export const configNames = ['config.json', 'gluepipeline.yaml', 'gluepipeline.yml'] as const;

/** The path that the config has, or would have: `--config`, else GLUE_CONFIG, else the first of `configNames` here. */
export function configPath(place: Place): string {
  const fromEnv = place.env.GLUE_CONFIG === '' ? undefined : place.env.GLUE_CONFIG;
  const said = place.config ?? fromEnv;
  const path = said == null ? place.cwd : resolve(place.cwd, said);
  if (!isFolder(path) && !/[\\/]$/.test(said ?? '')) {
    return path;
  }
  const found = configNames.map((name) => join(path, name)).find((candidate) => existsSync(candidate));
  return found ?? join(path, configNames[0]);
}

/** The config file, read; a missing one is a UserError that says how to make it. */
export function readConfigFile(place: Place): ConfigFile {
  const path = configPath(place);
  const shown = shownPath(place.cwd, path);
  if (isFolder(path)) {
    throw new UserError(
      'GP111',
      `${shown} cannot be read: it is a folder`,
      'move it away, or name another file with --config',
    );
  }
  try {
    return { path, folder: dirname(path), shown, text: readFileSync(path, 'utf8') };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? missingConfig(place, shown)
      : new UserError('GP111', `${shown} cannot be read: ${reasonOf(error)}`, 'check the path and its permissions');
  }
}

function missingConfig({ config, env }: Place, shown: string): UserError {
  if (config == null && env.GLUE_CONFIG != null && env.GLUE_CONFIG !== '') {
    return new UserError(
      'GP110',
      `there is no config at ${shown}, where GLUE_CONFIG points`,
      'mend GLUE_CONFIG, or say --config',
    );
  }
  return new UserError(
    'GP110',
    `there is no config at ${shown}`,
    'make one with: gluepipeline init --name NAME, or say --config',
  );
}

/** Why the disk refused, without the call that was refused. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code == null ? undefined : reasons[code];
  return reason ?? message;
}

/** Why a file cannot be read, in a few words. */
export function whyUnread(error: unknown): string {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : reasonOf(error);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
};

/** A path for people: relative to where they are, unless it leads far away. */
export function shownPath(cwd: string, path: string): string {
  const short = relative(cwd, path);
  return short === '' ? basename(path) : short.startsWith('..') || isAbsolute(short) ? path : short;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Whoever reads or writes it says why it cannot be.
    return false;
  }
}
