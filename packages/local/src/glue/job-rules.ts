import { invalidInput } from '../errors.ts';
import type { JobDefinition } from './records.ts';
import { firstVersionOf, versionNumber } from './workers.ts';

/** Refuses when the condition holds. */
function refuse(when: boolean, message: string): void {
  if (when) {
    throw invalidInput(message);
  }
}

const kinds = ['glueetl', 'pythonshell', 'gluestreaming', 'glueray'];
const sparkVersions = ['3.0', '4.0', '5.0', '5.1', '6.0', 'auto'];
/** TF#42302: a pythonshell job is created with 5.0, it just does not run. */
const shellVersions = ['1.0', '2.0', '3.0', '4.0', '5.0', '5.1', '6.0'];

/** Refuses a definition that Glue refuses, before defaults are filled in; `version` is the one it will have. */
export function checkJob(job: JobDefinition, version: string): void {
  const kind = job.Command?.Name ?? 'glueetl';
  refuse(!kinds.includes(kind), `Job Command Name ${kind} is not supported.`);
  checkVersion(kind, version);
  checkCapacity(kind, job);
  checkTimeout(kind, job);
  checkRetries(job, version);
  const bytes = Buffer.byteLength(JSON.stringify([job.DefaultArguments, job.NonOverridableArguments]));
  refuse(bytes > 260 * 1024, 'The total size of the job arguments exceeds 260 KB.');
  if (kind === 'glueray') {
    checkRay(job, version);
  } else if (kind === 'pythonshell') {
    checkShell(job);
  } else {
    checkSpark(kind, job, version);
  }
}

function checkVersion(kind: string, version: string): void {
  const supported = kind === 'pythonshell' ? shellVersions : sparkVersions;
  refuse(!supported.includes(version), `Glue Version ${version} is not supported for Job Command ${kind}`);
}

/** Strings: RD#266, boto3#2644, RD#1568, airflow#25996, cloudposse/terraform-aws-glue#42. */
function checkCapacity(kind: string, job: JobDefinition): void {
  const workers = job.WorkerType != null || job.NumberOfWorkers != null;
  refuse(kind === 'pythonshell' && workers, 'Worker Type is not supported for Job Command pythonshell');
  refuse(
    workers && job.MaxCapacity != null,
    'Please do not set Max Capacity if using Worker Type and Number of Workers.',
  );
  refuse(
    workers && job.AllocatedCapacity != null,
    'Please do not set Allocated Capacity if using Worker Type and Number of Workers.',
  );
  refuse(
    job.MaxCapacity != null && job.AllocatedCapacity != null,
    'Please set only Allocated Capacity or Max Capacity.',
  );
}

function checkTimeout(kind: string, job: JobDefinition): void {
  // TF#44920: 0 means "none" for streaming jobs; the model says at least 1 for all.
  refuse(
    job.Timeout === 0 && kind !== 'gluestreaming',
    `1 validation error detected: Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  );
  refuse((job.Timeout ?? 0) > 10_080, 'Timeout must be at most 10080 minutes (7 days).');
}

function checkRetries(job: JobDefinition, version: string): void {
  const retries = job.MaxRetries ?? 0;
  refuse(retries < 0 || retries > 10, 'MaxRetries must be between 0 and 10.');
  refuse(version === 'auto' && retries < 1, 'Glue Version auto requires MaxRetries of at least 1.');
  refuse(job.JobRunQueuingEnabled === true && retries > 0, 'MaxRetries must be 0 when job run queuing is enabled.');
  refuse((job.ExecutionProperty?.MaxConcurrentRuns ?? 1) < 1, 'MaxConcurrentRuns must be at least 1.');
}

/** Strings: custodian#9051, TF#35013, aws-cdk#29612. */
function checkRay(job: JobDefinition, version: string): void {
  refuse(job.Command?.Runtime == null, 'Runtime parameter is required for GlueRay command');
  refuse(job.Timeout != null, 'Timeout not supported for Ray jobs');
  refuse(
    job.WorkerType !== 'Z.2X',
    'Worker type cannot be null and only [Z.2X] worker types are supported for glueray jobs',
  );
  refuse(versionNumber(version) < 4, `Glue Version ${version} is not supported for Job Command glueray`);
}

function checkShell(job: JobDefinition): void {
  const capacity = job.MaxCapacity ?? 0.0625;
  refuse(capacity !== 0.0625 && capacity !== 1, 'Max Capacity of a pythonshell job must be 0.0625 or 1.');
  refuse(job.ExecutionClass === 'FLEX', 'Execution Class FLEX is not supported for Job Command pythonshell');
}

function checkSpark(kind: string, job: JobDefinition, version: string): void {
  const capacity = job.MaxCapacity ?? job.AllocatedCapacity ?? 10;
  refuse(capacity < 2 || capacity > 100, 'Max Capacity must be between 2 and 100.');
  const type = job.WorkerType;
  refuse((type == null) !== (job.NumberOfWorkers == null), 'Please set both Worker Type and Number of Workers.');
  refuse((job.NumberOfWorkers ?? 1) < 1, 'Number of Workers must be at least 1.');
  if (type != null) {
    const tooOld = versionNumber(version) < firstVersionOf(type);
    refuse(tooOld, `Worker type ${type} is not supported for Glue Version ${version}`);
    refuse(type === 'G.025X' && kind !== 'gluestreaming', 'Worker type G.025X is only supported for streaming jobs');
    refuse(type === 'Z.2X', `Worker type Z.2X is not supported for Job Command ${kind}`);
  }
  if (job.ExecutionClass === 'FLEX') {
    refuse(kind !== 'glueetl', `Execution Class FLEX is not supported for Job Command ${kind}`);
    refuse(versionNumber(version) < 3, `Execution Class FLEX is not supported for Glue Version ${version}`);
    refuse(type != null && type !== 'G.1X' && type !== 'G.2X', `Execution Class FLEX does not support ${type ?? ''}`);
    refuse(job.JobRunQueuingEnabled === true, 'Job run queuing is not supported for Execution Class FLEX');
  }
}
