import { AwsError } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { page } from '../glue/pages.ts';
import { compact } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { tagsOf } from '../tags/tag-list.ts';
import type { TagList } from '../tags/tag-list.ts';
import { patternProblem } from './pattern.ts';
import { busOf, putRule, requireRule, ruleArn, ruleKey, rulesOf } from './records.ts';
import type { RuleRecord } from './records.ts';

interface Named {
  readonly Name: string;
  readonly EventBusName?: string;
}

/** What the paging of every list here says. */
export interface Paged {
  readonly NextToken?: string;
  readonly Limit?: number;
}

/** One page of names, as EventBridge asks for it. */
export function pageOf<T>(
  context: Context,
  { NextToken, Limit }: Paged,
  items: readonly T[],
  keyOf: (item: T) => string,
) {
  const request = { ...(Limit == null ? {} : { MaxResults: Limit }), ...(NextToken == null ? {} : { NextToken }) };
  return page(context, request, items, keyOf, 100);
}

/** EventBridge's refusal of a request whose shape is right and whose meaning is not. */
export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

/** The pattern of a text, or the refusal of one that is none. */
export function readPattern(text: string): JsonObject {
  let pattern: Json;
  try {
    pattern = JSON.parse(text) as Json;
  } catch {
    throw new AwsError('InvalidEventPatternException', 'Event pattern is not valid. Reason: not a JSON text');
  }
  const problem = patternProblem(pattern);
  if (problem != null) {
    throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${problem}`);
  }
  return pattern as JsonObject;
}

interface PutRule extends Named {
  readonly EventPattern?: string;
  readonly ScheduleExpression?: string;
  readonly State?: string;
  readonly Description?: string;
  readonly RoleArn?: string;
  readonly Tags?: TagList;
}

/** What is left out of an update goes, but tags and targets, which it does not touch (SDK PutRule). */
function put(input: PutRule, context: Context): object {
  const bus = busOf(context, input.EventBusName);
  const { Name: name, EventPattern: pattern, ScheduleExpression: schedule } = input;
  if (pattern == null && schedule == null) {
    throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (pattern != null) {
    readPattern(pattern);
    // Quotas page: 2,048 characters, where the API model has 4,096 for accounts that were given more.
    if (pattern.length > 2048) {
      throw new AwsError('LimitExceededException', 'The event pattern is longer than 2048 characters.');
    }
  }
  if (schedule != null && bus !== 'default') {
    throw invalid('ScheduleExpression is supported only on the default event bus.');
  }
  const known = rulesOf(context.store).get(ruleKey(bus, name));
  const tags = known?.tags ?? tagsOf(input.Tags);
  const rule: RuleRecord = {
    name,
    bus,
    pattern,
    schedule,
    state: input.State ?? 'ENABLED',
    description: input.Description,
    role: input.RoleArn,
    targets: known?.targets ?? [],
    tags,
  };
  putRule(context, rule);
  context.tagIndex.note(ruleArn(context, rule), tags);
  return { RuleArn: ruleArn(context, rule) };
}

function show(context: Context, rule: RuleRecord): object {
  return compact({
    Name: rule.name,
    Arn: ruleArn(context, rule),
    EventPattern: rule.pattern,
    ScheduleExpression: rule.schedule,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.role,
    EventBusName: rule.bus,
  });
}

/** A rule that is gone is no error; one with targets stays (SDK DeleteRule). */
function remove({ Name, EventBusName }: Named, context: Context): object {
  const key = ruleKey(busOf(context, EventBusName), Name);
  const rule = rulesOf(context.store).get(key);
  if (rule == null) {
    return {};
  }
  if (rule.targets.length > 0) {
    throw invalid("Rule can't be deleted since it has targets.");
  }
  rulesOf(context.store).delete(key);
  context.tagIndex.note(ruleArn(context, rule), undefined);
  return {};
}

function setState({ Name, EventBusName }: Named, context: Context, state: string): object {
  putRule(context, { ...requireRule(context, Name, EventBusName), state });
  return {};
}

function list(input: Paged & { NamePrefix?: string; EventBusName?: string }, context: Context): object {
  const bus = busOf(context, input.EventBusName);
  const rules = rulesOf(context.store)
    .values()
    .filter((rule) => rule.bus === bus && rule.name.startsWith(input.NamePrefix ?? ''));
  const { items, ...next } = pageOf(context, input, rules, ({ name }) => name);
  return { Rules: items.map((rule) => show(context, rule)), ...next };
}

/** The operations on rules. */
export const ruleHandlers: HandlerTable = {
  PutRule: operation(put),
  DescribeRule: operation(({ Name, EventBusName }: Named, context) => ({
    ...show(context, requireRule(context, Name, EventBusName)),
    CreatedBy: context.account,
  })),
  ListRules: operation(list),
  EnableRule: operation((input: Named, context) => setState(input, context, 'ENABLED')),
  DisableRule: operation((input: Named, context) => setState(input, context, 'DISABLED')),
  DeleteRule: operation(remove),
};
