import type { Target } from '@aws-sdk/client-eventbridge';
import {
  type Live,
  patternText,
  type ResourceOf,
  type RuleDefinition,
  ruleNameOf,
  type RuleTarget,
} from '@gluepipeline/core';

import { AwsCallError, hasAwsCode } from '../client/errors.ts';
import { inFlight } from '../client/in-flight.ts';
import { allPages, pageToken } from '../client/pages.ts';
import { retry, waitFor } from '../client/retry.ts';
import type { Connection, EventBridge } from '../connection.ts';
import type { Actions } from '../glue/actions.ts';
import { unknownMembers } from '../glue/shape.ts';
import type { TagChanges, Tags } from '../glue/tags.ts';
import { parsed } from './json.ts';
import { tagList, tagsOfList } from './tag-list.ts';

/** What EventBridge itself keeps about a rule and nobody sets, and what is modelled (SDK DescribeRuleResponse). */
const known = [
  '$metadata',
  'Name',
  'Arn',
  'EventPattern',
  'State',
  'Description',
  'EventBusName',
  'ManagedBy',
  'CreatedBy',
];

/** The rules of these keys that exist; their tags are not known here. */
export async function findRules(connection: Connection, keys: readonly string[]): Promise<Live<ResourceOf<'rule'>>[]> {
  if (keys.length === 0) {
    return [];
  }
  const events = await connection.eventbridge();
  const found = await inFlight(keys, async (key) => {
    const [rule, Targets] = await Promise.all([describe(events, key), targetsOf(events, key)]);
    return rule == null ? undefined : liveRule(key, rule, Targets);
  });
  return found.filter((rule) => rule != null);
}

type Described = NonNullable<Awaited<ReturnType<typeof describe>>>;

function liveRule(key: string, rule: Described, targets: readonly Target[]): Live<ResourceOf<'rule'>> {
  const definition: RuleDefinition = {
    EventBusName: rule.EventBusName ?? ruleNameOf(key).bus,
    EventPattern: parsed(rule.EventPattern),
    ...(rule.Description == null ? {} : { Description: rule.Description }),
    Targets: targets as readonly RuleTarget[],
    enabled: isOn(rule.State),
  };
  const unmodelled = unknownMembers(rule, known);
  return {
    kind: 'rule',
    name: key,
    label: key,
    tags: {},
    definition,
    ...(Object.keys(unmodelled).length === 0 ? {} : { unmodelled }),
  };
}

/** What can be done with a rule. */
export function ruleActions(connection: Connection, rule: ResourceOf<'rule'>): Actions {
  const { name: key, definition } = rule;
  const request = {
    ...where(key),
    EventPattern: patternText(definition.EventPattern),
    ...(definition.Description == null ? {} : { Description: definition.Description }),
  };
  /** Without fields everything is written. The state is sent along: a rule that is put without one is switched on (SDK PutRule). */
  const overwrite = async (fields?: readonly string[]) => {
    const events = await connection.eventbridge();
    if (fields == null || fields.some((field) => field !== 'targets')) {
      const State = (await describe(events, key))?.State ?? 'DISABLED';
      await events.client.send(new events.PutRuleCommand({ ...request, State }));
    }
    if (fields == null || fields.includes('targets')) {
      await putTargets(connection, events, key, definition.Targets);
    }
  };
  return {
    create: async () => {
      const events = await connection.eventbridge();
      const made = { ...request, State: 'DISABLED' as const, Tags: tagList(rule.tags) };
      await events.client.send(new events.PutRuleCommand(made));
      await putTargets(connection, events, key, definition.Targets);
    },
    overwrite,
    takeOver: () => overwrite(),
    remove: async () => {
      const events = await connection.eventbridge();
      const targets = await targetsOf(events, key);
      await removeTargets(connection, events, key, targets);
      await events.client.send(new events.DeleteRuleCommand(where(key)));
    },
  };
}

/** Switches a rule on or off and returns when it is so. */
export async function setRuleActive(connection: Connection, key: string, active: boolean): Promise<void> {
  const events = await connection.eventbridge();
  const rule = await describe(events, key);
  if (rule == null ? !active : isOn(rule.State) === active) {
    return;
  }
  const command = active ? new events.EnableRuleCommand(where(key)) : new events.DisableRuleCommand(where(key));
  await events.client.send(command);
  await waitFor(
    connection.clock,
    async () => (isOn((await describe(events, key))?.State ?? 'DISABLED') === active ? true : undefined),
    {
      operation: active ? 'EnableRule' : 'DisableRule',
      target: `"${key}"`,
      otherwise: `rule "${key}" is not switched ${active ? 'on' : 'off'}`,
      milliseconds: 60_000,
    },
  );
}

/** The tags of a rule as EventBridge has them, or nothing where there is no such rule. */
export async function readRuleTags(connection: Connection, arn: string): Promise<Tags | undefined> {
  const events = await connection.eventbridge();
  return unlessGone(async () => {
    return tagsOfList((await events.client.send(new events.ListTagsForResourceCommand({ ResourceARN: arn }))).Tags);
  });
}

/** Sets and removes these tags of a rule. */
export async function writeRuleTags(
  connection: Connection,
  arn: string,
  { added, removed }: TagChanges,
): Promise<void> {
  const events = await connection.eventbridge();
  if (Object.keys(added).length > 0) {
    await events.client.send(new events.TagResourceCommand({ ResourceARN: arn, Tags: tagList(added) }));
  }
  if (removed.length > 0) {
    await events.client.send(new events.UntagResourceCommand({ ResourceARN: arn, TagKeys: [...removed] }));
  }
}

/** A rule that also sees what CloudTrail manages is on as well (SDK RuleState). */
function isOn(state: string | undefined): boolean {
  return state !== 'DISABLED';
}

function where(key: string) {
  const { bus, name } = ruleNameOf(key);
  return { Name: name, EventBusName: bus };
}

function ofRule(key: string) {
  const { bus, name } = ruleNameOf(key);
  return { Rule: name, EventBusName: bus };
}

function describe(events: EventBridge, key: string) {
  return unlessGone(() => events.client.send(new events.DescribeRuleCommand(where(key))));
}

async function targetsOf(events: EventBridge, key: string): Promise<Target[]> {
  const targets = await unlessGone(() =>
    allPages(async (token) => {
      const page = await events.client.send(
        new events.ListTargetsByRuleCommand({ ...ofRule(key), Limit: 100, ...pageToken(token) }),
      );
      return { items: page.Targets ?? [], next: page.NextToken };
    }),
  );
  return targets ?? [];
}

/** Makes the targets of a rule these; a target is told from others by its id. */
async function putTargets(
  connection: Connection,
  events: EventBridge,
  key: string,
  wanted: readonly RuleTarget[],
): Promise<void> {
  const stale = (await targetsOf(events, key)).filter(({ Id }) => wanted.every((target) => target.Id !== Id));
  await removeTargets(connection, events, key, stale);
  if (wanted.length > 0) {
    const request = { ...ofRule(key), Targets: wanted as Target[] };
    await entries(connection, 'PutTargets', key, () => events.client.send(new events.PutTargetsCommand(request)));
  }
}

async function removeTargets(
  connection: Connection,
  events: EventBridge,
  key: string,
  targets: readonly Target[],
): Promise<void> {
  if (targets.length > 0) {
    const request = { ...ofRule(key), Ids: targets.map(({ Id = '' }) => Id) };
    await entries(connection, 'RemoveTargets', key, () => events.client.send(new events.RemoveTargetsCommand(request)));
  }
}

interface Entries {
  readonly FailedEntryCount?: number | undefined;
  readonly FailedEntries?:
    readonly { readonly ErrorCode?: string | undefined; readonly ErrorMessage?: string | undefined }[] | undefined;
}

/** The answer may be a success and hold failures (SDK PutTargets: "can partially fail if too many requests are made"). */
async function entries(
  connection: Connection,
  operation: string,
  key: string,
  send: () => Promise<Entries>,
): Promise<void> {
  await retry(connection.clock, async () => {
    const { FailedEntryCount: count = 0, FailedEntries: failed = [] } = await send();
    if (count > 0) {
      const { ErrorCode: awsCode, ErrorMessage: why = 'no reason given' } = failed[0] ?? {};
      throw new AwsCallError(`${operation} of "${key}" was refused: ${why} (${awsCode ?? 'no code'})`, {
        kind: 'refused',
        operation,
        target: `"${key}"`,
        awsCode,
        hint: 'change what AWS names',
        attempts: 1,
      });
    }
  });
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (hasAwsCode(error, 'ResourceNotFoundException')) {
      return undefined;
    }
    throw error;
  }
}
