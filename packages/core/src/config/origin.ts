import type { Path } from './issue.ts';
import type { WrittenConfig, WrittenJob } from './schema.ts';
import { argumentKey, unfolded } from './short-forms.ts';

/**
 * Where a file whose levels are merged says what stands at `path` of the flat config: an argument may be written there
 * without its dashes, or as a short form. What it does not say keeps its path.
 */
export function originOf(file: WrittenConfig, path: Path): Path {
  const [list, index, ...below] = path;
  if (list !== 'jobs' || typeof index !== 'number') {
    return path;
  }
  const [map, key] = below;
  const job = file.jobs?.[index];
  if (job == null || map !== 'arguments' || typeof key !== 'string') {
    return path;
  }
  const found = argumentIn(job, key);
  return found == null ? path : [list, index, ...found];
}

/** The way to what sets an argument of a job: in the spelling that is asked for, else in the one that is there. */
function argumentIn(written: WrittenJob, key: string): Path | undefined {
  const argument = argumentKey(key);
  const own = Object.keys(written.arguments ?? {}).filter((name) => written.arguments?.[name] != null);
  if (own.includes(key)) {
    return ['arguments', key];
  }
  const short = unfolded(written).find(([, passed]) => passed[argument] != null)?.[0];
  if (short === 'secrets') {
    const secret = Object.keys(written.secrets ?? {}).find((name) => argumentKey(name) === argument);
    return secret == null ? undefined : ['secrets', secret];
  }
  if (short != null) {
    return short === 'spark_ui' && argument === '--spark-event-logs-path' ? [short, 'path'] : [short];
  }
  const other = own.find((name) => argumentKey(name) === argument);
  return other == null ? undefined : ['arguments', other];
}
