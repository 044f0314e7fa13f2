import { AwsError } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import type { Tags } from '../glue/records.ts';
import { compact } from '../json.ts';
import { tagList, tagsOf, without } from '../tags/tag-list.ts';
import type { TagList } from '../tags/tag-list.ts';
import { busArn, busesOf, busOf, notThere, putRule, ruleArn, rulesOf } from './records.ts';
import { invalid, pageOf } from './rules.ts';
import type { Paged } from './rules.ts';

interface CreateBus {
  readonly Name: string;
  readonly Description?: string;
  readonly Tags?: TagList;
}

function create({ Name: name, Description: description, Tags }: CreateBus, context: Context): object {
  if (name === 'default' || busesOf(context.store).get(name) != null) {
    throw new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
  }
  const tags = tagsOf(Tags);
  busesOf(context.store).put(name, { name, description, tags });
  context.tagIndex.note(busArn(context, name), tags);
  return compact({ EventBusArn: busArn(context, name), Description: description });
}

/** A bus with rules stays; one that is gone is no error. */
function remove({ Name: name }: { Name: string }, context: Context): object {
  if (name === 'default') {
    throw invalid('Cannot delete event bus default.');
  }
  if (
    rulesOf(context.store)
      .values()
      .some(({ bus }) => bus === name)
  ) {
    throw invalid(`Cannot delete event bus ${name}: it has rules.`);
  }
  if (busesOf(context.store).delete(name)) {
    context.tagIndex.note(busArn(context, name), undefined);
  }
  return {};
}

const show = (context: Context, name: string): object =>
  compact({ Name: name, Arn: busArn(context, name), Description: busesOf(context.store).get(name)?.description });

function list(input: Paged & { NamePrefix?: string }, context: Context): object {
  const names = [
    'default',
    ...busesOf(context.store)
      .values()
      .map(({ name }) => name),
  ].sort();
  const wanted = names.filter((name) => name.startsWith(input.NamePrefix ?? ''));
  const { items, ...next } = pageOf(context, input, wanted, (name) => name);
  return { EventBuses: items.map((name) => show(context, name)), ...next };
}

interface Tagged {
  readonly tags: Tags;
  put(tags: Tags): void;
}

function tagged(context: Context, arn: string): Tagged {
  const rule = rulesOf(context.store)
    .values()
    .find((each) => ruleArn(context, each) === arn);
  const bus = busesOf(context.store)
    .values()
    .find((each) => busArn(context, each.name) === arn);
  if (rule != null) {
    return { tags: rule.tags, put: (tags) => putRule(context, { ...rule, tags }) };
  }
  if (bus != null) {
    return { tags: bus.tags, put: (tags) => busesOf(context.store).put(bus.name, { ...bus, tags }) };
  }
  throw notThere(`Resource ${arn} does not exist.`);
}

function retag(context: Context, arn: string, to: (tags: Tags) => Tags): object {
  const resource = tagged(context, arn);
  const tags = to(resource.tags);
  if (Object.keys(tags).length > 50) {
    throw invalid('A resource can have at most 50 tags.');
  }
  resource.put(tags);
  context.tagIndex.note(arn, tags);
  return {};
}

/** The operations on buses, and on the tags of buses and rules. */
export const busHandlers: HandlerTable = {
  CreateEventBus: operation(create),
  DescribeEventBus: operation(({ Name }: { Name?: string }, context) => show(context, busOf(context, Name))),
  ListEventBuses: operation(list),
  DeleteEventBus: operation(remove),
  ListTagsForResource: operation(({ ResourceARN }: { ResourceARN: string }, context) => ({
    Tags: tagList(tagged(context, ResourceARN).tags),
  })),
  TagResource: operation((input: { ResourceARN: string; Tags: TagList }, context) =>
    retag(context, input.ResourceARN, (tags) => ({ ...tags, ...tagsOf(input.Tags) })),
  ),
  UntagResource: operation((input: { ResourceARN: string; TagKeys: readonly string[] }, context) =>
    retag(context, input.ResourceARN, (tags) => without(tags, input.TagKeys)),
  ),
};

/** Fills the tagging index with what the store knows; called once, before the server listens. */
export function indexRules(context: Context): void {
  for (const rule of rulesOf(context.store).values()) {
    context.tagIndex.note(ruleArn(context, rule), rule.tags, Number.NEGATIVE_INFINITY);
  }
  for (const { name, tags } of busesOf(context.store).values()) {
    context.tagIndex.note(busArn(context, name), tags, Number.NEGATIVE_INFINITY);
  }
}
