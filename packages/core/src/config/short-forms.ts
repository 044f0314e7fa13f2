import type { WrittenJob, WrittenJobDefaults } from './schema.ts';
import { isTemplate } from './value.ts';

/** The one argument whose key the Glue documentation shows without dashes. */
const bareArgument = 'library-set';

/** An argument's key as Glue wants it. */
export function argumentKey(key: string): string {
  return key.startsWith('--') || key === bareArgument ? key : `--${key}`;
}

/** What a short form comes to: text, a list of files, or null where the argument is to be left out. */
export type Passed = string | readonly string[] | null;

type Written = Partial<WrittenJob & WrittenJobDefaults>;

interface ShortForm {
  /** The arguments that it may set. */
  readonly arguments: readonly string[];
  readonly unfold: (value: never) => Readonly<Record<string, Passed>>;
}

const form = <Key extends keyof Written>(
  _key: Key,
  names: readonly string[],
  unfold: (value: NonNullable<Written[Key]>) => readonly Passed[],
): ShortForm => ({
  arguments: names,
  unfold: (value: NonNullable<Written[Key]>) => {
    const passed = unfold(value);
    return Object.fromEntries(names.map((name, index) => [name, passed[index] ?? null]));
  },
});

/** An argument that is on when it is there, whatever its value: `false` leaves it out (docs/aws-facts.md#arguments). */
const present = (value: string) => (on: boolean) => [on ? value : null];
const word = (value: unknown) => [String(value)];
const joined = (items: readonly string[]) => [items.join(',')];

/** Each short form with the arguments that it is a spelling of (docs/aws-facts.md#arguments). */
const forms = {
  language: form('language', ['--job-language'], word),
  class: form('class', ['--class'], word),
  job_bookmark: form('job_bookmark', ['--job-bookmark-option'], (what) => [`job-bookmark-${what}`]),
  temp_dir: form('temp_dir', ['--TempDir'], word),
  extra_py_files: form('extra_py_files', ['--extra-py-files'], (files) => [files]),
  extra_jars: form('extra_jars', ['--extra-jars'], (files) => [files]),
  extra_files: form('extra_files', ['--extra-files'], (files) => [files]),
  python_modules: form('python_modules', ['--additional-python-modules'], joined),
  spark_conf: form('spark_conf', ['--conf'], (settings) => [sparkConf(settings)]),
  auto_scaling: form('auto_scaling', ['--enable-auto-scaling'], word),
  metrics: form('metrics', ['--enable-metrics'], present('')),
  observability_metrics: form('observability_metrics', ['--enable-observability-metrics'], word),
  continuous_logging: form('continuous_logging', ['--enable-continuous-cloudwatch-log'], word),
  log_group_prefix: form('log_group_prefix', ['--custom-logGroup-prefix'], word),
  spark_ui: form('spark_ui', ['--enable-spark-ui', '--spark-event-logs-path'], ({ path }) => ['true', path]),
  job_insights: form('job_insights', ['--enable-job-insights'], word),
  data_catalog: form('data_catalog', ['--enable-glue-datacatalog'], present('true')),
  datalake_formats: form('datalake_formats', ['--datalake-formats'], joined),
} as const;

/** The name of a short form. */
export type ShortFormKey = keyof typeof forms | 'secrets';

/** The names of all short forms. */
export const shortFormKeys: readonly ShortFormKey[] = [...(Object.keys(forms) as (keyof typeof forms)[]), 'secrets'];

/** The arguments that a short form may set, by their keys; those of `secrets` are the user's own. */
export function argumentsOfForm(key: ShortFormKey): readonly string[] {
  return key === 'secrets' ? [] : forms[key].arguments;
}

/**
 * Several settings go into the one --conf, each but the first with its own `--conf` before it. The order of a map means
 * nothing, so it is theirs by name.
 */
function sparkConf(settings: Readonly<Record<string, string | null>>): string {
  return Object.entries(settings)
    .filter(([, value]) => value != null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value ?? ''}`)
    .join(' --conf ');
}

/** The short forms of one level, each with the arguments that it comes to. */
export function unfolded(level: Written): (readonly [ShortFormKey, Readonly<Record<string, Passed>>])[] {
  return shortFormKeys.flatMap((key) => {
    const value = level[key];
    return value === undefined ? [] : [[key, unfoldOne(key, value)] as const];
  });
}

function unfoldOne(key: ShortFormKey, value: unknown): Readonly<Record<string, Passed>> {
  if (isTemplate(value)) {
    // In defaults that no job takes a `${…}` is never replaced, and what it stands for is not known.
    return Object.fromEntries(argumentsOfForm(key).map((name) => [name, value]));
  }
  if (key === 'secrets') {
    // The name of the secret is passed, never its value.
    const secrets = (value ?? {}) as Readonly<Record<string, string | null>>;
    return Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [argumentKey(name), secret]));
  }
  const { arguments: names, unfold } = forms[key];
  return value == null ? Object.fromEntries(names.map((name) => [name, null])) : unfold(value as never);
}
