import type { Arguments, Job } from '../glue/records.ts';

/** The arguments of a run: the job's defaults under the run's or trigger's, under those nobody may override (docs/aws-facts.md#arguments). */
export function mergedArguments(job: Job, given: Arguments): Arguments {
  return { ...job.DefaultArguments, ...given, ...job.NonOverridableArguments };
}

/**
 * The arguments as the script finds them in sys.argv. Keys without dashes (`library-set`) are Glue's own and stay out.
 * A value that is empty or looks like an option is glued to its key, because argparse refuses it otherwise.
 */
export function toArgv(args: Arguments): readonly string[] {
  return Object.entries(args)
    .filter(([key]) => key.startsWith('--'))
    .flatMap(([key, value]) => (value === '' || value.startsWith('-') ? [`${key}=${value}`] : [key, value]));
}

/** The items of one of Glue's comma-separated lists. */
export function listArgument(args: Arguments, key: string): readonly string[] {
  return (args[key] ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** An item of --additional-python-modules that is a wheel in S3: it needs no package index. */
export const isStoredWheel = (item: string): boolean => /^s3[an]?:\/\/.+\.whl$/i.test(item);
