import type { Tags } from '../glue/records.ts';

/** Tags as EventBridge, SNS and IAM send them. */
export type TagList = readonly { readonly Key: string; readonly Value: string }[];

/** Tags by key; of a key that comes twice the last counts. */
export const tagsOf = (list: TagList | undefined): Tags =>
  Object.fromEntries((list ?? []).map(({ Key, Value }) => [Key, Value]));

/** The same as a list. */
export const tagList = (tags: Tags): TagList => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** The tags without these keys. */
export const without = (tags: Tags, keys: readonly string[]): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)));
