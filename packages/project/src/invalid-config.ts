import type { Issue } from '@gluepipeline/core';

import type { Validated } from './validate.ts';
import { validate } from './validate.ts';
import type { Place } from './config-file.ts';
import type { Overrides, Pipeline } from '@gluepipeline/core';

/** A config with errors, met by a command that needs a sound one. */
export class InvalidConfigError extends Error {
  readonly code = 'GP100';
  readonly issues: readonly Issue[];

  constructor(file: string, issues: readonly Issue[]) {
    super(`${file} has errors`);
    this.name = 'InvalidConfigError';
    this.issues = issues;
  }
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
