import { roots } from '../graph.ts';
import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

const recommended = 100;
const chain = (length: number) =>
  Array.from({ length }, (_, index) => jobLine(`step-${index + 1}`, index === 0 ? undefined : `"step-${index}"`));

/** More nodes than AWS recommends: jobs and triggers count (Glue developer guide, creating and resuming workflows). */
export const largeWorkflow: Rule = {
  code: 'GP252',
  severity: 'warn',
  title: 'a workflow of more than a hundred nodes',
  explanation: `Jobs and triggers are the nodes of a workflow; AWS recommends at most ${recommended}. Above, resuming or stopping a run may fail. Split the pipeline.`,
  bad: jobsExample(chain(51).join(', ')),
  good: jobsExample(chain(50).join(', ')),
  keys: ['jobs.depends_on', 'schedule', 'start', 'workflow'],
  check: ({ pipeline: { flow, jobs } }) => {
    const triggers = jobs.length - roots(jobs).length + 1;
    const nodes = jobs.length + triggers;
    return flow == null || nodes <= recommended
      ? []
      : [
          {
            path: ['jobs'],
            on: 'key',
            message: `the workflow has ${nodes} nodes: ${jobs.length} jobs and ${triggers} triggers`,
            hint: `split the pipeline: AWS recommends at most ${recommended}`,
          },
        ];
  },
};
