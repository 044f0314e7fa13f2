import {
  addJob as addJobToText,
  didYouMean,
  jobTypes,
  judge,
  load,
  type ReadIncluded,
  UserError,
} from '@gluepipeline/core';

import { type Place, readConfigFile } from './config-file.ts';
import { includedBy } from './include.ts';
import { InvalidConfigError, withoutPlace } from './invalid-config.ts';
import { writeFileAtomic } from './write-file.ts';

/** The job to add, in the words of the command line. */
export interface NewJob {
  readonly name: string;
  readonly script: string;
  readonly type: string;
  /** ISO 8601; kept in the file as the old tool did. */
  readonly addedAt: string;
}

/** Which file was changed, and how many jobs it has now. */
export interface AddedJob {
  readonly file: string;
  readonly name: string;
  readonly jobs: number;
}

/** Adds a job at the end of the config, keeping comments and formatting; a name that is taken is refused. */
export async function addJob(place: Place, job: NewJob): Promise<AddedJob> {
  const file = readConfigFile(place);
  const read = includedBy(file, place.cwd);
  const loaded = await load(file.shown, file.text, {}, read);
  if (!loaded.ok) {
    throw new InvalidConfigError(file.shown, loaded.issues);
  }
  const { pipeline } = loaded.value;
  if ([...pipeline.nodes, ...pipeline.groups].some(({ name }) => name === job.name)) {
    throw new UserError(
      'GP113',
      `${file.shown} has a job "${job.name}" already`,
      'choose another name, or edit the job in the file',
    );
  }
  if (!(jobTypes as readonly string[]).includes(job.type)) {
    const hint = didYouMean(job.type, jobTypes) ?? `known types: ${jobTypes.join(', ')}`;
    throw new UserError('GP106', `"${job.type}" is no job type`, hint);
  }
  const entry = { name: job.name, script: job.script, type: job.type, added_at: job.addedAt };
  const text = await addJobToText(file.path, file.text, entry);
  await refuseMistakes(file.shown, text, read);
  await writeFileAtomic(file.path, text);
  return { file: file.shown, name: job.name, jobs: pipeline.jobs.length + 1 };
}

/** A job that would be an error by itself is not added; its script may still be to be written. */
async function refuseMistakes(shown: string, text: string, read: ReadIncluded): Promise<void> {
  const loaded = await load(shown, text, {}, read);
  // The new one is the last of this file, whatever others hold and for_each makes of them.
  const at = loaded.ok ? jobsIn(loaded.value.sources[0]?.value) - 1 : 0;
  const issues = loaded.ok ? await judge(loaded.value) : loaded.issues;
  const own = issues.filter(
    ({ severity, path, position }) =>
      severity === 'error' && (!loaded.ok || (path[0] === 'jobs' && path[1] === at && position?.file === shown)),
  );
  if (own.length > 0) {
    throw new InvalidConfigError('the new job', own.map(withoutPlace));
  }
}

function jobsIn(value: unknown): number {
  const { jobs } = value as { readonly jobs?: unknown };
  return Array.isArray(jobs) ? jobs.length : 0;
}
