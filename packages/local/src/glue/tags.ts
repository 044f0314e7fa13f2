import { invalidInput, notFound } from '../errors.ts';
import { crawlersOf } from './crawler-records.ts';
import { operation } from './handler.ts';
import type { Context, HandlerTable } from './handler.ts';
import { jobsOf, triggersOf, workflowsOf } from './records.ts';
import type { Tags } from './records.ts';
import { arnOf, checkTags } from './tagging.ts';
import type { TaggedKind } from './tagging.ts';
import type { Collection } from '../store/store.ts';
import { findTrigger } from './trigger-state.ts';

interface Tagged {
  readonly tags: Tags;
}

const collections: Readonly<Record<TaggedKind, (context: Context) => Collection<Tagged>>> = {
  crawler: (context) => crawlersOf(context.store),
  job: (context) => jobsOf(context.store),
  trigger: (context) => triggersOf(context.store),
  workflow: (context) => workflowsOf(context.store),
};

interface Target {
  readonly name: string;
  readonly collection: Collection<Tagged>;
  readonly record: Tagged;
}

/** Names may hold slashes: only the first one divides the kind from the name. */
function find(context: Context, arn: string): Target {
  const [, partition, , region, account, kind, name] =
    /^arn:([^:]+):(glue):([^:]*):([^:]*):([^/]+)\/(.+)$/s.exec(arn) ?? [];
  if (partition == null || kind == null || name == null) {
    throw invalidInput(`Invalid ARN: ${arn}`);
  }
  const collection = Object.hasOwn(collections, kind) ? collections[kind as TaggedKind](context) : undefined;
  const gone = kind === 'trigger' && findTrigger(context, name) == null;
  const record = collection?.get(name);
  if (collection == null || record == null || gone || account !== context.account || region !== context.region) {
    throw notFound(`Resource ${arn} not found.`);
  }
  return { name, collection, record };
}

function retag(context: Context, arn: string, change: (tags: Tags) => Tags): object {
  const { name, collection, record } = find(context, arn);
  const tags = change(record.tags);
  checkTags(tags);
  collection.put(name, { ...record, tags });
  context.tagIndex.note(arn, tags);
  return {};
}

/** Fills the tagging index with what the store knows; called once, before the server listens. */
export function indexTags(context: Context): void {
  for (const [kind, collectionOf] of Object.entries(collections)) {
    for (const [name, record] of collectionOf(context).entries()) {
      context.tagIndex.note(arnOf(context, kind as TaggedKind, name), record.tags, Number.NEGATIVE_INFINITY);
    }
  }
}

const without = (tags: Tags, keys: readonly string[]): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)));

/** The operations on tags; they see a change at once, unlike the tagging service. */
export const tagHandlers: HandlerTable = {
  GetTags: operation((input: { ResourceArn: string }, context) => ({
    Tags: find(context, input.ResourceArn).record.tags,
  })),
  TagResource: operation((input: { ResourceArn: string; TagsToAdd: Tags }, context) =>
    retag(context, input.ResourceArn, (tags) => ({ ...tags, ...input.TagsToAdd })),
  ),
  UntagResource: operation((input: { ResourceArn: string; TagsToRemove: readonly string[] }, context) =>
    retag(context, input.ResourceArn, (tags) => without(tags, input.TagsToRemove)),
  ),
};
