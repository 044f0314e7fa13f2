import { UserError } from '../errors.ts';
import type { DeploymentRecord } from '../plan/record.ts';
import { keyOf, type Live, type Resource } from '../resources/resource.ts';
import { unmaskedResource } from '../resources/secrets.ts';

/** True where a record holds everything that a deployment needs. */
export function isRestorable(record: DeploymentRecord): boolean {
  return record.outcome === 'done' && record.resources.every(isKnown);
}

/**
 * What a rollback goes back to where nobody says it: the newest deployment that came through and is not what is
 * deployed now. One that deleted everything is never chosen by itself.
 */
export function rollbackTarget(newestFirst: readonly DeploymentRecord[]): DeploymentRecord | undefined {
  const [last, ...before] = newestFirst;
  const candidates = last?.outcome === 'failed' ? newestFirst : before;
  return candidates.find((record) => isRestorable(record) && record.resources.length > 0);
}

/** Throws a UserError that says why a record cannot be gone back to, where it cannot. */
export function mustBeRestorable(record: DeploymentRecord): void {
  const which = `deployment #${String(record.number)}`;
  const hint = 'choose another one of: gluepipeline history';
  if (record.outcome !== 'done') {
    throw new UserError('GP505', `${which} did not get through, so nobody can go back to it`, hint);
  }
  if (record.resources.some(({ uncertain }) => uncertain === true)) {
    throw new UserError('GP505', `${which} was of a part, and nobody knows what the rest was then`, hint);
  }
  if (!isRestorable(record)) {
    throw new UserError('GP505', `the record of ${which} was written by version 0.1.0 and does not hold enough`, hint);
  }
}

function isKnown({ resource, uncertain }: DeploymentRecord['resources'][number]): boolean {
  return resource != null && uncertain !== true;
}

/** What a record wants, with what it could not hold. */
export interface Restored {
  readonly desired: readonly Resource[];
  /** Values that look like secrets and keep what they are now, such as `job load: DefaultArguments.--password`. */
  readonly kept: readonly string[];
  /** Those of which nobody knows what they were. */
  readonly unknown: readonly string[];
}

/** The resources of a record; what was masked in it is filled in from what is live, or wanted now. */
export function restore(record: DeploymentRecord, live: readonly Live[], wantedNow: readonly Resource[]): Restored {
  const liveByKey = new Map(live.map((each) => [keyOf(each), each]));
  const wantedByKey = new Map(wantedNow.map((each) => [keyOf(each), each]));
  const all = record.resources.flatMap(({ resource }) => {
    if (resource == null) {
      return [];
    }
    const sources = [liveByKey.get(keyOf(resource)), wantedByKey.get(keyOf(resource))].filter((each) => each != null);
    const { filled, unknown, ...unmasked } = unmaskedResource(resource, sources);
    const place = (path: string) => `${resource.kind} ${resource.label}: ${path.split('.').slice(1).join('.')}`;
    return [{ ...unmasked, filled: filled.map(place), unknown: unknown.map(place) }];
  });
  return {
    desired: all.map(({ resource }) => resource),
    kept: all.flatMap(({ filled }) => filled),
    unknown: all.flatMap(({ unknown }) => unknown),
  };
}
