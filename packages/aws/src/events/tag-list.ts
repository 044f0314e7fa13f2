import type { Tags } from '../glue/tags.ts';

/** A tag as EventBridge, SNS and IAM have it. */
interface Tag {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

/** Tags as a list of pairs. */
export function tagList(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** A list of pairs as tags. */
export function tagsOfList(list: readonly Tag[] | undefined): Tags {
  return Object.fromEntries((list ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}
