import type { ConfigObject, EntryObject } from './configs.ts';
import { ignoring, inherited, type Mutation, without } from './mutation.ts';

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
  if (job == null || job.existing === true) {
    return [];
  }
  const kind = job.type === 'gluestreaming' ? 'streaming' : (job.type as string);
  const change = (what: string, changed: EntryObject, fields: readonly string[]): Mutation => ({
    what: `${job.name}: ${what}`,
    config: { ...config, jobs: config.jobs.with(index, changed) },
    expected: ignoring(job, { [job.name]: fields }),
  });
  const set = Object.entries(newValues)
    .filter(([field, { value, kinds }]) => kinds.includes(kind) && job[field] !== value)
    .map(([field, { value }]) => change(`${field} set`, { ...job, [field]: value }, [field]));
  const removed = Object.keys(defaults)
    .filter((field) => job[field] != null)
    .map((field) => {
      const same = job[field] === (inherited(config, 'jobs', job, field) ?? defaults[field]);
      return change(`${field} left out`, without(job, field), same ? [] : [field]);
    });
  const shown = ['description', 'security_configuration', 'notify_delay_after', 'maintenance_window', 'connections']
    .filter((field) => job[field] != null && JSON.stringify(job[field]) !== '[]')
    .map((field) => {
      const same = job[field] === inherited(config, 'jobs', job, field);
      return change(`${field} left out`, without(job, field), same ? [] : [field]);
    });
  return [
    ...set,
    ...removed,
    ...shown,
    ...mapMutations(config, job, change),
    ...roleLeftOut(config, job, change),
    ...shortMutations(job, change),
    ...dependencyMutations(config, index),
  ];
}

/** Short forms with a new value, and the argument that each is a spelling of. */
const shortValues: Readonly<Record<string, readonly [argument: string, value: unknown]>> = {
  temp_dir: ['--TempDir', 's3://scripts/new'],
  python_modules: ['--additional-python-modules', ['new']],
  extra_py_files: ['--extra-py-files', ['s3://scripts/new.py', 'lib/e.py', 's3://scripts/new-2.py']],
  extra_files: ['--extra-files', ['s3://scripts/new.txt']],
  extra_jars: ['--extra-jars', ['s3://scripts/new.jar']],
  spark_conf: ['--conf', { 'spark.new': '1' }],
  log_group_prefix: ['--custom-logGroup-prefix', '/new'],
  datalake_formats: ['--datalake-formats', ['iceberg', 'delta', 'hudi']],
};

/** Uploads come and go with the files that are named; of those a plan says so by themselves. */
const naming: readonly string[] = ['extra_py_files', 'extra_files'];

function shortMutations(job: EntryObject, change: Change): Mutation[] {
  const secrets = (job.secrets ?? {}) as Record<string, unknown>;
  const extra = { SourceControlDetails: { Provider: 'GITHUB', Repository: 'new' } };
  return [
    ...Object.entries(shortValues).flatMap(([key, [argument, value]]) => {
      const uploads = JSON.stringify([job[key], value]).includes('lib/');
      return uploads && naming.includes(key)
        ? []
        : [
            change(`${key} set`, { ...job, [key]: value }, [`arguments.${argument}`]),
            ...(job[key] == null ? [] : [change(`${key} left out`, without(job, key), [`arguments.${argument}`])]),
          ];
    }),
    change('secret added', { ...job, secrets: { ...secrets, NEW: 'new' } }, ['arguments.--NEW']),
    ...Object.keys(secrets).map((key) =>
      change(`secret ${key} left out`, { ...job, secrets: without(secrets, key) }, [`arguments.--${key}`]),
    ),
    change('extra set', { ...job, extra }, ['extra.SourceControlDetails']),
    ...(job.extra == null ? [] : [change('extra left out', without(job, 'extra'), ['extra.SourceControlDetails'])]),
  ];
}

/** One dependency more, and one less, is one trigger that changes in one field; so is what it passes. */
function dependencyMutations(config: ConfigObject, index: number): Mutation[] {
  const job = config.jobs[index];
  const written = job?.depends_on as unknown[] | { any: unknown[] } | undefined;
  if (job == null || written == null) {
    return [];
  }
  const isAny = !Array.isArray(written);
  const own = isAny ? written.any : written;
  const trigger = (job.trigger ?? {}) as EntryObject;
  const change = (what: string, changed: Record<string, unknown>, fields: readonly string[]): Mutation => ({
    what: `${job.name}: ${what}`,
    config: { ...config, jobs: config.jobs.with(index, { ...job, ...changed }) },
    expected: ignoring(trigger, { [`run-${job.name}`]: fields }),
  });
  const waiting = (what: string, ends: unknown[]) =>
    change(what, { depends_on: isAny ? { any: ends } : ends }, ['depends_on']);
  const further = config.jobs.slice(0, index).find(({ name }) => !JSON.stringify(own).includes(`"${name}"`));
  // Between one end and several "any" begins to mean something.
  const least = isAny ? 2 : 1;
  return [
    ...(further == null || own.length < least ? [] : [waiting('waits for one more', [...own, further.name])]),
    ...(own.length <= least ? [] : [waiting('waits for one less', own.slice(1))]),
    change('trigger.timeout set', { trigger: { ...trigger, timeout: 101 } }, ['starts']),
    change('trigger.description set', { trigger: { ...trigger, description: 'something else' } }, ['description']),
    change('trigger.enabled flipped', { trigger: { ...trigger, enabled: trigger.enabled === false } }, ['enabled']),
  ];
}

type Change = (what: string, changed: EntryObject, fields: readonly string[]) => Mutation;

/** Arguments and tags: one added, one removed, one changed. */
function mapMutations(config: ConfigObject, job: EntryObject, change: Change): Mutation[] {
  return ['arguments', 'non_overridable_arguments', 'tags'].flatMap((field) => {
    const map = (job[field] ?? {}) as Record<string, unknown>;
    const shown = (key: string) => `${field}.${field === 'tags' || key.startsWith('--') ? key : `--${key}`}`;
    const added = change(`${field} added to`, { ...job, [field]: { ...map, new_key: 'new' } }, [shown('new_key')]);
    const own = Object.keys(map).flatMap((key) => [
      change(`${field}.${key} changed`, { ...job, [field]: { ...map, [key]: 'something else' } }, [shown(key)]),
      // What defaults or the file have too is not gone when the job leaves it out.
      change(
        `${field}.${key} left out`,
        { ...job, [field]: without(map, key) },
        String((inherited(config, 'jobs', job, field) as Record<string, unknown> | undefined)?.[key]) ===
          String(map[key])
          ? []
          : [shown(key)],
      ),
    ]);
    return [added, ...own];
  });
}

/** A job without a role of its own has the file's, or the one of the command line. */
function roleLeftOut(config: ConfigObject, job: EntryObject, change: Change): Mutation[] {
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
