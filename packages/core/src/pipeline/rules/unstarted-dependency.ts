import type { Rule } from '../rule.ts';
import { jobLine, jobsExample, withTop } from './support/example.ts';
import { startedNodes } from './unstarted-node.ts';

const inNone = (more: string) =>
  withTop(jobsExample(jobLine('extract', undefined), jobLine('load', '"extract"')), `"workflow": false${more}`);

/** Outside every workflow, a node that no trigger starts though others wait for it: a run that was started by hand fires nothing (Glue developer guide, about-triggers). */
export const unstartedDependency: Rule = {
  code: 'GP266',
  severity: 'warn',
  title: 'a dependency that nothing starts',
  explanation:
    'Glue starts what waits only if a trigger started what it waits for; a run that is started by hand starts nothing after it. Give the first job a `schedule`, or write `start`, or name it in `triggers`.',
  bad: inNone(''),
  good: inNone(', "start": {}'),
  keys: ['jobs.depends_on', 'crawlers.depends_on', 'triggers'],
  check: ({ pipeline }) => {
    // Nearly every node is in a workflow, or starts by itself.
    const outside = pipeline.nodes.filter(({ workflow, schedule }) => workflow == null && schedule == null);
    if (outside.length === 0) {
      return [];
    }
    const started = startedNodes(pipeline);
    const awaited = new Set(
      pipeline.triggers.flatMap(({ firing }) =>
        firing.kind === 'conditions' ? firing.ends.map(({ name }) => name) : [],
      ),
    );
    return outside
      .filter(({ name }) => awaited.has(name) && !started.has(name))
      .map(({ at, kind, name }) => ({
        path: [...at, 'name'],
        message: `nothing starts ${kind} "${name}", and others wait for it`,
        hint: `give it a schedule, write "start", or name it in the actions of a trigger`,
      }));
  },
};
