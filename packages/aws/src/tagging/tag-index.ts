import { keyOf, stackTag } from '@gluepipeline/core';

import { refOf } from '../account.ts';
import { isAwsCallError } from '../client/errors.ts';
import { allPages } from '../client/pages.ts';
import type { Connection } from '../connection.ts';
import type { Tags } from '../glue/tags.ts';

/** What the tagging service says of a stack, by `keyOf`; it may lag, and may name what is deleted (docs/aws-facts.md#tags). */
export interface TagIndex {
  readonly tags: ReadonlyMap<string, Tags>;
  /** False where the caller may not ask. */
  readonly readable: boolean;
}

/** An ARN of SNS names no type, and so does the filter (Resource Groups Tagging API, GetResources). Those of one list are few. */
const types = [['glue:job'], ['glue:trigger'], ['glue:crawler', 'glue:workflow', 'events:rule', 'sns']];

/** Beyond this many resources the kinds are read side by side, since the pages of one list can only follow each other. */
const many = 100;

/** Reads the tags of everything that carries the stack's tag, 100 a call (Resource Groups Tagging API, GetResources). */
export async function readTagIndex(connection: Connection, stack: string, expected: number): Promise<TagIndex> {
  const lists = expected > many ? types : [types.flat()];
  try {
    const found = await Promise.all(lists.map((list) => readTypes(connection, stack, list)));
    return { tags: new Map(found.flat()), readable: true };
  } catch (error) {
    if (isAwsCallError(error) && error.kind === 'permission' && error.operation === 'GetResources') {
      return { tags: new Map(), readable: false };
    }
    throw error;
  }
}

async function readTypes(connection: Connection, stack: string, list: string[]): Promise<[key: string, tags: Tags][]> {
  const tagging = await connection.tagging();
  const resources = await allPages(async (token) => {
    const command = new tagging.GetResourcesCommand({
      TagFilters: [{ Key: stackTag, Values: [stack] }],
      ResourceTypeFilters: list,
      ResourcesPerPage: 100,
      ...(token == null ? {} : { PaginationToken: token }),
    });
    const page = await tagging.client.send(command);
    return { items: page.ResourceTagMappingList ?? [], next: page.PaginationToken };
  });
  return resources.flatMap(({ ResourceARN: arn, Tags: tags = [] }) => {
    const ref = refOf(arn ?? '');
    return ref == null ? [] : [[keyOf(ref), Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]))]];
  });
}
