import { type Issue, load, type Overrides, type Pipeline } from '@gluepipeline/core';

import { type Place, readConfigFile } from './config-file.ts';
import { includedBy } from './include.ts';
import { validate, type Validated } from './validate.ts';

/** A config with errors, met by a command that needs a sound one. */
export class InvalidConfigError extends Error {
  readonly code = 'GP100';
  readonly file: string;
  readonly issues: readonly Issue[];

  constructor(file: string, issues: readonly Issue[]) {
    super(`${file} has errors`);
    this.file = file;
    this.name = 'InvalidConfigError';
    this.issues = issues;
  }
}

/** A complaint about text that is in no file yet. */
export function withoutPlace({ code, severity, path, message, hint, docs }: Issue): Issue {
  return { code, severity, path, message, docs, ...(hint == null ? {} : { hint }) };
}

/** A validated config that a plan can be made of. */
export type Sound = Validated & { readonly pipeline: Pipeline };

/** The config, or an InvalidConfigError with everything that is wrong. */
export async function soundConfig(place: Place, overrides: Overrides = {}): Promise<Sound> {
  const validated = await validate(place, overrides);
  const { pipeline } = validated;
  if (!validated.valid || pipeline == null) {
    throw new InvalidConfigError(validated.file.shown, validated.issues);
  }
  return { ...validated, pipeline };
}

/** A config of the right shape, whatever is wrong with its jobs: enough to know which stack it is about. */
export async function shapedConfig(place: Place, overrides: Overrides = {}): Promise<Sound> {
  const file = readConfigFile(place);
  const loaded = await load(file.shown, file.text, overrides, includedBy(file, place.cwd));
  if (!loaded.ok) {
    throw new InvalidConfigError(file.shown, loaded.issues);
  }
  const { pipeline, asked } = loaded.value;
  return { file, pipeline, files: {}, issues: [], valid: true, asked };
}
