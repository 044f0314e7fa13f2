import { keepingPauses } from '../resources/pause.ts';
import {
  activationOf,
  keyOf,
  kinds,
  type Live,
  ownerOf,
  type Resource,
  type ResourceRef,
  startsByItself,
  type Target,
} from '../resources/resource.ts';
import { isNamed, vainAdoptions } from './adopt.ts';
import { blockersOf, compare, lossesOf, missingOnes } from './compare.ts';
import type { FieldChange } from './diff.ts';
import { withDrift } from './drift.ts';
import { type Part, partOf } from './part.ts';
import { type DeploymentRecord, unfinishedIn } from './record.ts';
import type { Selection } from './selection.ts';

/** One thing that a deployment would do. */
export type Change =
  | {
      readonly action: 'create';
      readonly resource: Resource;
      /** It was deployed as it is wanted now, and somebody has deleted it. */
      readonly drift?: true;
    }
  | {
      readonly action: 'update';
      readonly resource: Resource;
      readonly live: Live;
      readonly fields: readonly FieldChange[];
      /** It was nobody's, and is taken over: its tag is written first. */
      readonly adopts?: true;
    }
  | {
      readonly action: 'replace';
      readonly resource: Resource;
      readonly live: Live;
      readonly fields: readonly FieldChange[];
      /** What is lost by deleting the live one, in words. */
      readonly losses: readonly string[];
    }
  | { readonly action: 'delete'; readonly live: Live; readonly losses: readonly string[] };

/** A reason why a plan must not be applied as it stands. */
export interface Blocker {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** A resource that is as it should be. */
export type Unchanged = ResourceRef & Pick<Resource, 'label'>;

/** What would change, as a value: the same input gives the same plan. */
export interface Plan {
  readonly schemaVersion: 1;
  readonly stack: string;
  readonly target: Pick<Target, 'accountId' | 'region' | 'partition'>;
  readonly changes: readonly Change[];
  readonly unchanged: readonly Unchanged[];
  /** Schedules, and rules that start a workflow, that stand still while a job or crawler that they may start is deleted and made anew. */
  readonly pauses: readonly Resource[];
  readonly blockers: readonly Blocker[];
  /** Set where the plan shows drift and nothing else, to look at; or would, if a record told what was deployed. */
  readonly about?: 'drift' | 'unknown drift';
  /** What the plan leaves as it is, where a part of the stack was selected. */
  readonly notSelected?: NotSelected;
}

/** What a selection leaves out. */
export interface NotSelected {
  /** The words that selected the rest. */
  readonly select: readonly string[];
  readonly resources: readonly (Unchanged & {
    /** What a plan of everything would do with it: a change, nothing, or refuse because of it. */
    readonly would: Change['action'] | 'keep' | 'refuse';
  })[];
}

/** Everything that a plan is made of. */
export interface PlanInput {
  readonly stack: string;
  readonly target: Target;
  readonly desired: readonly Resource[];
  readonly live: readonly Live[];
  /** What the config uses and somebody else has made: it must be there, and is never touched. */
  readonly existing?: readonly ResourceRef[];
  /** The last deployment, where there is one. */
  readonly record?: DeploymentRecord | undefined;
  /** What carries nobody's tag and is to be taken over, as `job/load` by its name in the config or in AWS. */
  readonly adopt?: readonly string[];
  /** True allows deleting and recreating a job or workflow, which loses its history. */
  readonly allowReplace?: boolean;
  /** The part to plan; everything where it is not said. */
  readonly select?: Selection | undefined;
}

/**
 * Compares what is wanted with what is there; pure, and the same whatever the order of its input. A selection that
 * means nothing is a UserError.
 */
export function makePlan(given: PlanInput): Plan {
  // What somebody has paused is as it should be.
  const input = { ...given, desired: keepingPauses(given.desired, given.live) };
  const { accountId, region, partition } = input.target;
  const live = new Map(input.live.map((each) => [keyOf(each), each]));
  const wanted = new Set(input.desired.map(keyOf));
  const used = new Set((input.existing ?? []).map(keyOf));
  const all = input.desired
    .toSorted(byKindAndName)
    .map((resource): Pair => ({ resource, ...compare(input, resource, live.get(keyOf(resource))) }));
  const orphans = input.live
    .filter((each) => !wanted.has(keyOf(each)) && !used.has(keyOf(each)) && ownerOf(each) === input.stack)
    .map((each) => ({ ...each, label: recordedLabel(input.record, each) }))
    .toSorted(byKindAndName);
  const part = selectedPart(input, all, orphans);
  const isIn = (ref: ResourceRef) => part == null || part.keys.has(keyOf(ref));
  const compared = withCascades(all.filter(({ resource }) => isIn(resource)));
  const deletions = orphans
    .filter(isIn)
    .map((each): Change => ({ action: 'delete', live: each, losses: lossesOf(each) }));
  const changes = withDrift([...compared.flatMap(({ change }) => change ?? []), ...deletions], input.record);
  const existing = (input.existing ?? []).filter((ref) => part == null || part.named.has(keyOf(ref)));
  return {
    schemaVersion: 1,
    stack: input.stack,
    target: { accountId, region, partition },
    changes,
    unchanged: compared.flatMap(({ same }) => (same == null ? [] : refOf(same.resource))),
    pauses: pausesOf(input, changes, isIn),
    blockers: [
      // Where nothing is wanted, nothing needs it.
      ...(input.desired.length === 0 ? [] : missingOnes(existing, live)),
      ...compared.flatMap(({ blocker }) => blocker ?? []),
      ...vainAdoptions(
        input,
        all.map(({ resource }) => resource),
        live,
      ),
      ...blockersOf(changes, input.allowReplace === true),
    ],
    ...(input.select == null
      ? {}
      : { notSelected: { select: input.select.words, resources: leftOut(all, orphans, isIn) } }),
  };
}

/** A wanted resource, with what comparing it came to. */
type Pair = Compared & { readonly resource: Resource };

function selectedPart(input: PlanInput, all: readonly Pair[], orphans: readonly Live[]): Part | undefined {
  const { select: selection, desired, stack, adopt = [] } = input;
  if (selection == null) {
    return undefined;
  }
  const wanted = new Set(desired.map(keyOf));
  const ours = input.live.filter((each) => ownerOf(each) === stack || !wanted.has(keyOf(each)));
  return partOf({
    selection,
    desired,
    orphans,
    live: new Map(ours.map((each) => [keyOf(each), each])),
    replaced: new Set(all.filter(({ change }) => change?.action === 'replace').map(({ resource }) => keyOf(resource))),
    adopted: desired.filter((each) => adopt.some((name) => isNamed(name, each))).map(keyOf),
    unfinished: unfinishedIn(input.record, selection.words),
  });
}

function leftOut(
  all: readonly Pair[],
  orphans: readonly Live[],
  isIn: (ref: ResourceRef) => boolean,
): NotSelected['resources'] {
  const wanted = all
    .filter(({ resource }) => !isIn(resource))
    .map(({ resource, change, blocker }) => ({
      ...refOf(resource),
      would: change?.action ?? (blocker == null ? ('keep' as const) : ('refuse' as const)),
    }));
  const gone = orphans.filter((each) => !isIn(each)).map((each) => ({ ...refOf(each), would: 'delete' as const }));
  return [...wanted, ...gone];
}

function refOf({ kind, name, label }: Resource): Unchanged {
  return { kind, name, label };
}

/** What comparing one resource came to: exactly one of the three. */
export interface Compared {
  readonly change?: Change;
  /** It is as it should be. */
  readonly same?: { readonly resource: Resource; readonly live: Live };
  readonly blocker?: Blocker;
}

/** A workflow that is made anew takes its triggers with it: they cannot move into another. */
function withCascades(compared: readonly Compared[]): Compared[] {
  const workflows = new Set(
    compared.flatMap(({ change }) =>
      change?.action === 'replace' && change.resource.kind === 'workflow' ? change.resource.name : [],
    ),
  );
  return compared.map((each) => {
    const update = each.change?.action === 'update' ? each.change : undefined;
    const { resource, live } = each.same ?? update ?? {};
    if (resource?.kind !== 'trigger' || live == null || !workflows.has(resource.definition.WorkflowName ?? '')) {
      return each;
    }
    return { change: { action: 'replace', resource, live, fields: update?.fields ?? [], losses: [] } };
  });
}

/** The starts that are on and stay on, where a job or crawler is made anew: a run in between would not find it. */
function pausesOf(
  input: PlanInput,
  changes: readonly Change[],
  isIn: (ref: ResourceRef) => boolean,
): readonly Resource[] {
  const nodes: readonly string[] = ['job', 'crawler'];
  if (!changes.some((change) => change.action === 'replace' && nodes.includes(change.resource.kind))) {
    return [];
  }
  const fresh = new Set(changes.filter(({ action }) => action !== 'update').map((change) => keyOf(subjectOf(change))));
  const active = new Set(input.live.filter((each) => activationOf(each) === true).map(keyOf));
  const kept = input.live.filter((each) => !isIn(each) && ownerOf(each) === input.stack);
  return [...input.desired.filter(isIn), ...kept].filter(
    (each) => startsByItself(each) && activationOf(each) === true && active.has(keyOf(each)) && !fresh.has(keyOf(each)),
  );
}

/** True when applying the plan would change something. */
export function hasChanges(plan: Plan): boolean {
  return plan.changes.length > 0;
}

/** True when the plan deletes or recreates something, or overwrites something, that cannot be had back. */
export function isDestructive(plan: Plan): boolean {
  return plan.changes.some(
    (change) =>
      change.action === 'delete' ||
      (change.action === 'replace' && change.losses.length > 0) ||
      (change.action === 'update' && change.fields.some(({ unmodelled }) => unmodelled === true)),
  );
}

/** The resource that a change is about: as wanted, or as it is where it goes. */
export function subjectOf(change: Change): Resource {
  return change.action === 'delete' ? change.live : change.resource;
}

/** What the config called a thing that it no longer has; only a record knows. */
function recordedLabel(record: DeploymentRecord | undefined, live: Live): string {
  return record?.resources.find((each) => keyOf(each) === keyOf(live))?.label ?? live.label;
}

function byKindAndName(a: Resource, b: Resource): number {
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || compareText(a.label, b.label) || compareText(a.name, b.name);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
