import type { Rule } from '../rule.ts';
import { jobLine, jobsExample } from './support/example.ts';

const most = 50;
const mostCrawlers = 2;
const numbered = (after: (name: string) => string | undefined) =>
  Array.from({ length: most + 1 }, (_, index) => jobLine(`load-${index + 1}`, after(`load-${index + 1}`))).join(', ');

/** More than one trigger can start: 50 jobs (AWS Glue endpoints and quotas), 2 crawlers (Glue developer guide, about-triggers). */
export const tooManyRoots: Rule = {
  code: 'GP235',
  severity: 'error',
  title: 'more than a trigger can start',
  explanation: `The start trigger starts every job that waits for nothing, and a trigger starts at most ${most} jobs and ${mostCrawlers} crawlers. Put one job in front, and let the others depend on it in groups.`,
  get bad() {
    return jobsExample(
      jobLine('sum', '"load-1"'),
      numbered(() => undefined),
    );
  },
  get good() {
    return jobsExample(
      jobLine('first', undefined),
      numbered((name) => (name === 'load-1' ? undefined : '"first"')),
    );
  },
  keys: ['jobs.depends_on', 'crawlers', 'schedule', 'start', 'workflow', 'workflows', 'triggers'],
  check: ({ pipeline }) =>
    pipeline.triggers
      .filter(({ actions }) => actions.length > mostCrawlers)
      .flatMap(({ origin, at, name, actions }) =>
        (['job', 'crawler'] as const).flatMap((kind) => {
          const started = actions.filter((action) => action.kind === kind);
          const limit = kind === 'job' ? most : mostCrawlers;
          const beyond = started[limit];
          if (beyond == null) {
            return [];
          }
          const node = pipeline.nodes.find((each) => each.name === beyond.name);
          return [
            {
              path: origin === 'written' ? [...at, 'actions'] : (node?.at ?? at),
              message: `${origin === 'start' ? 'the start' : `trigger "${name}"`} would start ${started.length} ${kind}s, and a trigger starts at most ${limit}`,
              hint: origin === 'written' ? 'split the trigger' : 'put one job in front, on which these depend',
            },
          ];
        }),
      ),
};
