import { ownWorkflow } from '../../config/naming.ts';
import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

const recommended = 100;
const chain = (length: number) =>
  Array.from({ length }, (_, index) => jobLine(`step-${index + 1}`, index === 0 ? undefined : `"step-${index}"`));

/** More nodes than AWS recommends: jobs, crawlers and triggers count (Glue developer guide, creating and resuming workflows). */
export const largeWorkflow: Rule = {
  code: 'GP252',
  severity: 'warn',
  title: 'a workflow of more than a hundred nodes',
  explanation: `Jobs, crawlers and triggers are the nodes of a workflow; AWS recommends at most ${recommended}. Above, resuming or stopping a run may fail. Split the pipeline.`,
  get bad() {
    return jobsExample(chain(51).join(', '));
  },
  get good() {
    return jobsExample(chain(50).join(', '));
  },
  keys: ['jobs.depends_on', 'crawlers.depends_on', 'schedule', 'start', 'workflow', 'workflows'],
  check: ({ pipeline }) =>
    pipeline.workflows.flatMap((workflow) => {
      // Nearly every file is small.
      if (pipeline.nodes.length + pipeline.triggers.length <= recommended) {
        return [];
      }
      const within = <Part extends { readonly workflow: string | undefined }>(parts: readonly Part[]) =>
        parts.filter((part) => part.workflow === workflow.name);
      const jobs = within(pipeline.nodes).filter(({ kind }) => kind === 'job').length;
      const crawlers = within(pipeline.nodes).length - jobs;
      const triggers = within(pipeline.triggers).length;
      const nodes = jobs + crawlers + triggers;
      const what = workflow.name === ownWorkflow ? 'the workflow' : `workflow "${workflow.name}"`;
      const counted = [`${jobs} jobs`, ...(crawlers === 0 ? [] : [`${crawlers} crawlers`])].join(', ');
      return nodes <= recommended
        ? []
        : [
            {
              path: workflow.name === ownWorkflow ? ['jobs'] : workflow.at,
              on: 'key' as const,
              message: `${what} has ${nodes} nodes: ${counted} and ${triggers} triggers`,
              hint: `split the pipeline: AWS recommends at most ${recommended}`,
            },
          ];
    }),
};
