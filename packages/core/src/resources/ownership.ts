import { type Pipeline, stackOf, type Texts } from '../pipeline/pipeline.ts';

/** The one tag that says whose a resource is: docs/design.md#ownership. */
export const stackTag = 'gluepipeline:stack';

/** A resource's tags as they are to be in AWS: the user's and ours. */
export function ownedTags(pipeline: Pipeline, tags: Texts): Texts {
  return { ...tags, [stackTag]: stackOf(pipeline) };
}

/** The name of the trigger that the config gives a node with dependencies. */
export function triggerLabel(node: string): string {
  return `run-${node}`;
}

/** `<pipeline_name>-<environment>-<name>`: what a resource is called in AWS unless the config says otherwise. */
export function defaultName(pipeline: Pipeline, name: string): string {
  return `${pipeline.name}-${pipeline.environment}-${name}`;
}
