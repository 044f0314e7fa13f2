/** Words of Terraform, CloudFormation and the Glue API that a user may try, and ours. */
export const foreignWords: Readonly<Record<string, string>> = {
  default_arguments: 'arguments',
  default_args: 'arguments',
  parameters: 'arguments',
  role_arn: 'role',
  iam_role: 'role',
  script_location: 'script',
  script_path: 'script',
  command: 'script and type',
  predicate: 'depends_on',
  dependencies: 'depends_on',
  needs: 'depends_on',
  start_on_creation: 'enabled, of start or of the trigger',
  allocated_capacity: 'max_capacity',
  run_properties: 'workflow.default_run_properties',
  retries: 'max_retries',
  workers: 'number_of_workers',
  timeout_minutes: 'timeout',
  execution_property: 'max_concurrent_runs',
  notification_property: 'notify_delay_after',
  cron: 'schedule',
  job_type: 'type',
  job_name: 'name',
  pipeline: 'pipeline_name',
  env: 'environment',
  bucket: 'artifacts.bucket',
  account: 'account_id',
};

/** Values that a user may try, by the last key of their place, and what to write. */
export const foreignValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  type: {
    // Glue developer guide, awsglue-ray-jobs-availability-change.
    glueray:
      'Glue for Ray is closed to new customers since 2026-04-30, and this tool makes no Ray jobs: make it a Spark job (glueetl), or name one that is there with existing: true',
    spark: 'Spark jobs have the type "glueetl"',
    python: 'Python shell jobs have the type "pythonshell"',
  },
};
