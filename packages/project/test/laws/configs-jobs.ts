import fc from 'fast-check';

import { address, argumentMap, role, shown, tagMap, word } from './configs-words.ts';

/** Fields that every kind of job has, and one that the config may leave out. */
const common = {
  description: shown,
  role,
  timeout: fc.integer({ min: 1, max: 10_080 }),
  max_retries: fc.integer({ min: 0, max: 10 }),
  max_concurrent_runs: fc.integer({ min: 1, max: 20 }),
  notify_delay_after: fc.integer({ min: 1, max: 60 }),
  connections: fc.uniqueArray(word, { maxLength: 2 }),
  security_configuration: word,
  arguments: argumentMap,
  non_overridable_arguments: fc.dictionary(fc.constantFrom('fixed', 'pinned'), shown, { maxKeys: 1 }),
  tags: tagMap,
  temp_dir: address,
  extra_py_files: fc.uniqueArray(fc.constantFrom('lib/e.py', 'lib/f.py', 's3://scripts/g.zip'), {
    minLength: 1,
    maxLength: 3,
  }),
  extra_files: fc.uniqueArray(fc.constantFrom('lib/e.py', 's3://scripts/h.txt'), { minLength: 1, maxLength: 2 }),
  python_modules: fc.uniqueArray(fc.constantFrom('pandas==2.2.0', 'duckdb'), { minLength: 1, maxLength: 2 }),
  secrets: fc.dictionary(fc.constantFrom('DB', 'QUEUE'), fc.constantFrom('prod/db', 'prod/queue'), { maxKeys: 2 }),
  ignore_changes: fc.uniqueArray(
    fc.constantFrom('description', 'max_concurrent_runs', 'tags.owner', 'arguments.--source', 'connections'),
    { minLength: 1, maxLength: 2 },
  ),
  extra: fc.record({ SourceControlDetails: fc.record({ Provider: fc.constant('GITHUB'), Repository: shown }) }),
};

/** Short forms that only Spark jobs take. */
const spark = {
  ...common,
  job_bookmark: fc.constantFrom('enable', 'disable', 'pause'),
  extra_jars: fc.constant(['s3://scripts/a.jar']),
  spark_conf: fc.dictionary(fc.constantFrom('spark.a', 'spark.b'), shown, { minKeys: 1, maxKeys: 2 }),
  auto_scaling: fc.boolean(),
  metrics: fc.boolean(),
  observability_metrics: fc.boolean(),
  continuous_logging: fc.boolean(),
  spark_ui: fc.record({ path: address }),
  job_insights: fc.boolean(),
  data_catalog: fc.boolean(),
  datalake_formats: fc.uniqueArray(fc.constantFrom('hudi', 'delta', 'iceberg'), { minLength: 1, maxLength: 2 }),
};

const scripts = fc.constantFrom('s3://scripts/a.py', 's3://scripts/deep/er/b.py', 'scripts/c.py', 'scripts/d.py');

/** Each short form in one job of some, else every job would hold half of them all. */
const sparsely = (fields: Record<string, fc.Arbitrary<unknown>>, required: readonly string[]) =>
  fc
    .tuple(fc.record(fields, { requiredKeys: [...required] }), fc.infiniteStream(fc.nat({ max: 2 })))
    .map(([job, dice]) =>
      Object.fromEntries(
        Object.entries(job).filter(
          ([key]) => required.includes(key) || (dice.next() as IteratorYieldResult<number>).value > 0,
        ),
      ),
    );

/** A job of each kind; the fields that do not go together are kept apart as the rules want it. */
export const jobBodies = fc.oneof(
  sparsely(
    {
      type: fc.constant('glueetl'),
      script: scripts,
      glue_version: fc.constantFrom('3.0', '4.0', '5.0', '5.1', '6.0'),
      worker_type: fc.constantFrom('G.1X', 'G.2X', 'G.4X'),
      number_of_workers: fc.integer({ min: 2, max: 50 }),
      ...spark,
    },
    ['type', 'script'],
  ),
  sparsely(
    {
      type: fc.constant('glueetl'),
      script: fc.constant('s3://scripts/a.scala'),
      language: fc.constant('scala'),
      class: fc.constant('com.example.Main'),
      ...spark,
    },
    ['type', 'script', 'language', 'class'],
  ),
  sparsely(
    {
      type: fc.constant('glueetl'),
      script: scripts,
      execution_class: fc.constantFrom('FLEX', 'STANDARD'),
      glue_version: fc.constantFrom('4.0', '6.0'),
      worker_type: fc.constantFrom('G.1X', 'G.2X'),
      number_of_workers: fc.integer({ min: 2, max: 10 }),
      ...spark,
      auto_scaling: fc.constant(false),
    },
    ['type', 'script', 'execution_class'],
  ),
  sparsely(
    {
      type: fc.constant('glueetl'),
      script: scripts,
      job_run_queuing_enabled: fc.boolean(),
      ...spark,
      max_retries: fc.constant(0),
    },
    ['type', 'script', 'job_run_queuing_enabled', 'max_retries'],
  ),
  sparsely(
    {
      type: fc.constantFrom('streaming', 'gluestreaming'),
      script: scripts,
      glue_version: fc.constantFrom('4.0', '6.0'),
      worker_type: fc.constantFrom('G.025X', 'G.1X'),
      number_of_workers: fc.integer({ min: 2, max: 10 }),
      maintenance_window: fc.constantFrom('Sun:10', 'Fri:3'),
      ...spark,
    },
    ['type', 'script'],
  ),
  sparsely(
    {
      type: fc.constant('pythonshell'),
      script: scripts,
      python_version: fc.constant('3.9'),
      max_capacity: fc.constantFrom(0.0625, 1),
      glue_version: fc.constantFrom('1.0', '3.0'),
      ...common,
    },
    ['type', 'script'],
  ),
);
