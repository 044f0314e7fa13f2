import { didYouMean } from '../../config/suggest.ts';
import type { Finding, Rule } from '../rule.ts';
import { jobsExample, withTop } from './support/example.ts';

const job = '{ "name": "load", "script": "s3://data/load.py", "workflow": "nightly" }';
const workflows = (name: string) => withTop(jobsExample(job), `"workflows": { "${name}": {} }`);

/** A job, crawler or trigger names a workflow that the file does not have. */
export const unknownWorkflow: Rule = {
  code: 'GP263',
  severity: 'error',
  title: 'a workflow that does not exist',
  explanation:
    "`workflow` of a job, crawler or trigger names one of `workflows`, or is `false` for none. Left out, it is the pipeline's own.",
  bad: workflows('nightli'),
  good: workflows('nightly'),
  keys: ['jobs.workflow', 'crawlers.workflow', 'triggers.workflow'],
  check: ({ config }) =>
    (['jobs', 'crawlers', 'triggers'] as const).flatMap((list) =>
      (config[list] ?? []).flatMap(({ name, workflow }, index): Finding[] => {
        if (workflow == null || workflow === false || Object.hasOwn(config.workflows ?? {}, workflow)) {
          return [];
        }
        const names = Object.keys(config.workflows ?? {});
        const others = names.length === 0 ? 'add it to workflows' : `known: ${names.join(', ')}`;
        return [
          {
            path: [list, index, 'workflow'],
            message: `${list.slice(0, -1)} "${name}" is in workflow "${workflow}", which does not exist`,
            hint: didYouMean(workflow, names) ?? `${others}; without workflow it is in the pipeline's own`,
          },
        ];
      }),
    ),
};
