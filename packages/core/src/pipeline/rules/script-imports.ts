import type { Trigger } from '../pipeline.ts';
import { bringsModule, inPython, moduleOf } from '../python/modules.ts';
import type { Mention } from '../python/script.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { pythonMinor } from '../versions.ts';
import { argumentValue, type Entry } from './support/entries.ts';
import { jobsExample } from './support/example.ts';
import { scriptFile } from './support/script-example.ts';
import { pythonScripts, type ReadScript } from './support/scripts.ts';

const files = scriptFile('etl/load.py', 'import sys\nimport cleaning\n\ncleaning.run(sys.argv)\n', {
  modulesBeside: ['cleaning'],
});

/** A module that the script imports and that no run will find. */
export const scriptImports: Rule = {
  code: 'GP295',
  severity: 'warn',
  title: 'a module that the run will not find',
  explanation:
    'Glue runs the script alone: a module that lies beside it goes along only as an item of `extra_py_files`, and a package from elsewhere only in `python_modules`. Also named are modules that left Python before the version of the job, and packages that its Glue version does not bring (published for Glue 3.0 to 5.1). Only imports at the top of the script count, and nothing is said of a job that gets archives or wheels, which may hold anything.',
  bad: { ...jobsExample('{ "name": "load", "script": "etl/load.py" }'), files },
  good: {
    ...jobsExample('{ "name": "load", "script": "etl/load.py", "extra_py_files": ["etl/cleaning.py"] }'),
    files: { ...files, ...scriptFile('etl/cleaning.py', 'def run(words):\n    print(words)\n') },
  },
  check: (input) =>
    pythonScripts(input).flatMap((each): Finding[] => {
      const { job } = each.entry;
      if (!importsOthers(each.text, pythonMinor(job))) {
        return [];
      }
      const suspects = each.script.imports.filter(({ name }) => inPython(name, pythonMinor(job)) !== 'yes');
      const given = suspects.length === 0 ? undefined : givenTo(each, input, suspects);
      return given == null
        ? []
        : suspects.filter(({ name }) => !given.has(name)).flatMap((suspect) => told(each, suspect));
    }),
};

/** A quick look: nearly all that is imported comes with Python. Lines in a long text count here, and no further. */
function importsOthers(text: string, minor: number): boolean {
  return Array.from(text.matchAll(/^(?:import|from)[ \t]+([^#\n;(]+)/gm)).some(([, names = '']) =>
    names
      .split(' import ')[0]
      ?.split(',')
      .some((name) => inPython(/\w+/.exec(name)?.[0] ?? '', minor) !== 'yes'),
  );
}

function told({ entry, file, facts }: ReadScript, { name, line }: Mention): Finding[] {
  const { job } = entry;
  const finding = (why: string, hint: string): Finding[] => [
    {
      path: [...job.at, 'script'],
      message: `the script of job "${job.name}" imports "${name}" (${file}:${String(line)}), ${why}`,
      hint,
    },
  ];
  if (facts.modulesBeside?.includes(name) === true) {
    return finding('which lies beside it and does not go with it', `add it to extra_py_files of the job`);
  }
  const minor = pythonMinor(job);
  if (inPython(name, minor) === 'gone') {
    return finding(`which Python 3.${String(minor)} of the job no longer has`, 'import what has taken its place');
  }
  return job.kind !== 'pythonshell' && bringsModule(job.glueVersion, name) === false
    ? finding(`which Glue ${job.glueVersion} does not bring`, 'add its package to python_modules, with a version')
    : [];
}

/** Arguments that bring modules, or may. */
const bringing = ['--extra-py-files', '--additional-python-modules', '--python-virtual-env', '--extra-files'];

/** The modules that a job is given; nothing where it may be given any. */
function givenTo(
  { entry }: Pick<ReadScript, 'entry'>,
  { pipeline }: RuleInput,
  wanted: readonly Mention[],
): ReadonlySet<string> | undefined {
  const files = Object.hasOwn(entry.job.files, '--extra-py-files') ? entry.job.files['--extra-py-files'] : undefined;
  const isUnclear =
    pipeline.triggers.some((trigger) => bringsMore(trigger, entry.job.name)) ||
    ['--python-virtual-env', '--python-modules-installer-option', '--extra-files'].some(
      (key) => argumentValue(entry, key) != null,
    ) ||
    (files == null && argumentValue(entry, '--extra-py-files') != null);
  const modules = [
    ...(files ?? []).map((each) => (each.kind === 'local' ? pyModule(each.path) : undefined)),
    ...packagesOf(entry, wanted),
  ];
  return isUnclear || modules.some((each) => each == null) ? undefined : new Set(modules.flatMap((each) => each ?? []));
}

/** A package whose module the script does not import may bring anything under another name. */
function packagesOf(entry: Entry, wanted: readonly Mention[]): (string | undefined)[] {
  const written = argumentValue(entry, '--additional-python-modules');
  return (written == null || written.trim() === '' ? [] : written.split(',')).map((each) => {
    const module = moduleOf(each);
    return wanted.find(({ name }) => name.toLowerCase() === module?.toLowerCase())?.name;
  });
}

function pyModule(path: string): string | undefined {
  return /([^/\\]+)\.py$/.exec(path)?.[1];
}

function bringsMore({ actions }: Trigger, job: string): boolean {
  return actions.some(
    (action) => action.kind === 'job' && action.name === job && bringing.some((key) => key in action.arguments),
  );
}
