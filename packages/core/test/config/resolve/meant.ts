import { printPath } from '../../../src/config/issue.ts';
import type { FlatConfig, Overrides } from '../../../src/config/overlay.ts';
import { judge, load } from '../../../src/pipeline/load.ts';
import type { Pipeline } from '../../../src/pipeline/pipeline.ts';

/** A config as it is meant, and the pipeline that it becomes. */
export interface Meant extends FlatConfig {
  readonly pipeline: Pipeline;
}

/** What a YAML text means; throws with every complaint where it means nothing. */
export async function meant(text: string, overrides: Overrides = {}): Promise<Meant> {
  const loaded = await load('config.yaml', `pipeline_name: sales\n${text}`, overrides);
  if (!loaded.ok) {
    throw new Error(loaded.issues.map(({ code, message }) => `${code} ${message}`).join('\n'));
  }
  return { ...loaded.value.config, pipeline: loaded.value.pipeline };
}

/** Every complaint about a YAML text, as code, path, line and column, and message. The first line is the second of the file. */
export async function complaints(text: string, overrides: Overrides = {}): Promise<string[]> {
  const loaded = await load('config.yaml', `pipeline_name: sales\n${text}`, overrides);
  const issues = loaded.ok ? await judge(loaded.value) : loaded.issues;
  return issues
    .filter(({ severity }) => severity === 'error')
    .map(
      ({ code, path, position, message }) =>
        `${code} ${printPath(path)} ${position?.line ?? 0}:${position?.column ?? 0} ${message}`,
    );
}
