import {
  BatchGetJobsCommand,
  CreateJobCommand,
  DeleteJobCommand,
  type GlueClient,
  type JobUpdate,
  UpdateJobCommand,
} from '@aws-sdk/client-glue';
import type { JobDefinition, Live, ResourceOf } from '@gluepipeline/core';

import type { Actions } from './actions.ts';
import { readBatch } from './batch.ts';
import { liveJob } from './live-job.ts';

/** The jobs of these names that exist, 100 a call; their tags are not known here. */
export async function findJobs(glue: GlueClient, names: readonly string[]): Promise<Live<ResourceOf<'job'>>[]> {
  const jobs = await readBatch(names, 100, async (JobNames) => {
    return (await glue.send(new BatchGetJobsCommand({ JobNames }))).Jobs ?? [];
  });
  return jobs.map((job) => liveJob(job));
}

/** What can be done with a job. */
export function jobActions(glue: GlueClient, job: ResourceOf<'job'>): Actions {
  const overwrite = async () => {
    await glue.send(
      new UpdateJobCommand({ JobName: job.name, JobUpdate: { ...jobUpdate(job.definition), ...job.extra } }),
    );
  };
  return {
    create: async () => {
      const { Role, Command, ...rest } = jobUpdate(job.definition);
      await glue.send(
        new CreateJobCommand({ ...rest, ...job.extra, Name: job.name, Role, Command, Tags: { ...job.tags } }),
      );
    },
    overwrite,
    takeOver: overwrite,
    remove: async () => {
      await glue.send(new DeleteJobCommand({ JobName: job.name }));
    },
  };
}

/**
 * The whole definition as UpdateJob takes it: what it leaves out is reset. Capacity is said once, by workers where
 * there are any; Glue echoes it in two more members and refuses them (boto/boto3#2644, go-to-k/cdk-real-drift#1568).
 */
export function jobUpdate(
  definition: JobDefinition,
): JobUpdate & { Role: string | undefined; Command: JobUpdate['Command'] } {
  const { AllocatedCapacity, MaxCapacity, ...rest } = definition;
  const byWorkers = rest.WorkerType != null || rest.NumberOfWorkers != null;
  const capacity = MaxCapacity ?? AllocatedCapacity;
  const update = { ...rest, ...(byWorkers || capacity == null ? {} : { MaxCapacity: capacity }) };
  return update as JobUpdate & { Role: string | undefined; Command: JobUpdate['Command'] };
}
