import { GetTagsCommand, type GlueClient, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-glue';
import type { Resource } from '@gluepipeline/core';

import { hasAwsCode } from '../client/errors.ts';

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

/** The tags of a resource as Glue itself has them, or nothing where there is no such resource. */
export async function readTags(glue: GlueClient, arn: string): Promise<Tags | undefined> {
  try {
    return (await glue.send(new GetTagsCommand({ ResourceArn: arn }))).Tags ?? {};
  } catch (error) {
    if (hasAwsCode(error, 'EntityNotFoundException')) {
      return undefined;
    }
    throw error;
  }
}

/** Tags to set, and keys of tags to remove. */
export interface TagChanges {
  readonly added: Record<string, string>;
  readonly removed: readonly string[];
}

/** The changes that the differing fields name (`tags.owner`), and no other: the rest is somebody else's. */
export function tagChanges(resource: Resource, fields: readonly string[]): TagChanges {
  const keys = fields.filter((field) => field.startsWith('tags.')).map((field) => field.slice('tags.'.length));
  // A tag may be called like a member that every object inherits: `constructor`.
  const removed = keys.filter((key) => !Object.hasOwn(resource.tags, key));
  const added = Object.fromEntries(Object.entries(resource.tags).filter(([key]) => keys.includes(key)));
  return { added, removed };
}

/** Sets and removes these tags of a resource that Glue keeps. */
export async function writeTags(glue: GlueClient, arn: string, { added, removed }: TagChanges): Promise<void> {
  if (Object.keys(added).length > 0) {
    await glue.send(new TagResourceCommand({ ResourceArn: arn, TagsToAdd: added }));
  }
  if (removed.length > 0) {
    await glue.send(new UntagResourceCommand({ ResourceArn: arn, TagsToRemove: [...removed] }));
  }
}
