import * as v from 'valibot';

import { decimal, filledText, flag, integer, oneOf, text, textMap, texts } from './value.ts';

const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

const optional = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.optional(described(schema, description));

/** The kinds of job a config may name; `gluestreaming` is Glue's own word for `streaming`. */
export const jobTypes = ['glueetl', 'pythonshell', 'streaming', 'gluestreaming'] as const;

/** Names that become part of tags and object keys: docs/design.md#ownership. */
export const stackPartPattern = /^[A-Za-z0-9._-]{1,100}$/;

/** What the pattern allows, in words. */
export const stackPartWords = '1 to 100 letters, digits, dots, dashes and underscores';

const stackPart = (what: string) => v.pipe(text(), v.regex(stackPartPattern, `${what} of ${stackPartWords}`));

const jobSchema = v.strictObject({
  name: described(text(), 'The name of the job in this file; unique among its jobs.'),
  script: described(text(), 'The script: an s3:// address, or a path relative to this file that deploy uploads.'),
  type: optional(oneOf(jobTypes), 'The kind of job: glueetl (Spark), pythonshell or streaming. Default: glueetl.'),
  added_at: optional(text(), 'When the job was added; kept, never used.'),
  description: optional(text(), 'A sentence for people who read the job in AWS.'),
  role: optional(text(), 'The IAM role of the job, by name or ARN. Default: the role of the file.'),
  glue_version: optional(text(), 'The Glue version, such as "6.0". Default for Spark kinds: that of the file.'),
  python_version: optional(text(), '3 for Spark; 3.9 (the default) or 3 for pythonshell.'),
  worker_type: optional(filledText(), 'The worker type of a Spark job, such as G.1X.'),
  number_of_workers: optional(integer(1), 'How many workers a Spark job gets.'),
  max_capacity: optional(
    decimal(0),
    'DPUs: 0.0625 (the default) or 1 for pythonshell; Spark jobs use workers instead.',
  ),
  timeout: optional(integer(1), 'Minutes after which a run is stopped.'),
  max_retries: optional(integer(0), 'How often a failed run is tried again. Default: 0.'),
  max_concurrent_runs: optional(integer(1), 'How many runs of the job may go on at once. Default: 1.'),
  execution_class: optional(oneOf(['STANDARD', 'FLEX']), 'FLEX runs on spare capacity. Default: STANDARD.'),
  job_run_queuing_enabled: optional(flag(), 'Queue runs that find no capacity. Default: false.'),
  maintenance_window: optional(text(), 'When a streaming job may restart, such as "Sun:10" (GMT).'),
  notify_delay_after: optional(integer(1), 'Minutes after which a run that still goes on is announced by an event.'),
  connections: optional(texts(), 'The Glue connections that the job uses, by name.'),
  security_configuration: optional(text(), 'The Glue security configuration of the job, by name.'),
  arguments: optional(textMap(), 'Arguments that the script reads; keys with or without the leading --.'),
  non_overridable_arguments: optional(textMap(), 'Arguments that no run may change.'),
  tags: optional(textMap(), 'Tags of the job, over those of the file.'),
  depends_on: optional(texts(), 'The jobs that must succeed before this one starts.'),
  resource_name: optional(text(), 'The name of the job in AWS. Default: <pipeline_name>-<environment>-<name>.'),
});

const workflowSchema = v.strictObject({
  resource_name: optional(text(), 'The name of the workflow in AWS. Default: <pipeline_name>-<environment>.'),
  description: optional(text(), 'A sentence for people who read the workflow in AWS.'),
  default_run_properties: optional(textMap(), 'Run properties that every run starts with.'),
  max_concurrent_runs: optional(integer(1), 'How many runs of the workflow may go on at once. Default: no limit.'),
  tags: optional(textMap(), 'Tags of the workflow, over those of the file.'),
});

const startSchema = v.strictObject({
  schedule: optional(text(), 'When the pipeline starts, as cron(…) in UTC. Default: on demand.'),
  enabled: optional(flag(), 'Whether the schedule is active. Default: true.'),
  resource_name: optional(
    text(),
    'The name of the start trigger in AWS. Default: <pipeline_name>-<environment>-start.',
  ),
  description: optional(text(), 'A sentence for people who read the trigger in AWS.'),
  tags: optional(textMap(), 'Tags of the start trigger, over those of the file.'),
});

const artifactsSchema = v.strictObject({
  bucket: optional(text(), 'The S3 bucket for uploaded scripts. Default: gluepipeline-<account>-<region>-an.'),
  prefix: optional(text(), 'Where in the bucket. Default: gluepipeline/.'),
});

/** The written config: the one source of its types, its JSON Schema and its reference page. */
export const configSchema = v.strictObject({
  $schema: optional(text(), 'Where an editor finds the JSON Schema of this file.'),
  pipeline_name: described(stackPart('a name'), 'The name of the pipeline.'),
  created_at: optional(text(), 'When the file was made; kept, never used.'),
  description: optional(text(), 'What the pipeline is for.'),
  environment: optional(stackPart('an environment'), 'The environment that is meant when none is named. Default: dev.'),
  glue_version: optional(text(), 'The Glue version of the Spark jobs that name none.'),
  region: optional(text(), 'The AWS Region; a flag or AWS_REGION is stronger.'),
  account_id: optional(text(), 'The AWS account that this file is for; any other is refused.'),
  role: optional(text(), 'The IAM role of the jobs that name none.'),
  artifacts: optional(artifactsSchema, 'Where uploaded scripts are kept.'),
  tags: optional(textMap(), 'Tags of everything that is deployed.'),
  jobs: optional(v.array(jobSchema, 'a list'), 'The jobs.'),
  workflow: optional(workflowSchema, 'The workflow that ties the jobs together.'),
  schedule: optional(text(), 'Short for start.schedule.'),
  start: optional(startSchema, 'How the pipeline starts.'),
});

/** A config as written, checked in shape; texts are strings whatever they were written as. */
export type WrittenConfig = v.InferOutput<typeof configSchema>;

/** One entry of `jobs`. */
export type WrittenJob = NonNullable<WrittenConfig['jobs']>[number];

/** The file's `workflow` block. */
export type WrittenWorkflow = NonNullable<WrittenConfig['workflow']>;

/** The file's `start` block. */
export type WrittenStart = NonNullable<WrittenConfig['start']>;
