import type { FlatConfig } from '../config/overlay.ts';
import type { WrittenConfig } from '../config/schema.ts';
import { argumentKey } from '../config/short-forms.ts';

/**
 * Every key that is written in a config, named by its way from the top without the positions of jobs: `region`,
 * `jobs.timeout`, `jobs.arguments.--day` (with its dashes, whichever of the two maps it is in), `start.enabled`.
 * `defaults` and `environments`, which a flat config no longer has, count where the file has them. The kinds that jobs name
 * count as keys too, as `jobs.type.pythonshell`: many rules are about one kind.
 */
export function writtenKeys(
  config: FlatConfig,
  file: Pick<WrittenConfig, 'defaults' | 'environments'>,
): ReadonlySet<string> {
  const own = new Set<string>();
  const passed = new Set<string>();
  const kinds = new Set<string | undefined>();
  const listed = new Set<string>();
  for (const list of ['crawlers', 'triggers'] as const) {
    for (const entry of config[list] ?? []) {
      for (const key in entry) {
        listed.add(`${list}.${key}`);
      }
    }
  }
  for (const job of config.jobs ?? []) {
    addKeys(own, job);
    addKeys(passed, job.arguments);
    addKeys(passed, job.non_overridable_arguments);
    kinds.add(job.type);
  }
  // Jobs write the same few keys over and over: names are put together once for each.
  return new Set([
    ...Object.keys(config),
    ...(file.defaults == null ? [] : ['defaults']),
    ...(file.environments == null ? [] : ['environments']),
    ...Array.from(own, (key) => `jobs.${key}`),
    ...Array.from(passed, (key) => `jobs.arguments.${argumentKey(key)}`),
    ...Array.from(kinds, (kind) => `jobs.type.${kind ?? ''}`),
    ...listed,
    ...Object.keys(config.workflow === false ? {} : (config.workflow ?? {})).map((key) => `workflow.${key}`),
    ...Object.keys(config.start ?? {}).map((key) => `start.${key}`),
    ...Object.keys(config.alerts ?? {}).map((key) => `alerts.${key}`),
  ]);
}

function addKeys(keys: Set<string>, map: object | undefined): void {
  // Not Object.keys: it makes a list for each of thousands of maps. What is inherited would only be one key more.
  for (const key in map) {
    keys.add(key);
  }
}
