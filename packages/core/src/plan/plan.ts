import { keyOf, kinds, type Live, ownerOf, type Resource, type ResourceRef, type Target } from '../resources/resource.ts';
import { diff, type FieldChange } from './diff.ts';
import type { DeploymentRecord } from './record.ts';

/** One thing that a deployment would do. */
export type Change =
  | { readonly action: 'create'; readonly resource: Resource }
  | { readonly action: 'update'; readonly resource: Resource; readonly live: Live; readonly fields: readonly FieldChange[] }
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
  readonly blockers: readonly Blocker[];
}

/** Everything that a plan is made of. */
export interface PlanInput {
  readonly stack: string;
  readonly target: Target;
  readonly desired: readonly Resource[];
  readonly live: readonly Live[];
  /** The last deployment, where there is one. */
  readonly record?: DeploymentRecord | undefined;
  /** True allows deleting and recreating a job, which loses its history. */
  readonly allowReplace?: boolean;
}

/** Compares what is wanted with what is there; pure, and the same whatever the order of its input. */
export function makePlan(input: PlanInput): Plan {
  const { accountId, region, partition } = input.target;
  const live = new Map(input.live.map((each) => [keyOf(each), each]));
  const wanted = new Set(input.desired.map(keyOf));
  const compared = input.desired.toSorted(byKindAndName).map((resource) => compare(input, resource, live.get(keyOf(resource))));
  const orphans = input.live
    .filter((each) => !wanted.has(keyOf(each)) && ownerOf(each) === input.stack)
    .map((each) => ({ ...each, label: recordedLabel(input.record, each) }))
    .toSorted(byKindAndName)
    .map((each): Change => ({ action: 'delete', live: each, losses: lossesOf(each) }));
  const changes = [...compared.flatMap(({ change }) => change ?? []), ...orphans];
  return {
    schemaVersion: 1,
    stack: input.stack,
    target: { accountId, region, partition },
    changes,
    unchanged: compared.flatMap(({ same }) => same ?? []),
    blockers: [...compared.flatMap(({ blocker }) => blocker ?? []), ...replaceBlockers(input, changes)],
  };
}

/** True when applying the plan would change something. */
export function hasChanges(plan: Plan): boolean {
  return plan.changes.length > 0;
}

/** True when the plan deletes or recreates something that cannot be had back. */
export function isDestructive(plan: Plan): boolean {
  return plan.changes.some(
    (change) => change.action === 'delete' || (change.action === 'replace' && change.losses.length > 0),
  );
}

/** The resource that a change is about: as wanted, or as it is where it goes. */
export function subjectOf(change: Change): Resource {
  return change.action === 'delete' ? change.live : change.resource;
}

interface Compared {
  readonly change?: Change;
  readonly same?: Unchanged;
  readonly blocker?: Blocker;
}

function compare(input: PlanInput, resource: Resource, live: Live | undefined): Compared {
  if (live == null) {
    return { change: { action: 'create', resource } };
  }
  const clash = clashOf(input, resource, live);
  if (clash != null) {
    return { blocker: clash };
  }
  const fields = diff(resource, live, input.target, ownTags(input.record, resource));
  if (fields.length === 0) {
    return { same: { kind: resource.kind, name: resource.name, label: resource.label } };
  }
  if (mustReplace(resource, fields)) {
    return { change: { action: 'replace', resource, live, fields, losses: lossesOf(live) } };
  }
  return { change: { action: 'update', resource, live, fields: [...fields, ...removals(live)] } };
}

/** A name in AWS that is taken by something without our tag is never touched: docs/design.md#ownership. */
function clashOf(input: PlanInput, resource: Resource, live: Live): Blocker | undefined {
  if (resource.kind === 'artifact' || ownerOf(live) === input.stack) {
    return undefined;
  }
  const owner = ownerOf(live);
  const whose = owner == null ? 'was not made by this tool' : `belongs to the stack ${owner}`;
  return {
    code: 'GP301',
    message: `${resource.kind} "${resource.name}" exists already and ${whose}`,
    hint: `give ours another name with resource_name, or delete the other ${resource.kind} first`,
  };
}

/** A job's kind and a trigger's type and workflow are not changed in place (docs/aws-facts.md#replacing-and-deleting). */
function mustReplace(resource: Resource, fields: readonly FieldChange[]): boolean {
  const fixed = resource.kind === 'job' ? ['type'] : resource.kind === 'trigger' ? ['type', 'workflow'] : [];
  return fields.some(({ field }) => fixed.includes(field));
}

function replaceBlockers(input: PlanInput, changes: readonly Change[]): Blocker[] {
  return changes.flatMap((change) =>
    change.action === 'replace' && change.resource.kind === 'job' && input.allowReplace !== true
      ? [
          {
            code: 'GP302',
            message: `job "${change.resource.label}" would have to be deleted and made anew: its type changes`,
            hint: `its ${change.losses.join(' and ')} would be lost; say --allow-replace if that is meant`,
          },
        ]
      : [],
  );
}

/** What goes with a deleted resource (docs/aws-facts.md#replacing-and-deleting). */
function lossesOf(live: Live): string[] {
  switch (live.kind) {
    case 'job':
      return ['run history', 'bookmark'];
    case 'workflow':
      return ['run history'];
    case 'trigger':
    case 'artifact':
      return [];
  }
}

/** An update overwrites everything, so what we do not model goes: the plan has to say it (docs/aws-facts.md#updating-a-job). */
function removals(live: Live): FieldChange[] {
  return Object.keys(live.unmodelled ?? {})
    .toSorted()
    .map((field) => ({ field, before: 'set outside this tool' }));
}

function ownTags(record: DeploymentRecord | undefined, resource: Resource): ReadonlySet<string> {
  const recorded = record?.resources.find((each) => keyOf(each) === keyOf(resource));
  return new Set(Object.keys(recorded?.fields ?? {}).filter((field) => field.startsWith('tags.')));
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
