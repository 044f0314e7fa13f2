import { keepingIgnored } from '../resources/ignored.ts';
import { keyOf, type Live, ownerOf, type Resource, type ResourceRef } from '../resources/resource.ts';
import { adoptable, isAdopted, unadoptable } from './adopt.ts';
import { diff, type FieldChange } from './diff.ts';
import type { Blocker, Change, Compared, PlanInput } from './plan.ts';
import type { DeploymentRecord } from './record.ts';

/** Compares one wanted resource with the live one of its name. */
export function compare(input: PlanInput, resource: Resource, live: Live | undefined): Compared {
  if (live == null) {
    return { change: { action: 'create', resource } };
  }
  const adopted = isAdopted(input, resource, live);
  const blocker = adopted ? undefined : (clashOf(input, resource, live) ?? drawnOf(resource, live));
  if (blocker != null) {
    return { blocker };
  }
  const kept = keepingIgnored(resource, live);
  const compared = compareKept(input, kept, live);
  return adopted ? adoption(compared, resource) : compared;
}

/** It carries no tag of ours, so there is always something to change. */
function adoption({ change }: Compared, resource: Resource): Compared {
  return change?.action === 'update' ? { change: { ...change, adopts: true } } : { blocker: unadoptable(resource) };
}

function compareKept(input: PlanInput, resource: Resource, live: Live): Compared {
  const fields = diff(resource, live, input.target, ownFields(input.record, resource));
  if (fields.length === 0) {
    return { same: { resource, live } };
  }
  if (mustReplace(resource, fields)) {
    return { change: { action: 'replace', resource, live, fields, losses: lossesOf(live) } };
  }
  return { change: { action: 'update', resource, live, fields: [...fields, ...removals(resource, live, fields)] } };
}

/** What is used and not there: Glue would refuse the trigger that names it, or never fire it. */
export function missingOnes(existing: readonly ResourceRef[], live: ReadonlyMap<string, Live>): Blocker[] {
  return existing
    .filter((ref) => !live.has(keyOf(ref)))
    .map(({ kind, name }) => ({
      code: 'GP311',
      message: `${kind} "${name}" is existing in the config, and does not exist in this account and Region`,
      hint: `make the ${kind} first, or correct its resource_name`,
    }));
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
    hint:
      owner == null && adoptable.includes(resource.kind)
        ? `take it over with --adopt ${resource.kind}/${resource.label}, or give ours another name with resource_name`
        : `give ours another name with resource_name, or delete the other ${resource.kind} first`,
  };
}

/** A job that was drawn in Glue Studio loses its picture by an update, so it is left alone. */
function drawnOf(resource: Resource, live: Live): Blocker | undefined {
  const mode = live.kind === 'job' ? (live.definition.JobMode ?? 'SCRIPT') : 'SCRIPT';
  return mode === 'SCRIPT'
    ? undefined
    : {
        code: 'GP308',
        message: `job "${resource.label}" was turned into a ${mode} job in Glue Studio, and an update would lose that`,
        hint: 'turn it into a script job there, or delete it, and deploy again',
      };
}

/**
 * A job's kind and a trigger's type and workflow are not changed in place (docs/aws-facts.md#replacing-and-deleting).
 * A workflow's limit and a crawler's database are taken away by making it anew alone: AWS may keep what an update
 * leaves out (docs/aws-facts.md#crawlers), and there is no value that says none.
 */
function mustReplace(resource: Resource, fields: readonly FieldChange[]): boolean {
  switch (resource.kind) {
    case 'job':
      return fields.some(({ field }) => field === 'type');
    case 'trigger':
      return fields.some(({ field }) => field === 'type' || field === 'workflow');
    case 'workflow':
      return fields.some(({ field, after }) => field === 'max_concurrent_runs' && after === undefined);
    case 'crawler':
      return fields.some(({ field, after }) => field === 'database_name' && after === undefined);
    case 'artifact':
    case 'role':
    case 'topic':
    case 'rule':
      return false;
  }
}

/** What must be allowed by a flag, because it loses something. */
export function blockersOf(changes: readonly Change[], allowReplace: boolean): Blocker[] {
  return changes.flatMap((change) => {
    if (change.action !== 'replace' || change.losses.length === 0 || allowReplace) {
      return [];
    }
    const { kind, label } = change.resource;
    const field = kind === 'crawler' ? 'database_name' : 'max_concurrent_runs';
    const why = kind === 'job' ? 'its type changes' : `AWS may keep ${field} when an update leaves it out`;
    const way = kind === 'workflow' ? 'write a high number instead, or ' : '';
    return [
      {
        code: 'GP302',
        message: `${kind} "${label}" would have to be deleted and made anew: ${why}`,
        hint: `${way}say --allow-replace if losing its ${change.losses.join(' and ')} is meant`,
      },
    ];
  });
}

/** What goes with a deleted resource (docs/aws-facts.md#replacing-and-deleting). */
export function lossesOf(live: Live): string[] {
  switch (live.kind) {
    case 'job':
      return ['run history', 'bookmark'];
    case 'crawler':
      return ['crawl history'];
    case 'workflow':
      return ['run history'];
    case 'topic':
      // Whoever has confirmed must do so again (SDK, DeleteTopic: "a topic and all its subscriptions").
      return ['subscriptions'];
    case 'trigger':
    case 'artifact':
    case 'role':
    case 'rule':
      return [];
  }
}

/**
 * An update of a definition overwrites it whole, so what we do not model goes: the plan has to say it
 * (docs/aws-facts.md#updating-a-job). Tags are written by a call of their own and take nothing with them.
 */
function removals(resource: Resource, live: Live, fields: readonly FieldChange[]): FieldChange[] {
  return fields.every(({ field }) => field.startsWith('tags.'))
    ? []
    : Object.keys(live.unmodelled ?? {})
        .filter((member) => !Object.hasOwn(resource.extra ?? {}, member) && !survives(live, member))
        .filter((member) => !fields.some(({ field }) => field === `extra.${member}`))
        .toSorted()
        .map((field) => ({ field, before: 'set outside this tool', unmodelled: true }));
}

/** The one member that an update keeps when it is not told (SDK UpdateCrawlerRequest.CatalogId). */
function survives({ kind }: Live, member: string): boolean {
  return kind === 'crawler' && member === 'CatalogId';
}

function ownFields(record: DeploymentRecord | undefined, resource: Resource): ReadonlySet<string> {
  const recorded = record?.resources.find((each) => keyOf(each) === keyOf(resource));
  return new Set(recorded?.ownFields ?? []);
}
