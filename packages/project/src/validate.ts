import { isAcceptable, type Issue, judge, load, type Overrides, type Pipeline } from '@gluepipeline/core';

import { type ConfigFile, type Place, readConfigFile } from './config-file.ts';
import { pathsOf, readFiles } from './files.ts';
import type { Files } from '@gluepipeline/core';

/** A config that was read and judged. */
export interface Validated {
  readonly file: ConfigFile;
  /** Nothing where the config has no usable shape. */
  readonly pipeline: Pipeline | undefined;
  readonly files: Files;
  readonly issues: readonly Issue[];
  /** True when nothing stands in the way of a plan. */
  readonly valid: boolean;
}

/** Reads the config and tells everything that is wrong with it, in the order of the file; asks nothing of AWS. */
export async function validate(place: Place, overrides: Overrides = {}): Promise<Validated> {
  const file = readConfigFile(place);
  const loaded = await load(file.shown, file.text, overrides);
  if (!loaded.ok) {
    return { file, pipeline: undefined, files: {}, issues: loaded.issues, valid: false };
  }
  const files = await readFiles(file.folder, pathsOf(loaded.value.pipeline));
  const issues = await judge(loaded.value, files);
  return { file, pipeline: loaded.value.pipeline, files, issues, valid: isAcceptable(issues) };
}
