import type { Job } from '@aws-sdk/client-glue';
import type { JobDefinition, Live, ResourceOf } from '@gluepipeline/core';

import { pick, unknownMembers } from './shape.ts';

const modelled = [
  'Description',
  'Role',
  'ExecutionProperty',
  'DefaultArguments',
  'NonOverridableArguments',
  'Connections',
  'MaxRetries',
  'Timeout',
  'MaxCapacity',
  'AllocatedCapacity',
  'WorkerType',
  'NumberOfWorkers',
  'SecurityConfiguration',
  'NotificationProperty',
  'GlueVersion',
  'ExecutionClass',
  'JobMode',
  'JobRunQueuingEnabled',
  'MaintenanceWindow',
] as const;

/** What Glue itself keeps about a job and nobody sets (SDK Job). */
const kept = ['Name', 'CreatedOn', 'LastModifiedOn', 'AutoUpgradeMetadata', 'Command'];

/** A job as GetJob gives it, as a live resource; its tags are read elsewhere. */
export function liveJob(job: Job, tags: Readonly<Record<string, string>> = {}): Live<ResourceOf<'job'>> {
  const name = job.Name ?? '';
  const command =
    job.Command == null ? {} : { Command: pick(job.Command, ['Name', 'ScriptLocation', 'PythonVersion']) };
  const definition = { ...pick(job, modelled), ...command } as JobDefinition;
  const unmodelled = {
    ...unknownMembers(job, [...modelled, ...kept]),
    ...(job.Command?.Runtime == null ? {} : { 'Command.Runtime': job.Command.Runtime }),
  };
  return {
    kind: 'job',
    name,
    label: name,
    tags,
    definition,
    ...(Object.keys(unmodelled).length === 0 ? {} : { unmodelled }),
  };
}
