import {
  isPausable,
  keyOf,
  type Live,
  ownerOf,
  pausedTag,
  type ReadRequest,
  type ResourceOf,
} from '@gluepipeline/core';

import type { GlueKind } from '../account.ts';
import { glueOf } from '../client/glue-client.ts';
import { inFlight } from '../client/in-flight.ts';
import type { Connection } from '../connection.ts';
import { readTagIndex, type TagIndex } from '../tagging/tag-index.ts';
import { findCrawlers } from './crawlers.ts';
import { findJobs } from './jobs.ts';
import { type Members, readMembers } from './members.ts';
import type { Ownership } from './ownership.ts';
import type { Tags } from './tags.ts';
import { findTriggers } from './triggers.ts';
import { findWorkflows } from './workflows.ts';

/** A live resource that Glue keeps. */
export type LiveGlue = Live<ResourceOf<GlueKind>>;

/** Names by kind. */
type Names = Readonly<Record<GlueKind, readonly string[]>>;

/** What the reader works with. */
export interface Reader {
  readonly connection: Connection;
  readonly ownership: Ownership;
  /** Keys whose tags this run has changed: the index surely lags behind them. */
  readonly retagged: ReadonlySet<string>;
}

/** The note of a read that could not see the tags in bulk. */
export const unreadableIndexNote =
  'tag:GetResources is not permitted: a workflow of this stack that none of its triggers names any more cannot be seen';

/** Reads the named resources and nothing about who owns them: for checking what was just written. */
export async function readNamed(reader: Reader, request: ReadRequest): Promise<LiveGlue[]> {
  return find(reader, namesOf(request), 'gone');
}

/** Reads the named resources and everything that the stack owns, each with its tags. */
export async function readStack(
  reader: Reader,
  request: ReadRequest,
  stack: string,
): Promise<{ resources: LiveGlue[]; notes: string[]; index: TagIndex }> {
  const glue = glueOf(reader.connection);
  const names = namesOf(request);
  const [named, members, index] = await Promise.all([
    find(reader, names, 'gone'),
    readMembers(glue, stack),
    readTagIndex(reader.connection, stack, Object.values(names).flat().length),
  ]);
  const others = await find(reader, othersOf(names, members, index), 'there');
  const hidden = await find(reader, hiddenWorkflows(names, [...named, ...others]), 'there');
  const found = new Map([...named, ...others, ...hidden].map((each) => [keyOf(each), each]));
  const tagged = await inFlight([...found.values()], async (live) => {
    const tags = await tagsOf(reader, live, { members, index, stack, wanted: request.wantedTags?.[keyOf(live)] });
    return tags == null ? undefined : { ...live, tags };
  });
  const resources = tagged
    .filter((live) => live != null)
    .filter((live) => isNamed(names, live) || ownerOf(live) === stack);
  return { resources, notes: index.readable ? [] : [unreadableIndexNote], index };
}

function namesOf({ names }: ReadRequest): Names {
  const { crawler = [], job = [], trigger = [], workflow = [] } = names;
  return { crawler, job, trigger, workflow };
}

async function find({ connection }: Reader, names: Names, deleting: 'gone' | 'there'): Promise<LiveGlue[]> {
  const { clock } = connection;
  const glue = glueOf(connection);
  const found = await Promise.all([
    findCrawlers(glue, clock, names.crawler),
    findJobs(glue, names.job),
    findTriggers(glue, clock, names.trigger, deleting),
    findWorkflows(glue, names.workflow),
  ]);
  return found.flat();
}

/** What the stack seems to own beside what was named: members by Glue's word, and whatever the index knows. */
function othersOf(names: Names, members: Members, index: TagIndex): Names {
  const indexed = (kind: GlueKind) =>
    [...index.tags.keys()].filter((key) => key.startsWith(`${kind}/`)).map((key) => key.slice(kind.length + 1));
  const unnamed = (kind: GlueKind, known: Iterable<string>) => {
    const named = new Set(names[kind]);
    return [...new Set(known)].filter((name) => !named.has(name));
  };
  return {
    crawler: unnamed('crawler', members.crawler),
    job: unnamed('job', members.job),
    trigger: unnamed('trigger', members.trigger),
    workflow: unnamed('workflow', indexed('workflow')),
  };
}

/** Workflows that the index does not show yet, or may not show at all, but that triggers of the stack belong to. */
function hiddenWorkflows(names: Names, found: readonly LiveGlue[]): Names {
  const known = new Set([
    ...names.workflow,
    ...found.filter(({ kind }) => kind === 'workflow').map(({ name }) => name),
  ]);
  const triggers = found.filter((each) => each.kind === 'trigger');
  const workflows = triggers.flatMap(({ definition }) => definition.WorkflowName ?? []);
  return { crawler: [], job: [], trigger: [], workflow: [...new Set(workflows)].filter((name) => !known.has(name)) };
}

interface Evidence {
  readonly members: Members;
  readonly index: TagIndex;
  readonly stack: string;
  readonly wanted: Tags | undefined;
}

/**
 * The tags of a live resource. The index is believed only where it says what Glue's own list says about the owner and
 * holds the tags that are wanted; else Glue is asked, one call a resource (docs/design.md#reading-aws).
 */
async function tagsOf(reader: Reader, live: LiveGlue, evidence: Evidence): Promise<Tags | undefined> {
  const { members, index, stack, wanted } = evidence;
  const key = keyOf(live);
  const indexed = index.tags.get(key);
  const listed = live.kind === 'workflow' ? indexed != null : members[live.kind].has(live.name);
  const asWanted = wanted == null || (indexed != null && holds(indexed, wanted));
  if (indexed == null || !listed || !asWanted || mayBePaused(live, indexed) || reader.retagged.has(key)) {
    return reader.ownership.tags(live);
  }
  if (live.kind !== 'workflow') {
    reader.ownership.note(live, stack);
  }
  return indexed;
}

/** A start that is off, or that the index calls paused: whether it is paused decides whether a deployment lets it loose. */
function mayBePaused(live: LiveGlue, indexed: Tags): boolean {
  return isPausable(live) && (!live.definition.enabled || Object.hasOwn(indexed, pausedTag));
}

/** Tags beyond the wanted ones are somebody else's: an organisation that tags everything must not cost a call a resource. */
function holds(tags: Tags, wanted: Tags): boolean {
  return Object.entries(wanted).every(([key, value]) => tags[key] === value);
}

function isNamed(names: Names, live: LiveGlue): boolean {
  return names[live.kind].includes(live.name);
}
