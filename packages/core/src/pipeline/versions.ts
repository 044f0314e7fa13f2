import type { Job } from './pipeline.ts';

/**
 * The Glue version of a Spark job that names none: what CreateJob documents for an omitted GlueVersion
 * (SDK, CreateJobRequest.GlueVersion). It is always sent, because the default of AWS moves.
 */
export const defaultGlueVersion = '6.0';

/** Minutes that AWS gives a batch job without a timeout: 2,880 up to Glue 4.0, 480 after (SDK, CreateJobRequest.Timeout). */
export function defaultTimeout(glueVersion: string | undefined): number {
  return glueVersion == null || versionNumber(glueVersion) < 5 ? 2880 : 480;
}

/** A Glue version as a number for comparing; `auto` and words nobody knows count as the newest. */
export function versionNumber(glueVersion: string): number {
  const number = Number.parseFloat(glueVersion);
  return Number.isNaN(number) ? Number.POSITIVE_INFINITY : number;
}

/**
 * The Python 3 of a job, as its minor version: 13 for Python 3.13 (Glue developer guide, release-notes and
 * migrating-version-60). A Spark job of a version that nobody knows counts as the newest.
 */
export function pythonMinor(job: Pick<Job, 'kind' | 'glueVersion' | 'pythonVersion'>): number {
  if (job.kind === 'pythonshell') {
    return job.pythonVersion === '3' ? 6 : 9;
  }
  const version = versionNumber(job.glueVersion ?? defaultGlueVersion);
  return version < 4 ? 7 : version < 5 ? 10 : version < 6 ? 11 : 13;
}

/** Versions that can be neither created nor run since 2026-04-01 (Glue developer guide, glue-version-support-policy). */
export const endedGlueVersions: readonly string[] = ['0.9', '1.0', '2.0'];

/** Versions that a Spark job can be made with today (Glue developer guide, release-notes). */
export const currentGlueVersions: readonly string[] = ['3.0', '4.0', '5.0', '5.1', '6.0', 'auto'];
