/** The fields of a job that `ignore_changes` may name, beside `tags`, `tags.<key>` and `arguments.--<key>`. */
export const ignorableJobFields = [
  'description',
  'role',
  'script',
  'python_version',
  'glue_version',
  'worker_type',
  'number_of_workers',
  'max_capacity',
  'timeout',
  'max_retries',
  'max_concurrent_runs',
  'execution_class',
  'job_run_queuing_enabled',
  'maintenance_window',
  'notify_delay_after',
  'connections',
  'security_configuration',
  'arguments',
  'non_overridable_arguments',
] as const;

/** The same of a trigger; `depends_on` is what it waits for, and `starts` are its actions. */
export const ignorableTriggerFields = [
  'description',
  'schedule',
  'depends_on',
  'starts',
  'batch_size',
  'batch_window',
  'enabled',
] as const;

/** The same of a crawler. */
export const ignorableCrawlerFields = [
  'description',
  'role',
  'database_name',
  'targets',
  'schedule',
  'classifiers',
  'table_prefix',
  'schema_change_policy',
  'recrawl_policy',
  'lineage_configuration',
  'lake_formation_configuration',
  'configuration',
  'security_configuration',
] as const;
