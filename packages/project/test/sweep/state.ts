import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = Readonly<Record<string, unknown>>;

/** What differs from one deployment to the next though the same is deployed: identities, times, counts of changes. */
const passing = new Set([
  'id',
  'token',
  'blob',
  'created',
  'modified',
  'CreatedOn',
  'LastModifiedOn',
  'CreationTime',
  'LastUpdated',
  'Version',
]);

/** What has happened, not what is there. */
const events = new Set(['blobs', 'event-deliveries', 'glue-crawls', 'glue-cascades', 'glue-job-runs']);

/**
 * All that an endpoint keeps in its folder, by collection and key, without what is only of one deployment: every
 * resource with its tags, every object with its content. Records of deployments are left out.
 */
export function stateOf(folder: string): Record<string, unknown> {
  const collections = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !events.has(entry.name),
  );
  return Object.fromEntries(
    collections
      .flatMap(({ name }) =>
        readdirSync(join(folder, name))
          .map((file) => {
            return JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as Entry;
          })
          .flatMap(({ key, value }) =>
            isGone(value) ? [] : [[`${name} ${key}`, stable(withContent(folder, value))] as const],
          ),
      )
      .filter(([key]) => !/^s3-objects .*\/history\//.test(key))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What is kept of a trigger whose deletion was taken to its end; nobody sees it any more. */
function isGone({ next }: Json): boolean {
  return next === 'GONE';
}

interface Entry {
  readonly key: string;
  readonly value: Json;
}

function withContent(folder: string, value: Json): Json {
  return typeof value.blob === 'string'
    ? { ...value, content: readFileSync(join(folder, 'blobs', value.blob), 'utf8') }
    : value;
}

function stable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(stable);
  }
  if (typeof value !== 'object' || value == null) {
    return value;
  }
  const { state, next, until, ...rest } = value as Json;
  const kept = Object.entries(rest)
    .filter(([key]) => !passing.has(key))
    .map(([key, each]) => [key, stable(each)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(state == null ? kept : [...kept, ['on', isOn(state, until == null ? undefined : next)]]);
}

/** Whether a trigger or a rule may fire: one that never could is as one that no longer may. */
function isOn(state: unknown, next: unknown): boolean {
  return ['ACTIVATED', 'ENABLED'].includes(String(next ?? state));
}
