import type { ConfigObject, JobObject } from './configs.ts';

/** A change of one thing in a config, and the fields by resource label that a plan must then name, and no other. */
export interface Mutation {
  readonly what: string;
  readonly config: ConfigObject;
  readonly expected: Readonly<Record<string, readonly string[]>>;
}

/** What a field of a job is set to; never what a generated config has. */
const newValues: Readonly<Record<string, { value: unknown; kinds: readonly string[] }>> = {
  description: { value: 'something else', kinds: ['glueetl', 'streaming', 'pythonshell'] },
  role: { value: 'new-role', kinds: ['glueetl', 'streaming', 'pythonshell'] },
  script: { value: 's3://scripts/new.py', kinds: ['glueetl', 'streaming', 'pythonshell'] },
  timeout: { value: 10_000, kinds: ['glueetl', 'streaming', 'pythonshell'] },
  max_retries: { value: 11, kinds: ['glueetl', 'streaming', 'pythonshell'] },
  max_concurrent_runs: { value: 99, kinds: ['glueetl', 'streaming', 'pythonshell'] },
  notify_delay_after: { value: 99, kinds: ['glueetl', 'streaming', 'pythonshell'] },
  connections: { value: ['new-connection'], kinds: ['glueetl', 'streaming', 'pythonshell'] },
  security_configuration: { value: 'new-security', kinds: ['glueetl', 'streaming', 'pythonshell'] },
  python_version: { value: '2', kinds: ['glueetl', 'streaming', 'pythonshell'] },
  worker_type: { value: 'G.8X', kinds: ['glueetl', 'streaming'] },
  number_of_workers: { value: 99, kinds: ['glueetl', 'streaming'] },
  maintenance_window: { value: 'Mon:23', kinds: ['glueetl', 'streaming'] },
  job_run_queuing_enabled: { value: true, kinds: ['glueetl', 'streaming', 'pythonshell'] },
  execution_class: { value: 'FLEX', kinds: ['glueetl'] },
  max_capacity: { value: 0.5, kinds: ['pythonshell'] },
  glue_version: { value: '2.5', kinds: ['pythonshell'] },
};

/** What leaving a field out means: AWS's default, as far as it is one that shows. */
const defaults: Readonly<Record<string, unknown>> = {
  max_retries: 0,
  max_concurrent_runs: 1,
  job_run_queuing_enabled: false,
  execution_class: 'STANDARD',
  worker_type: 'G.1X',
  number_of_workers: 10,
  max_capacity: 0.0625,
};

/** Every change of one field that makes sense for one job of a config: set to something new, or left out. */
export function jobMutations(config: ConfigObject, index: number): Mutation[] {
  const job = config.jobs[index];
  if (job == null) {
    return [];
  }
  const change = (what: string, changed: JobObject, fields: readonly string[]): Mutation => ({
    what: `${job.name}: ${what}`,
    config: { ...config, jobs: config.jobs.with(index, changed) },
    expected: fields.length === 0 ? {} : { [job.name]: fields },
  });
  const set = Object.entries(newValues)
    .filter(([field, { value, kinds }]) => kinds.includes(job.type) && job[field] !== value)
    .map(([field, { value }]) => change(`${field} set`, { ...job, [field]: value }, [field]));
  const removed = Object.keys(defaults)
    .filter((field) => job[field] != null)
    .map((field) => change(`${field} left out`, without(job, field), job[field] === defaults[field] ? [] : [field]));
  const shown = ['description', 'security_configuration', 'notify_delay_after', 'maintenance_window', 'connections']
    .filter((field) => job[field] != null && JSON.stringify(job[field]) !== '[]')
    .map((field) => change(`${field} left out`, without(job, field), [field]));
  return [
    ...set,
    ...removed,
    ...shown,
    ...mapMutations(config, job, change),
    ...roleLeftOut(config, job, change),
    ...dependencyMutations(config, index),
  ];
}

/** One dependency more, and one less, is one trigger that changes in one field. */
function dependencyMutations(config: ConfigObject, index: number): Mutation[] {
  const job = config.jobs[index];
  const own = (job?.depends_on ?? []) as string[];
  if (job == null || own.length === 0) {
    return [];
  }
  const change = (what: string, dependsOn: string[]): Mutation => ({
    what: `${job.name}: ${what}`,
    config: { ...config, jobs: config.jobs.with(index, { ...job, depends_on: dependsOn }) },
    expected: { [`run-${job.name}`]: ['depends_on'] },
  });
  const further = config.jobs.slice(0, index).find(({ name }) => !own.includes(name));
  return [
    ...(further == null ? [] : [change('waits for one more', [...own, further.name])]),
    ...(own.length < 2 ? [] : [change('waits for one less', own.slice(1))]),
  ];
}

type Change = (what: string, changed: JobObject, fields: readonly string[]) => Mutation;

/** Arguments and tags: one added, one removed, one changed. */
function mapMutations(config: ConfigObject, job: JobObject, change: Change): Mutation[] {
  return ['arguments', 'non_overridable_arguments', 'tags'].flatMap((field) => {
    const map = (job[field] ?? {}) as Record<string, unknown>;
    const shown = (key: string) => `${field}.${field === 'tags' || key.startsWith('--') ? key : `--${key}`}`;
    const added = change(`${field} added to`, { ...job, [field]: { ...map, new_key: 'new' } }, [shown('new_key')]);
    const own = Object.keys(map).flatMap((key) => [
      change(`${field}.${key} changed`, { ...job, [field]: { ...map, [key]: 'something else' } }, [shown(key)]),
      // A tag of the job that the file has too is not gone when the job leaves it out.
      change(
        `${field}.${key} left out`,
        { ...job, [field]: without(map, key) },
        field === 'tags' && (config.tags as Record<string, unknown> | undefined)?.[key] === map[key]
          ? []
          : [shown(key)],
      ),
    ]);
    return [added, ...own];
  });
}

/** A job without a role of its own has the file's, or the one of the command line. */
function roleLeftOut(config: ConfigObject, job: JobObject, change: Change): Mutation[] {
  if (job.role == null) {
    return [];
  }
  const fallback = (config.role as string | undefined) ?? 'fallback-role';
  return [
    change('role left out', without(job, 'role'), nameOf(fallback) === nameOf(job.role as string) ? [] : ['role']),
  ];
}

/** Of the endpoint's own account a role is the same by name and by ARN. */
function nameOf(role: string): string {
  return role.replace(/^arn:aws:iam::000000000000:role\/(?:.*\/)?/, '');
}

/** Changes of the workflow and the start trigger, where the config has them. */
export function flowMutations(config: ConfigObject): Mutation[] {
  const workflow = config.workflow as Record<string, unknown> | undefined;
  const start = config.start as Record<string, unknown> | undefined;
  const set = (block: string, label: string, fields: Record<string, unknown>): Mutation[] =>
    Object.entries(fields).map(([field, value]) => ({
      what: `${block}.${field} set`,
      config: { ...config, [block]: { ...(config[block] as object), [field]: value } },
      expected: { [label]: [field] },
    }));
  return [
    ...(workflow == null
      ? []
      : [
          ...set('workflow', 'WORKFLOW', { description: 'something else', max_concurrent_runs: 99 }),
          ...(workflow.max_concurrent_runs == null
            ? []
            : [
                {
                  what: 'workflow.max_concurrent_runs left out',
                  config: { ...config, workflow: without(workflow, 'max_concurrent_runs') },
                  expected: { WORKFLOW: ['max_concurrent_runs'] },
                },
              ]),
        ]),
    ...(start == null
      ? []
      : [
          ...set('start', 'start', { description: 'something else', schedule: 'cron(5 5 * * ? *)' }),
          {
            what: 'start.enabled flipped',
            config: { ...config, start: { ...start, enabled: start.enabled === false } },
            expected: { start: ['enabled'] },
          },
          {
            what: 'start.schedule left out',
            config: { ...config, start: without(without(start, 'schedule'), 'enabled') },
            expected: { start: ['enabled', 'schedule', 'type'] },
          },
        ]),
  ];
}

function without<T extends Record<string, unknown>>(map: T, key: string): T {
  return Object.fromEntries(Object.entries(map).filter(([each]) => each !== key)) as T;
}
