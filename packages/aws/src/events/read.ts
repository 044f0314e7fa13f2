import {
  keyOf,
  type Live,
  ownerOf,
  type ReadRequest,
  type ResourceOf,
  type ResourceRef,
  roleNameOf,
} from '@gluepipeline/core';

import { type Account, type EventKind, eventKinds, refOf } from '../account.ts';
import { isAwsCallError } from '../client/errors.ts';
import { inFlight } from '../client/in-flight.ts';
import type { Reader } from '../glue/read.ts';
import type { TagIndex } from '../tagging/tag-index.ts';
import { findRoles } from './roles.ts';
import { findRules } from './rules.ts';
import { findTopics } from './topics.ts';

/** A live resource beside Glue. */
export type LiveEvent = Live<ResourceOf<EventKind>>;

/** The same with the account, which their ARNs are made of. */
export interface EventReader extends Reader {
  readonly account: () => Promise<Account>;
}

/** Reads the named roles, topics and rules and nothing about who owns them; where none is named, nothing is asked. */
export async function readNamedEvents(reader: EventReader, { names }: ReadRequest): Promise<LiveEvent[]> {
  const { connection, account } = reader;
  const topics = names.topic ?? [];
  const found = await Promise.all([
    findRoles(connection, names.role ?? []),
    topics.length === 0 ? [] : findTopics(connection, await account(), topics),
    findRules(connection, names.rule ?? []),
  ]);
  return found.flat();
}

/**
 * Reads the named roles, topics and rules and those that the stack owns, with their tags. Rules and topics are in the
 * index of tags; roles are in no index and are found through the rules that use them, through the record of the last
 * deployment, and by the name that a rule's role has: the rule's own. Where nothing speaks of any of them, no service
 * beside Glue is asked.
 */
export async function readStackEvents(
  reader: EventReader,
  request: ReadRequest,
  stack: string,
  index: TagIndex,
): Promise<{ resources: LiveEvent[]; notes: string[] }> {
  const recorded = (await request.recorded?.()) ?? [];
  const wanted = namesToRead(request, index, recorded);
  if (eventKinds.every((kind) => wanted[kind].length === 0)) {
    return { resources: [], notes: [] };
  }
  const owns = async (live: LiveEvent): Promise<LiveEvent> => ({
    ...live,
    tags: await tagsOf(reader, live, request, index),
  });
  const rules = await inFlight(await findRules(reader.connection, wanted.rule), owns);
  const own = rules.filter((rule): rule is Live<ResourceOf<'rule'>> => ownerOf(rule) === stack && rule.kind === 'rule');
  const account = await reader.account();
  const hidden = index.readable ? [] : topicsOf(own, account);
  const topicNames = [...new Set([...wanted.topic, ...hidden])];
  const roleNames = [...new Set([...wanted.role, ...rolesOf(own, account)])];
  const [topics, roles] = await Promise.all([
    onlyOurs(topicNames, request.names.topic, (names) => findTopics(reader.connection, account, names)),
    onlyOurs(roleNames, request.names.role, (names) => findRoles(reader.connection, names)),
  ]);
  const tagged = [...rules, ...(await inFlight(topics, owns)), ...roles];
  const resources = tagged.filter(
    (live) => request.names[live.kind]?.includes(live.name) === true || ownerOf(live) === stack,
  );
  return { resources, notes: resources.flatMap(pendingNote) };
}

type Names = Readonly<Record<EventKind, readonly string[]>>;

/** Recorded rules and topics are looked at only where the index, which would show them, may not be read. */
function namesToRead({ names }: ReadRequest, index: TagIndex, recorded: readonly ResourceRef[]): Names {
  const indexed = (kind: EventKind) =>
    [...index.tags.keys()].filter((key) => key.startsWith(`${kind}/`)).map((key) => key.slice(kind.length + 1));
  const noted = (kind: EventKind) =>
    recorded.filter((ref) => ref.kind === kind && (kind === 'role' || !index.readable)).map(({ name }) => name);
  const all = (kind: EventKind) => [...new Set([...(names[kind] ?? []), ...indexed(kind), ...noted(kind)])];
  return { role: all('role'), topic: all('topic'), rule: all('rule') };
}

/** The roles of this account that the targets of these rules name, and those that are called like such a rule. */
function rolesOf(rules: readonly Live<ResourceOf<'rule'>>[], account: Account): string[] {
  return rules.flatMap(({ name, definition }) => {
    const used = definition.Targets.flatMap(({ RoleArn }) =>
      RoleArn == null ? [] : (roleNameOf(account, RoleArn) ?? []),
    );
    return definition.Targets.every(({ RoleArn }) => RoleArn == null) ? [] : [...used, name.split('/').at(-1) ?? name];
  });
}

/** The topics of this account and Region that these rules tell. */
function topicsOf(rules: readonly Live<ResourceOf<'rule'>>[], { accountId, region }: Account): string[] {
  return rules
    .flatMap(({ definition }) => definition.Targets)
    .filter(({ Arn }) => Arn.split(':').slice(3, 5).join(':') === `${region}:${accountId}`)
    .flatMap(({ Arn }) => {
      const ref = refOf(Arn);
      return ref?.kind === 'topic' ? ref.name : [];
    });
}

/** Reads what is named, and of the rest what may be looked at: a rule may use a role or a topic that is not ours. */
async function onlyOurs<T>(
  names: readonly string[],
  named: readonly string[] | undefined,
  find: (names: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  const asked = new Set(named);
  const found = await inFlight(names, async (name) => {
    try {
      return await find([name]);
    } catch (error) {
      if (!asked.has(name) && isAwsCallError(error) && error.kind === 'permission') {
        return [];
      }
      throw error;
    }
  });
  return found.flat();
}

/** The index is believed where it holds the wanted tags; else the service is asked. Roles bring theirs along. */
async function tagsOf(
  reader: EventReader,
  live: LiveEvent,
  request: ReadRequest,
  index: TagIndex,
): Promise<Readonly<Record<string, string>>> {
  const key = keyOf(live);
  const indexed = index.tags.get(key);
  const wanted = Object.entries(request.wantedTags?.[key] ?? {});
  const isRight = indexed != null && wanted.every(([tag, value]) => indexed[tag] === value);
  return isRight && !reader.retagged.has(key) ? indexed : ((await reader.ownership.tags(live)) ?? {});
}

function pendingNote(live: LiveEvent): string[] {
  const pending = live.kind === 'topic' ? (live.definition.PendingEmails ?? []) : [];
  return pending.map(
    (email) =>
      `topic "${live.name}": ${email} has not confirmed the mail of AWS, and gets no alerts before; an address that is no longer wanted can be taken out only once it has`,
  );
}
