import { invalidInput } from '../errors.ts';
import type { Context } from './handler.ts';
import type { Tags } from './records.ts';

/** The kinds of resources that carry tags, as ARNs spell them. */
export type TaggedKind = 'job' | 'trigger' | 'workflow' | 'crawler';

/** The ARN of a Glue resource (developer guide, "Specifying AWS Glue resource ARNs"). */
export const arnOf = (context: Context, kind: TaggedKind, name: string): string =>
  `arn:aws:glue:${context.region}:${context.account}:${kind}/${name}`;

/** Refuses tag keys and values that AWS keeps for itself, and more than 50 tags. */
export function checkTags(tags: Tags): void {
  if (Object.keys(tags).length > 50) {
    throw invalidInput('A resource can have at most 50 tags.');
  }
  for (const [key, value] of Object.entries(tags)) {
    if (key.startsWith('aws') || value.startsWith('aws')) {
      throw invalidInput(`Tag keys and values must not start with aws: ${key}`);
    }
  }
}

/** True when the tags pass a List* filter; no filter admits everything. */
export function tagsMatch(context: Context, tags: Tags, filter: Tags | undefined): boolean {
  const pairs = Object.entries(filter ?? {});
  const has = ([key, value]: readonly [string, string]): boolean => tags[key] === value;
  return pairs.length === 0 || (context.quirks.has('tags-or') ? pairs.some(has) : pairs.every(has));
}
