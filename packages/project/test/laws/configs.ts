import fc from 'fast-check';

/** A config as an object, as a user would write it. */
export type ConfigObject = Record<string, unknown> & { jobs: JobObject[] };

/** One entry of its jobs. */
export type JobObject = Record<string, unknown> & { name: string; type: string };

const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'a b/c', 'ü');
const text = fc.constantFrom('', 'one', 'two words', 'ümläut', '  ');
const shown = fc.constantFrom('one', 'two words', 'ümläut');

/** Arguments: names that no rule calls a secret, and values that a config may write as text, number, boolean or "". */
export const argumentMap = fc.dictionary(
  fc.constantFrom('source', '--target', 'area', 'run.date', 'limit'),
  fc.oneof(text, fc.integer({ min: 0, max: 99 }), fc.boolean()),
  { maxKeys: 3 },
);

/** Tags. */
export const tagMap = fc.dictionary(fc.constantFrom('owner', 'team', 'cost centre'), shown, { maxKeys: 2 });

/** Fields that every kind of job has, and one that the config may leave out. */
const common = {
  description: shown,
  role: fc.constantFrom(
    'etl-role',
    'arn:aws:iam::000000000000:role/service/etl-role-2',
    'arn:aws:iam::111122223333:role/other',
  ),
  timeout: fc.integer({ min: 1, max: 10_080 }),
  max_retries: fc.integer({ min: 0, max: 10 }),
  max_concurrent_runs: fc.integer({ min: 1, max: 20 }),
  notify_delay_after: fc.integer({ min: 1, max: 60 }),
  connections: fc.uniqueArray(word, { maxLength: 2 }),
  security_configuration: word,
  arguments: argumentMap,
  non_overridable_arguments: fc.dictionary(fc.constantFrom('fixed', 'pinned'), shown, { maxKeys: 1 }),
  tags: tagMap,
};

const scripts = fc.constantFrom('s3://scripts/a.py', 's3://scripts/deep/er/b.py', 'scripts/c.py', 'scripts/d.py');

/** A job of each kind; the fields that do not go together are kept apart as the rules want it. */
const bodies = fc.oneof(
  fc.record(
    {
      type: fc.constant('glueetl'),
      script: scripts,
      glue_version: fc.constantFrom('3.0', '4.0', '5.0', '5.1', '6.0'),
      worker_type: fc.constantFrom('G.1X', 'G.2X', 'G.4X'),
      number_of_workers: fc.integer({ min: 2, max: 50 }),
      ...common,
    },
    { requiredKeys: ['type', 'script'] },
  ),
  fc.record(
    {
      type: fc.constant('glueetl'),
      script: scripts,
      execution_class: fc.constantFrom('FLEX', 'STANDARD'),
      glue_version: fc.constantFrom('4.0', '6.0'),
      worker_type: fc.constantFrom('G.1X', 'G.2X'),
      number_of_workers: fc.integer({ min: 2, max: 10 }),
      ...common,
    },
    { requiredKeys: ['type', 'script', 'execution_class'] },
  ),
  fc.record(
    {
      type: fc.constant('glueetl'),
      script: scripts,
      job_run_queuing_enabled: fc.boolean(),
      ...common,
      max_retries: fc.constant(0),
    },
    { requiredKeys: ['type', 'script', 'job_run_queuing_enabled'] },
  ),
  fc.record(
    {
      type: fc.constant('streaming'),
      script: scripts,
      glue_version: fc.constantFrom('4.0', '6.0'),
      worker_type: fc.constantFrom('G.025X', 'G.1X'),
      number_of_workers: fc.integer({ min: 2, max: 10 }),
      maintenance_window: fc.constantFrom('Sun:10', 'Fri:3'),
      ...common,
    },
    { requiredKeys: ['type', 'script'] },
  ),
  fc.record(
    {
      type: fc.constant('pythonshell'),
      script: scripts,
      python_version: fc.constant('3.9'),
      max_capacity: fc.constantFrom(0.0625, 1),
      glue_version: fc.constantFrom('1.0', '3.0'),
      ...common,
    },
    { requiredKeys: ['type', 'script'] },
  ),
);

const workflow = fc.record(
  {
    description: shown,
    default_run_properties: fc.dictionary(fc.constantFrom('namespace', 'area'), text, { maxKeys: 2 }),
    max_concurrent_runs: fc.integer({ min: 1, max: 5 }),
    tags: tagMap,
  },
  { requiredKeys: [] },
);

const start = fc.record(
  {
    schedule: fc.constantFrom('cron(0 2 * * ? *)', 'cron(0/15 6-18 ? * MON-FRI *)'),
    enabled: fc.boolean(),
    description: shown,
    tags: tagMap,
  },
  { requiredKeys: ['schedule'] },
);

/** Configs of the whole language as it is today; each job waits for some of those before it, so there is no cycle. */
export const configs: fc.Arbitrary<ConfigObject> = fc
  .record(
    {
      jobs: fc.array(fc.tuple(bodies, fc.array(fc.nat(), { maxLength: 3 })), { minLength: 1, maxLength: 5 }),
      description: shown,
      glue_version: fc.constantFrom('4.0', '5.1', '6.0'),
      role: fc.constantFrom('file-role', 'arn:aws:iam::000000000000:role/file-role'),
      tags: tagMap,
      workflow,
      start,
      chained: fc.boolean(),
    },
    { requiredKeys: ['jobs', 'chained'] },
  )
  .map(({ jobs, chained, ...head }) => ({
    ...head,
    jobs: jobs.map(([body, picks], index) => ({
      name: `job${String(index)}`,
      ...body,
      ...(chained && index > 0 && picks.length > 0
        ? { depends_on: [...new Set(picks.map((pick) => `job${String(pick % index)}`))] }
        : {}),
    })),
  }));
