import * as v from 'valibot';

import { described, eachItem, onlyIn, optional, waiting, workflowOfNode } from './schema-parts.ts';
import { triggerOfNode } from './schema-trigger.ts';
import { decimal, filledText, flag, integer, jsonMap, list, oneOf, text, textMap, texts } from './value.ts';

/** The kinds of job a config may name; `gluestreaming` is Glue's own word for `streaming`. */
export const jobTypes = ['glueetl', 'pythonshell', 'streaming', 'gluestreaming'] as const;

/** Short ways to say arguments of Glue's own: each is a spelling of the argument on its level. */
const shortForms = {
  language: optional(
    oneOf(['python', 'scala']),
    'The language of a Spark script; short for --job-language. Default: python.',
  ),
  class: optional(text(), 'The entry class of a Scala script; short for --class.'),
  job_bookmark: optional(
    oneOf(['enable', 'disable', 'pause']),
    'Job bookmarks; short for --job-bookmark-option. Default: disable.',
  ),
  temp_dir: optional(text(), 'Where Glue keeps temporary files, an s3:// address; short for --TempDir.'),
  extra_py_files: optional(
    texts(),
    'Python modules for the script: files, folders and wheels beside this file, or s3:// addresses; short for --extra-py-files.',
  ),
  extra_jars: optional(
    texts(),
    'Java archives for the script: files beside this file, or s3:// addresses; short for --extra-jars.',
  ),
  extra_files: optional(
    texts(),
    'Files for the working folder of the script: beside this file, or s3:// addresses; short for --extra-files.',
  ),
  python_modules: optional(
    texts(),
    'Packages that pip installs before the run; short for --additional-python-modules.',
  ),
  spark_conf: optional(textMap(), 'Settings of Spark; short for --conf.'),
  auto_scaling: optional(flag(), 'Let Glue use fewer workers than number_of_workers; short for --enable-auto-scaling.'),
  metrics: optional(flag(), 'Job metrics in CloudWatch; short for --enable-metrics.'),
  observability_metrics: optional(
    flag(),
    'Observability metrics in CloudWatch; short for --enable-observability-metrics.',
  ),
  continuous_logging: optional(flag(), 'Logs while the job runs; short for --enable-continuous-cloudwatch-log.'),
  log_group_prefix: optional(
    text(),
    'The beginning of the names of log groups, Glue 5.0 and later; short for --custom-logGroup-prefix.',
  ),
  spark_ui: optional(
    v.strictObject({ path: described(text(), 'Where the event logs go, an s3:// address.') }),
    "Spark's event logs for its history server; short for --enable-spark-ui and --spark-event-logs-path.",
  ),
  job_insights: optional(flag(), 'Job run insights; short for --enable-job-insights.'),
  data_catalog: optional(flag(), "The Glue Data Catalog as Spark's metastore; short for --enable-glue-datacatalog."),
  datalake_formats: optional(
    list(oneOf(['hudi', 'delta', 'iceberg'])),
    'Formats whose libraries are loaded; short for --datalake-formats.',
  ),
  secrets: optional(
    textMap(),
    'Names of secrets in AWS Secrets Manager: each is passed by name as the argument of its key.',
  ),
};

/** What a job may leave to `defaults`. */
const settings = {
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
  ...shortForms,
  tags: optional(textMap(), 'Tags of the job, over those of the file.'),
  ignore_changes: optional(texts(), 'Fields that keep the value they have in AWS, such as number_of_workers.'),
  extra: optional(jsonMap(), 'Members of CreateJob that this file has no word for, as Glue names them.'),
};

const script = text();
const scriptWords = 'The script: an s3:// address, or a path relative to this file that deploy uploads.';

/** What an environment may change of a job. */
export const jobChanges = v.strictObject({
  script: optional(script, `${scriptWords} Needed unless a default has one or the job is existing.`),
  type: optional(oneOf(jobTypes), 'The kind of job: glueetl (Spark), pythonshell or streaming. Default: glueetl.'),
  added_at: optional(text(), 'When the job was added; kept, never used.'),
  ...settings,
  depends_on: optional(waiting(), 'The jobs and crawlers that must succeed before this one starts, or {any: […]}.'),
  schedule: optional(text(), 'A schedule of its own, as cron(…) in UTC: the job is then outside the workflow.'),
  trigger: optional(triggerOfNode, 'The trigger that starts the job: what it passes, and how it is called.'),
  workflow: optional(workflowOfNode(), 'The workflow it belongs to, or false. Default: the workflow of the pipeline.'),
  resource_name: optional(text(), 'The name of the job in AWS. Default: that which `naming` makes.'),
  existing: optional(flag(), 'The job is there already: it is used, and never changed. Default: false.'),
  for_each: optional(eachItem(), 'A map or a list of texts: one job for each of them, called <name>-<key>.'),
  only_in: optional(onlyIn(), 'The environments that have the job. Default: all.'),
});

/** One entry of `jobs`. */
export const jobSchema = v.strictObject({
  name: described(text(), 'The name of the job in this file; unique among its jobs and crawlers.'),
  ...jobChanges.entries,
});

/** What all jobs of a kind have unless they say otherwise. */
export const jobDefaults = v.strictObject({ script: optional(script, scriptWords), ...settings });

/** What a job of somebody else's takes beside its name. */
export const existingJobKeys: readonly string[] = [
  'name',
  'existing',
  'resource_name',
  'workflow',
  'depends_on',
  'schedule',
  'trigger',
  'added_at',
  'for_each',
  'only_in',
];
