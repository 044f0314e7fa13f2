import { ownWorkflow } from '../../config/naming.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Rule } from '../rule.ts';
import { jobLine, jobsExample, withTop } from './support/example.ts';

const triggers = (actions: string) =>
  withTop(
    jobsExample(jobLine('extract', undefined), jobLine('copy', undefined)),
    `"workflow": {}, "triggers": [{ "name": "night", "schedule": "cron(0 2 * * ? *)", "actions": [${actions}] }]`,
  );

/** A node of a workflow that nothing starts: an explicit start trigger starts only what it names. */
export const unstartedNode: Rule = {
  code: 'GP265',
  severity: 'error',
  title: 'a part of a workflow that nothing starts',
  explanation:
    'A trigger without `when` takes the place of `start`, and starts what its `actions` name and nothing else. Name there what waits for nothing, or let it depend on something, or put it outside with `workflow: false`.',
  bad: triggers('"extract"'),
  good: triggers('"extract", "copy"'),
  keys: ['triggers'],
  check: ({ pipeline }) => {
    const started = startedNodes(pipeline);
    const ours = new Set(pipeline.workflows.filter(({ existing }) => !existing).map(({ name }) => name));
    return pipeline.nodes
      .filter(
        ({ name, workflow, schedule }) =>
          workflow != null && ours.has(workflow) && schedule == null && !started.has(name),
      )
      .map(({ at, kind, name, workflow }) => ({
        path: [...at, 'name'],
        message: `nothing starts ${kind} "${name}" of ${workflow === ownWorkflow || workflow == null ? 'the workflow' : `workflow "${workflow}"`}`,
        hint: 'name it in the actions of a trigger, or add depends_on or workflow: false',
      }));
  },
};

/** The nodes that some trigger starts. */
export function startedNodes({ triggers: all }: Pick<Pipeline, 'triggers'>): ReadonlySet<string> {
  return new Set(all.flatMap(({ actions }) => actions.map(({ name }) => name)));
}
