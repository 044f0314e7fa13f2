import { type Pipeline, stackOf, type Texts } from '../pipeline/pipeline.ts';

/** The one tag that says whose a resource is: docs/design.md#ownership. */
export const stackTag = 'gluepipeline:stack';

/** A resource's tags as they are to be in AWS: the user's and ours. */
export function ownedTags(pipeline: Pipeline, tags: Texts): Texts {
  return { ...tags, [stackTag]: stackOf(pipeline) };
}
