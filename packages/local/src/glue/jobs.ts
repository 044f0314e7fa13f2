import { randomUUID } from 'node:crypto';
import { alreadyExists, invalidInput, notFound } from '../errors.ts';
import { operation } from './handler.ts';
import type { Context, HandlerTable } from './handler.ts';
import { defaultVersion, stuckWorkers, withDefaults } from './job-defaults.ts';
import { checkJob } from './job-rules.ts';
import { page } from './pages.ts';
import type { PageRequest } from './pages.ts';
import { jobsOf } from './records.ts';
import type { JobDefinition, JobRecord, Tags } from './records.ts';
import { arnOf, checkTags, tagsMatch } from './tagging.ts';

/** The job of that name, or EntityNotFoundException. */
export function requireJob(context: Context, name: string): JobRecord {
  const record = jobsOf(context.store).get(name);
  if (record == null) {
    throw notFound(`Job with name: ${name} not found.`);
  }
  return record;
}

function createJob(input: JobDefinition & { Name: string; Tags?: Tags }, context: Context): object {
  const { Name: name, Tags: tags = {}, ...definition } = input;
  checkTags(tags);
  const version = definition.GlueVersion ?? defaultVersion(context, definition);
  checkJob(definition, version);
  const python = definition.Command?.PythonVersion;
  if (definition.Command?.Name === 'pythonshell' && python != null && python !== '3.9') {
    // Developer guide, "Glue version support policy": no new 2 or 3.6 jobs since 2026-03-31.
    throw invalidInput(`Python Version ${python} is not supported for new Job Command pythonshell`);
  }
  if (jobsOf(context.store).get(name) != null) {
    throw alreadyExists(`Job with name: ${name} already exists.`);
  }
  const job = withDefaults(context, name, definition, version, context.clock.now() / 1000);
  jobsOf(context.store).put(name, { id: randomUUID(), job, tags });
  context.tagIndex.note(arnOf(context, 'job', name), tags);
  return { Name: name };
}

/** Everything is overwritten but the version, which survives when omitted, and the tags (SDK, JobUpdate). */
function updateJob(input: { JobName: string; JobUpdate: JobDefinition }, context: Context): object {
  const record = requireJob(context, input.JobName);
  const update = input.JobUpdate;
  if (update.Role == null || update.Command == null) {
    throw invalidInput(`${update.Role == null ? 'Role' : 'Command'} cannot be null or empty`);
  }
  const version = update.GlueVersion ?? record.job.GlueVersion ?? defaultVersion(context, update);
  checkJob(update, version);
  const definition = { ...update, ...stuckWorkers(context, update) };
  const job = withDefaults(context, input.JobName, definition, version, record.job.CreatedOn);
  jobsOf(context.store).put(input.JobName, { ...record, job });
  return { JobName: input.JobName };
}

function deleteJob(input: { JobName: string }, context: Context): object {
  if (jobsOf(context.store).delete(input.JobName)) {
    context.tagIndex.note(arnOf(context, 'job', input.JobName), undefined);
    context.engine?.jobDeleted?.(input.JobName);
  }
  return { JobName: input.JobName };
}

function getJobs(input: PageRequest, context: Context): object {
  const records = jobsOf(context.store).values();
  const { items, ...next } = page(context, input, records, (record) => record.job.Name, 1000);
  return { Jobs: items.map((record) => record.job), ...next };
}

function listJobs(input: PageRequest & { Tags?: Tags }, context: Context): object {
  const names = jobsOf(context.store)
    .values()
    .filter((record) => tagsMatch(context, record.tags, input.Tags))
    .map((record) => record.job.Name);
  const { items, ...next } = page(context, input, names, (name) => name, 1000);
  return { JobNames: items, ...next };
}

function batchGetJobs(input: { JobNames: readonly string[] }, context: Context): object {
  const names = [...new Set(input.JobNames)];
  const found = names.flatMap((name) => jobsOf(context.store).get(name) ?? []);
  const missing = names.filter((name) => jobsOf(context.store).get(name) == null);
  return { Jobs: found.map((record) => record.job), JobsNotFound: missing };
}

/** The operations on job definitions. */
export const jobHandlers: HandlerTable = {
  CreateJob: operation(createJob),
  UpdateJob: operation(updateJob),
  DeleteJob: operation(deleteJob),
  GetJob: operation((input: { JobName: string }, context) => ({ Job: requireJob(context, input.JobName).job })),
  GetJobs: operation(getJobs),
  ListJobs: operation(listJobs),
  BatchGetJobs: operation(batchGetJobs),
};
