import { type Issue, isAcceptable, load, type Overrides, type Pipeline } from '@gluepipeline/core';

import { type Place, readConfigFile } from './config-file.ts';
import { includedBy } from './include.ts';
import { InvalidConfigError } from './invalid-config.ts';

/** The jobs of a config, without any judgement of them. */
export interface Listed {
  readonly file: string;
  readonly pipeline: Pipeline;
  readonly issues: readonly Issue[];
}

/** Reads the config for its jobs; it must have the right shape and no more. */
export async function list(place: Place, overrides: Overrides = {}): Promise<Listed> {
  const file = readConfigFile(place);
  const loaded = await load(file.shown, file.text, overrides, includedBy(file, place.cwd));
  if (!loaded.ok || !isAcceptable(loaded.issues)) {
    throw new InvalidConfigError(file.shown, loaded.issues);
  }
  return { file: file.shown, pipeline: loaded.value.pipeline, issues: loaded.issues };
}
