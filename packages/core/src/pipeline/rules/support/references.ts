import type { Path } from '../../../config/issue.ts';
import type { FlatTrigger } from '../../../config/overlay.ts';
import { meantBy } from '../../nodes.ts';
import type { NodeKind } from '../../pipeline.ts';
import type { RuleInput } from '../../rule.ts';
import { once } from './once.ts';

/** A name of a node that is written somewhere. Its path and its words are made only for what is complained about. */
export interface Reference {
  readonly name: string;
  /** The kind that is asked for, where one is. */
  readonly kind: NodeKind | undefined;
  /** The node that says it, which it cannot mean. */
  readonly from: string | undefined;
  readonly list: ReferenceList;
  /** Its place in that list. */
  readonly position: number;
}

/** A list of names, and who says them. */
interface ReferenceList {
  readonly path: Path;
  /** The entry that says them. */
  readonly entry: string;
  readonly verb: 'depends on' | 'waits for' | 'starts' | 'watches';
}

/** Where a reference is written. */
export function placeOf({ list, position, kind }: Reference): Path {
  const place = [...list.path, position];
  return kind == null || list.verb === 'watches' ? place : [...place, kind];
}

/** Who says it, and with which verb: `job "load" depends on`. */
export function sayerOf({ list: { path, entry, verb } }: Reference): string {
  return verb === 'watches' ? 'the alert watches' : `${String(path[0]).slice(0, -1)} "${entry}" ${verb}`;
}

/**
 * Every reference to a job or crawler: what is depended on, waited for, started and watched; one to a group is one to each
 * of its items.
 */
export const references: (input: Pick<RuleInput, 'config'>) => readonly Reference[] = once(
  ({ config }: Pick<RuleInput, 'config'>) => config,
  (input) => {
    const written = writtenReferences(input);
    if (input.config.groups == null || input.config.groups.length === 0) {
      return written;
    }
    const meant = meantBy(input.config);
    return written.flatMap((each) => meant(each.name).map(({ name }) => ({ ...each, name })));
  },
);

/** The same with each name as it is written. */
export const writtenReferences: (input: Pick<RuleInput, 'config'>) => readonly Reference[] = once(
  ({ config }: Pick<RuleInput, 'config'>) => config,
  allReferences,
);

function allReferences({ config }: Pick<RuleInput, 'config'>): Reference[] {
  const found: Reference[] = [];
  for (const key of ['jobs', 'crawlers'] as const) {
    for (const [index, { name, depends_on: ends }] of (config[key] ?? []).entries()) {
      if (ends != null) {
        addEnds(found, ends, { path: [key, index, 'depends_on'], entry: name, verb: 'depends on' }, name);
      }
    }
  }
  for (const [index, { name, when, actions }] of (config.triggers ?? []).entries()) {
    if (when != null) {
      addEnds(found, when, { path: ['triggers', index, 'when'], entry: name, verb: 'waits for' }, undefined);
    }
    add(found, actions, { path: ['triggers', index, 'actions'], entry: name, verb: 'starts' }, undefined);
  }
  const watching: ReferenceList = { path: ['alerts', 'jobs'], entry: '', verb: 'watches' };
  for (const [position, name] of (config.alerts?.jobs ?? []).entries()) {
    found.push({ name, kind: 'job', from: undefined, list: watching, position });
  }
  return found;
}

/** Adds the ends that are waited for. */
function addEnds(
  found: Reference[],
  written: NonNullable<FlatTrigger['when']>,
  list: ReferenceList,
  from: string | undefined,
): void {
  if ('any' in written) {
    add(found, written.any, { ...list, path: [...list.path, 'any'] }, from);
  } else {
    add(found, written, list, from);
  }
}

function add(found: Reference[], names: readonly Named[], list: ReferenceList, from: string | undefined): void {
  for (const [position, named] of names.entries()) {
    const [name, kind] =
      typeof named === 'string'
        ? [named, undefined]
        : 'crawler' in named
          ? [named.crawler, 'crawler' as const]
          : [named.job, 'job' as const];
    found.push({ name, kind, from, list, position });
  }
}

type Named = string | { readonly job: string } | { readonly crawler: string };
