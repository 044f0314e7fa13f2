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
  if (!isFolder(path)) {
    return path;
  }
  const found = configNames.map((name) => join(path, name)).find((candidate) => existsSync(candidate));
  return found ?? join(path, configNames[0]);
}

/** The config file, read; a missing one is a UserError that says how to make it. */
export function readConfigFile(place: Place): ConfigFile {
  const path = configPath(place);
  const shown = shownPath(place.cwd, path);
  try {
    return { path, folder: dirname(path), shown, text: readFileSync(path, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UserError('GP110', `there is no config at ${shown}`, 'make one with: gluepipeline init --name <pipeline>');
    }
    throw new UserError('GP111', `${shown} cannot be read: ${(error as Error).message}`, 'check the path and its permissions');
  }
}

/** A path for people: relative to where they are, unless it leads far away. */
export function shownPath(cwd: string, path: string): string {
  const short = relative(cwd, path);
  return short === '' ? basename(path) : short.startsWith('..') || isAbsolute(short) ? path : short;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
