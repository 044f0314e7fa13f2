import type { Resource } from '@gluepipeline/core';

import { glueOf } from '../client/glue-client.ts';
import type { Connection } from '../connection.ts';
import type { OwnedRef } from '../glue/ownership.ts';
import { readTags, tagChanges, type Tags, writeTags } from '../glue/tags.ts';
import { readRoleTags, writeRoleTags } from './roles.ts';
import { readRuleTags, writeRuleTags } from './rules.ts';
import { readTopicTags, writeTopicTags } from './topics.ts';

/** The tags of a resource as the service that keeps it has them, or nothing where there is no such resource. */
export function readTagsOf(connection: Connection, ref: OwnedRef, arn: string): Promise<Tags | undefined> {
  switch (ref.kind) {
    case 'role':
      return readRoleTags(connection, ref.name);
    case 'topic':
      return readTopicTags(connection, arn);
    case 'rule':
      return readRuleTags(connection, arn);
    default:
      return readTags(glueOf(connection), arn);
  }
}

/** Sets and removes the tags that the differing fields name, wherever the resource is kept. */
export function writeTagsOf(
  connection: Connection,
  resource: Resource,
  arn: string,
  fields: readonly string[],
): Promise<void> {
  const changes = tagChanges(resource, fields);
  switch (resource.kind) {
    case 'role':
      return writeRoleTags(connection, resource.name, changes);
    case 'topic':
      return writeTopicTags(connection, arn, changes);
    case 'rule':
      return writeRuleTags(connection, arn, changes);
    default:
      return writeTags(glueOf(connection), arn, changes);
  }
}
