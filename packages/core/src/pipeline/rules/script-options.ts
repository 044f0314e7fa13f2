import type { Action, Job, Pipeline } from '../pipeline.ts';
import type { Finding, Rule } from '../rule.ts';
import { versionNumber } from '../versions.ts';
import { jobsExample } from './support/example.ts';
import { reservedArguments } from './support/glue-arguments.ts';
import { scriptFile } from './support/script-example.ts';
import { pythonScripts } from './support/scripts.ts';

const files = scriptFile(
  'load.py',
  'import sys\nfrom awsglue.utils import getResolvedOptions\n\noptions = getResolvedOptions(sys.argv, ["JOB_NAME", "day"])\n',
);

/** An argument that getResolvedOptions ends the run without (Glue developer guide, aws-glue-api-crawler-pyspark-extensions-get-resolved-options). */
export const scriptOptions: Rule = {
  code: 'GP294',
  severity: 'warn',
  title: 'an argument that the script demands and nobody passes',
  explanation:
    '`getResolvedOptions` ends the run when one of the arguments that it is asked for is missing. The arguments of the job, of its defaults and of the triggers that start it count; whoever starts the job by hand may pass more. Calls under a condition, and lists that are put together, are passed over.',
  bad: { ...jobsExample('{ "name": "load", "script": "load.py" }'), files },
  good: { ...jobsExample('{ "name": "load", "script": "load.py", "arguments": { "--day": "2026-02-14" } }'), files },
  check: (input) => {
    const scripts = pythonScripts(input).filter(({ script }) => script.options.length > 0);
    const starts = scripts.length === 0 ? undefined : actionsByJob(input.pipeline);
    return scripts.flatMap(({ entry: { job }, file, script }) => {
      const actions = starts?.get(job.name) ?? [];
      const told = new Set<string>();
      return script.options.flatMap(({ name, line }): Finding[] => {
        const key = `--${name}`;
        const isKnown =
          told.has(key) ||
          reservedArguments.has(key) ||
          hasArgument(job, [job.arguments, job.nonOverridableArguments], key);
        told.add(key);
        const without = isKnown ? [] : actions.filter((each) => !hasArgument(job, [each.action.arguments], key));
        if (isKnown || (actions.length > 0 && without.length === 0)) {
          return [];
        }
        const some = without.length < actions.length ? ` when ${without[0]?.trigger ?? ''} starts it` : '';
        return [
          {
            path: [...job.at, 'script'],
            message: `the script of job "${job.name}" demands "${key}" (${file}:${String(line)}), which it does not get${some}`,
            hint:
              actions.length === 0
                ? `add it to arguments, or pass it to each run: --arg ${name}=…`
                : some === ''
                  ? 'add it to arguments of the job, or of its trigger'
                  : 'add it to arguments of the job, or of that trigger',
          },
        ];
      });
    });
  },
};

interface Start {
  readonly action: Action;
  readonly trigger: string;
}

function actionsByJob({ triggers }: Pick<Pipeline, 'triggers'>): ReadonlyMap<string, readonly Start[]> {
  const starts = new Map<string, Start[]>();
  for (const { actions, name, origin } of triggers) {
    for (const action of actions.filter(({ kind }) => kind === 'job')) {
      const list = starts.get(action.name) ?? [];
      list.push({ action, trigger: origin === 'start' ? 'the start' : `trigger "${name}"` });
      starts.set(action.name, list);
    }
  }
  return starts;
}

/** Below Glue 6.0 the beginning of an argument's name is enough (Glue developer guide, migrating-version-60). */
function hasArgument(job: Job, maps: readonly Readonly<Record<string, string>>[], key: string): boolean {
  const isExact = job.kind !== 'pythonshell' && versionNumber(job.glueVersion) >= 6;
  return maps.some(
    (map) => Object.hasOwn(map, key) || (!isExact && Object.keys(map).some((each) => key.startsWith(each))),
  );
}
