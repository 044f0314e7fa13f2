import type { Path } from '../../../config/issue.ts';
import type { Job } from '../../pipeline.ts';
import type { RuleInput } from '../../rule.ts';
import { entries, sparkEntries } from './entries.ts';

/** A Glue version where it is written: at the top for all Spark jobs, or at one job. */
export interface GlueVersionPlace {
  readonly version: string;
  readonly path: Path;
  readonly kind: Job['kind'];
}

/** What a Glue version looks like: narrower than the API's own pattern (Glue API reference, GlueVersionString), which has room for "05.0". */
export const glueVersionPattern = /^(?:(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+|auto)$/;

/** Every Glue version that is written and counts; the one at the top counts for Spark jobs without their own. */
export function glueVersionPlaces(input: RuleInput): GlueVersionPlace[] {
  const { config } = input;
  const own: GlueVersionPlace[] = [];
  for (const { job, written } of entries(input)) {
    if (written.glue_version != null) {
      own.push({ version: written.glue_version, path: [...job.at, 'glue_version'], kind: job.kind });
    }
  }
  const counts =
    input.pipeline.jobs.length === 0 || sparkEntries(input).some((each) => each.written.glue_version == null);
  return config.glue_version == null || !counts
    ? own
    : [{ version: config.glue_version, path: ['glue_version'], kind: 'glueetl' }, ...own];
}
