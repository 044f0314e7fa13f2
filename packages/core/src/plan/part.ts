import { didYouMean } from '../config/suggest.ts';
import { UserError } from '../errors.ts';
import { digestsIn } from '../resources/artifact.ts';
import { keyOf, type Live, type Resource, type ResourceOf } from '../resources/resource.ts';
import { startsWorkflow } from '../resources/rule.ts';
import { nodeKey } from '../resources/trigger.ts';
import type { SelectedItem, Selection } from './selection.ts';

/** Everything that tells what a selection comes to. */
export interface PartInput {
  readonly selection: Selection;
  readonly desired: readonly Resource[];
  /** What is there and ours, or used and somebody else's, by `keyOf`. */
  readonly live: ReadonlyMap<string, Live>;
  /** What the config no longer has. */
  readonly orphans: readonly Live[];
  /** The keys of workflows that are to be made anew: their triggers go with them. */
  readonly replaced: ReadonlySet<string>;
  /** The keys of what is to be taken over: whoever says so wants it in the plan. */
  readonly adopted: readonly string[];
  /** The keys of what an earlier deployment of the same part has left half done. */
  readonly unfinished: readonly string[];
}

/** A part of a stack that can be deployed by itself. */
export interface Part {
  /** The keys of its resources. */
  readonly keys: ReadonlySet<string>;
  /** The keys of jobs, crawlers and workflows that its triggers name, whoever makes them. */
  readonly named: ReadonlySet<string>;
}

/**
 * What is selected, with what it cannot do without: the files of its jobs, the triggers that start it otherwise than
 * now, and of what those name whatever is not there yet. What is there already stays as it is. A word that means nothing
 * is a UserError.
 */
export function partOf(input: PartInput): Part {
  const index = indexOf(input);
  const keys = new Set<string>();
  const waiting = [...seedsOf(input), ...input.adopted, ...input.unfinished];
  for (let key = waiting.pop(); key != null; key = waiting.pop()) {
    if (!keys.has(key)) {
      keys.add(key);
      waiting.push(...neededBy(key, input, index));
    }
  }
  const triggers = [...keys].flatMap((key) => index.triggers.get(key)?.wanted ?? []);
  const named = new Set(triggers.flatMap((trigger) => [...nodesOf(trigger), ...workflowOf(trigger)]));
  return { keys: new Set([...keys].filter((key) => index.known.has(key))), named };
}

function seedsOf({ selection, desired, orphans }: PartInput): string[] {
  const all = [...desired, ...orphans];
  return selection.items.flatMap((item) => {
    const found = all.filter((resource) => isMeant(item, resource)).map(keyOf);
    if (found.length === 0 && item.node == null) {
      throw unknownWord(item, all);
    }
    // A node that somebody else has made is nothing to deploy; how it starts may be.
    return item.node == null ? found : [...found, item.node];
  });
}

function isMeant({ kind, name }: SelectedItem, resource: Resource): boolean {
  return (kind == null || resource.kind === kind) && (resource.label === name || resource.name === name);
}

function unknownWord({ word, name }: SelectedItem, all: readonly Resource[]): UserError {
  const names = [...new Set(all.filter(({ kind }) => kind !== 'artifact').map(({ label }) => label))];
  return new UserError(
    'GP319',
    `there is nothing to select by "${word}"`,
    didYouMean(name, names) ??
      'say a job, crawler, group or trigger of the config, or kind/name, such as trigger/start',
  );
}

/** A trigger as it is wanted, and as it is. */
interface TriggerPair {
  readonly wanted?: ResourceOf<'trigger'> | undefined;
  readonly now?: ResourceOf<'trigger'> | undefined;
}

/** What is looked up again and again. */
interface Index {
  readonly wanted: ReadonlyMap<string, Resource>;
  readonly orphans: ReadonlyMap<string, Resource>;
  /** All that is wanted or to be deleted, and their keys. */
  readonly all: readonly Resource[];
  readonly known: ReadonlySet<string>;
  /** By their digests. */
  readonly artifacts: ReadonlyMap<string, readonly Resource[]>;
  readonly triggers: ReadonlyMap<string, TriggerPair>;
  /** Triggers by what they start, or name, or belong to. */
  readonly touching: ReadonlyMap<string, readonly string[]>;
}

function indexOf({ desired, orphans, live }: PartInput): Index {
  const wanted = new Map(desired.map((each) => [keyOf(each), each]));
  const artifacts = new Map<string, Resource[]>();
  for (const each of desired) {
    if (each.kind === 'artifact') {
      artifacts.set(each.definition.sha256, [...(artifacts.get(each.definition.sha256) ?? []), each]);
    }
  }
  const triggers = new Map<string, TriggerPair>();
  const touching = new Map<string, string[]>();
  const add = (trigger: Resource | undefined, as: keyof TriggerPair) => {
    if (trigger?.kind === 'trigger') {
      const key = keyOf(trigger);
      triggers.set(key, { ...triggers.get(key), [as]: trigger });
      for (const other of [...nodesOf(trigger), ...workflowOf(trigger)]) {
        const known = touching.get(other) ?? [];
        known.push(key);
        touching.set(other, known);
      }
    }
  };
  desired.forEach((each) => add(each, 'wanted'));
  [...live.values()].forEach((each) => add(each, 'now'));
  const all = [...desired, ...orphans];
  return {
    wanted,
    orphans: new Map(orphans.map((each) => [keyOf(each), each])),
    all,
    known: new Set(all.map(keyOf)),
    artifacts,
    triggers,
    touching,
  };
}

/** What cannot be left out where one resource is in. */
function neededBy(key: string, input: PartInput, index: Index): readonly string[] {
  const pair = index.triggers.get(key);
  if (pair != null) {
    return ofTrigger(pair, input, index);
  }
  const resource = index.wanted.get(key);
  const orphan = index.orphans.get(key);
  if (orphan != null) {
    // It is deleted: whatever names it must not do so any longer.
    const naming = (index.touching.get(key) ?? []).filter((each) => names(index.triggers.get(each)?.now, key));
    return orphan.kind === 'rule' || orphan.kind === 'role' ? companionsOf(orphan, index) : naming;
  }
  switch (resource?.kind) {
    case undefined:
      return ofNode(key, input, index);
    case 'job':
      return [...filesOf(resource, index), ...ofNode(key, input, index)];
    case 'crawler':
      return ofNode(key, input, index);
    case 'workflow':
      return input.replaced.has(key) ? (index.touching.get(key) ?? []) : [];
    case 'role':
    case 'topic':
    case 'rule':
      return companionsOf(resource, index);
    default:
      return [];
  }
}

/** A job's script and files: by the digests that it names, of which several files may have the same, and then by their keys. */
function filesOf(job: Resource, { artifacts }: Index): string[] {
  const text = JSON.stringify(job);
  return [...digestsIn(job)]
    .flatMap((digest) => artifacts.get(digest) ?? [])
    .filter(({ name }) => text.includes(JSON.stringify(name).slice(1, -1)))
    .map(keyOf);
}

/** What starts a node belongs to it where it is the node's own, or where it is to start it otherwise than now. */
function ofNode(key: string, { selection }: PartInput, index: Index): string[] {
  return [...(selection.own.get(key) ?? []), ...startingOtherwise(key, index)];
}

function startingOtherwise(node: string, { touching, triggers }: Index): string[] {
  return (touching.get(node) ?? []).filter((key) => {
    const { wanted, now } = triggers.get(key) ?? {};
    return startPlace(wanted, node) !== startPlace(now, node);
  });
}

/** Glue takes no trigger whose nodes or workflow are not there; and nothing may start twice, or not at all, in between. */
function ofTrigger({ wanted, now }: TriggerPair, { live }: PartInput, index: Index): string[] {
  const missing = [...nodesOf(wanted), ...workflowOf(wanted)].filter((key) => !live.has(key));
  const changed = [...new Set([...startedBy(wanted), ...startedBy(now)])].filter(
    (node) => startPlace(wanted, node) !== startPlace(now, node),
  );
  const trigger = wanted ?? now;
  const events = trigger != null && hasEvents({ wanted, now }) ? companionsOf(trigger, index) : [];
  return [
    ...missing,
    ...changed.flatMap((node) => [...startingOtherwise(node, index), ...waitingInVain(node, index)]),
    ...awaitedBy(wanted).flatMap((node) => toBeStarted(node, placeOf(wanted), index)),
    ...events,
    ...otherStarts(wanted, index),
  ];
}

/** What still waits, and is not to wait, for a node that nothing is to start there any more: it would never fire. */
function waitingInVain(node: string, { touching, triggers }: Index): string[] {
  const all = touching.get(node) ?? [];
  const places = new Set(all.map((key) => startPlace(triggers.get(key)?.wanted, node)));
  return all.filter((key) => {
    const { wanted, now } = triggers.get(key) ?? {};
    return awaitedBy(now).includes(node) && !awaitedBy(wanted).includes(node) && !places.has(placeOf(now));
  });
}

/** What is to start an awaited node in a workflow, where nothing does so yet. */
function toBeStarted(node: string, place: string, index: Index): string[] {
  const starting = (as: keyof TriggerPair) => (key: string) =>
    startPlace(index.triggers.get(key)?.[as], node) === place;
  const all = index.touching.get(node) ?? [];
  return all.some(starting('now')) || !all.some(starting('wanted')) ? [] : startingOtherwise(node, index);
}

/** A workflow has one starting trigger (docs/aws-facts.md#workflows): the one that is there must go before another comes. */
function otherStarts(wanted: ResourceOf<'trigger'> | undefined, { touching, triggers }: Index): string[] {
  const [workflow] = workflowOf(wanted);
  return workflow == null || !isStart(wanted)
    ? []
    : (touching.get(workflow) ?? []).filter((key) => isStart(triggers.get(key)?.now));
}

function hasEvents({ wanted, now }: TriggerPair): boolean {
  return wanted?.definition.Type === 'EVENT' || now?.definition.Type === 'EVENT';
}

function isStart(trigger: ResourceOf<'trigger'> | undefined): boolean {
  return trigger != null && trigger.definition.Type !== 'CONDITIONAL';
}

/** What only makes sense together: a trigger by events, its rule and its role; the topic and the rules of the alerts. */
function companionsOf(resource: Resource, { all, triggers }: Index): string[] {
  const isAlert = (each: Resource) =>
    each.kind === 'topic' || (each.kind === 'rule' && !startsWorkflow(each.definition));
  const isEvent = (each: Resource) =>
    each.label === resource.label &&
    (each.kind === 'role' ||
      (each.kind === 'rule' && startsWorkflow(each.definition)) ||
      (each.kind === 'trigger' && hasEvents(triggers.get(keyOf(each)) ?? {})));
  return all.filter(isAlert(resource) ? isAlert : isEvent).map(keyOf);
}

function startedBy(trigger: ResourceOf<'trigger'> | undefined): string[] {
  return (trigger?.definition.Actions ?? []).map(nodeKey);
}

function awaitedBy(trigger: ResourceOf<'trigger'> | undefined): string[] {
  return (trigger?.definition.Predicate?.Conditions ?? []).map(nodeKey);
}

function nodesOf(trigger: ResourceOf<'trigger'> | undefined): string[] {
  return [...new Set([...startedBy(trigger), ...awaitedBy(trigger)])];
}

function workflowOf(trigger: ResourceOf<'trigger'> | undefined): string[] {
  const WorkflowName = trigger?.definition.WorkflowName;
  return WorkflowName == null ? [] : [keyOf({ kind: 'workflow', name: WorkflowName })];
}

/** The workflow that a trigger belongs to; an empty text for none. */
function placeOf(trigger: ResourceOf<'trigger'> | undefined): string {
  return trigger?.definition.WorkflowName ?? '';
}

/** The workflow in which a trigger starts a node, as `placeOf`; nothing where it does not start it. */
function startPlace(trigger: ResourceOf<'trigger'> | undefined, node: string): string | undefined {
  return startedBy(trigger).includes(node) ? placeOf(trigger) : undefined;
}

function names(trigger: ResourceOf<'trigger'> | undefined, key: string): boolean {
  return [...nodesOf(trigger), ...workflowOf(trigger)].includes(key);
}
