import * as v from 'valibot';

import { crawlerChanges, crawlerDefaults, crawlerSchema } from './schema-crawler.ts';
import { jobChanges, jobDefaults, jobSchema } from './schema-job.ts';
import { described, optional, stackPart } from './schema-parts.ts';
import { startSchema, triggerChanges, triggerDefaults, triggerSchema } from './schema-trigger.ts';
import { flag, integer, isMap, jsonMap, keyedMap, list, oneOf, shaped, text, textMap, texts } from './value.ts';

/** How a rule may count. */
export const severities = ['off', 'warn', 'error'] as const;

const workflowKeys = {
  resource_name: optional(text(), 'The name of the workflow in AWS. Default: that which `naming` makes.'),
  description: optional(text(), 'A sentence for people who read the workflow in AWS.'),
  default_run_properties: optional(textMap(), 'Run properties that every run starts with.'),
  max_concurrent_runs: optional(integer(1), 'How many runs of the workflow may go on at once. Default: no limit.'),
  tags: optional(textMap(), 'Tags of the workflow, over those of the file.'),
  existing: optional(flag(), 'The workflow is there already: it is used, and never changed. Default: false.'),
};

const workflowSchema = v.strictObject(workflowKeys);

const furtherWorkflow = v.strictObject({
  ...workflowKeys,
  schedule: optional(text(), 'Short for start.schedule.'),
  start: optional(startSchema, 'How the workflow starts.'),
});

const artifactsSchema = v.strictObject({
  bucket: optional(text(), 'The S3 bucket for uploaded files. Default: gluepipeline-<account>-<region>-an.'),
  prefix: optional(text(), 'Where in the bucket. Default: gluepipeline/.'),
  kms_key: optional(
    text(),
    "The KMS key (its id, ARN or alias) that uploads and records are encrypted with from now on, and a bucket that is made. Default: the bucket's own encryption.",
  ),
});

const nameTemplate = (what: string) =>
  optional(text(), `The name of a ${what}. Default: \${pipeline_name}-\${environment}-\${name}.`);

const namingSchema = v.strictObject({
  job: nameTemplate('job'),
  crawler: nameTemplate('crawler'),
  trigger: nameTemplate('trigger'),
  workflow: nameTemplate('workflow'),
  alert: nameTemplate('topic or rule of an alert'),
});

const alertsSchema = v.strictObject({
  states: optional(
    v.pipe(list(oneOf(['SUCCEEDED', 'FAILED', 'TIMEOUT', 'STOPPED'])), v.minLength(1, 'a list with something in it')),
    'The ends of a run that are announced. Default: FAILED, TIMEOUT.',
  ),
  emails: optional(texts(), 'Who is told; each address has to be confirmed by a click. A topic is made for them.'),
  topic_arn: optional(text(), 'A topic of yours that is told instead.'),
  jobs: optional(texts(), 'The jobs that are watched. Default: all.'),
});

const defaultsSchema = v.strictObject({
  jobs: optional(jobDefaults, 'For jobs of every kind.'),
  glueetl: optional(jobDefaults, 'For Spark jobs, over those for all jobs.'),
  pythonshell: optional(jobDefaults, 'For Python shell jobs, over those for all jobs.'),
  streaming: optional(jobDefaults, 'For streaming jobs, over those for all jobs.'),
  crawlers: optional(crawlerDefaults, 'For crawlers.'),
  triggers: optional(triggerDefaults, 'For the triggers of `triggers`.'),
});

const assumeRoleSchema = v.strictObject({
  arn: described(text(), 'The role that is assumed before AWS is asked anything, by ARN.'),
  external_id: optional(text(), 'The external id that the role asks for.'),
});

/** What is said of the whole file; an environment may change it. */
const general = {
  description: optional(text(), 'What the pipeline is for.'),
  glue_version: optional(text(), 'The Glue version of the Spark jobs that name none.'),
  region: optional(text(), 'The AWS Region; a flag or AWS_REGION is stronger.'),
  account_id: optional(text(), 'The AWS account that this file is for; any other is refused.'),
  assume_role: optional(assumeRoleSchema, 'The role with which this tool works in AWS.'),
  role: optional(text(), 'The IAM role of the jobs and crawlers that name none.'),
  permissions_boundary: optional(text(), 'The permissions boundary of IAM roles that are made, by ARN.'),
  artifacts: optional(artifactsSchema, 'Where uploaded files are kept.'),
  naming: optional(
    shaped([namingSchema, text()], (value) => (isMap(value) ? 0 : 1)),
    'How things are called in AWS; a text is for jobs and crawlers alone.',
  ),
  variables: optional(
    jsonMap(),
    'Values of your own, which texts name as ${var.…}; any JSON value, maps and lists too.',
  ),
  tags: optional(textMap(), 'Tags of everything that is deployed.'),
};

/** How things follow each other; likewise. */
const flow = {
  workflow: optional(
    shaped([workflowSchema, v.literal(false, 'a map or false')], (value) => (typeof value === 'boolean' ? 1 : 0)),
    'The workflow that ties the jobs and crawlers together, or false for none.',
  ),
  schedule: optional(text(), 'Short for start.schedule.'),
  start: optional(startSchema, 'How the pipeline starts.'),
  workflows: optional(keyedMap(furtherWorkflow), 'Further workflows, by their names in this file.'),
};

/** What is beside them; likewise. */
const beside = {
  protect: optional(flag(), 'Refuse whatever would be deleted, and ask for the name before a destroy. Default: false.'),
  alerts: optional(alertsSchema, 'Who is told of runs that fail.'),
  defaults: optional(defaultsSchema, 'What jobs, crawlers and triggers have unless they say otherwise.'),
};

const changesOf = <Changes extends v.GenericSchema>(changes: Changes) => keyedMap(v.nullable(changes));

/** Nobody reads an environment by its types: they would be those of the whole config once more. */
const environmentSchema: v.GenericSchema<Readonly<Record<string, unknown>>> = v.strictObject({
  ...general,
  jobs: optional(changesOf(jobChanges), 'Changes to jobs, by their names in this file; null leaves the job out.'),
  crawlers: optional(changesOf(crawlerChanges), 'Changes to crawlers, likewise.'),
  ...flow,
  triggers: optional(changesOf(triggerChanges), 'Changes to triggers, likewise.'),
  ...beside,
  rules: optional(keyedMap(v.nullable(oneOf(severities))), 'How rules count there.'),
});

/** The written config: the one source of its types, its JSON Schema and its reference page. */
export const configSchema = v.strictObject({
  $schema: optional(text(), 'Where an editor finds the JSON Schema of this file.'),
  pipeline_name: described(stackPart('a name'), 'The name of the pipeline.'),
  created_at: optional(text(), 'When the file was made; kept, never used.'),
  include: optional(
    texts(),
    'Further files with jobs, crawlers, triggers and what they are made of: patterns such as jobs/*.yaml, relative to this file.',
  ),
  environment: optional(stackPart('an environment'), 'The environment that is meant when none is named. Default: dev.'),
  ...general,
  jobs: optional(v.array(jobSchema, 'a list'), 'The jobs.'),
  crawlers: optional(v.array(crawlerSchema, 'a list'), 'The crawlers.'),
  ...flow,
  triggers: optional(v.array(triggerSchema, 'a list'), 'Triggers beside those that follow from depends_on and start.'),
  ...beside,
  rules: optional(
    keyedMap(v.nullable(oneOf(severities))),
    'How rules count, by their codes: off, warn or error. Default: as docs/diagnostics.md says.',
  ),
  environments: optional(
    keyedMap(v.nullable(environmentSchema)),
    'What is different in an environment, by its name; "*" serves every name that is not listed. Default: any name, as the file is.',
  ),
});

/** A config as written, checked in shape; texts are strings whatever they were written as. */
export type WrittenConfig = v.InferOutput<typeof configSchema>;

/** One entry of `jobs`. */
export type WrittenJob = v.InferOutput<typeof jobSchema>;

/** One entry of `crawlers`. */
export type WrittenCrawler = v.InferOutput<typeof crawlerSchema>;

/** One entry of `triggers`. */
export type WrittenTrigger = v.InferOutput<typeof triggerSchema>;

/** What `defaults` says of jobs, in general or of one kind. */
export type WrittenJobDefaults = v.InferOutput<typeof jobDefaults>;
