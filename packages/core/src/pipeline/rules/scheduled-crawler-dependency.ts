import type { Finding, Rule } from '../rule.ts';
import { crawlerNeeds, jobsExample, withTop } from './support/example.ts';
import { placeOf, references, sayerOf } from './support/references.ts';

const crawler = (schedule: string) =>
  withTop(
    jobsExample('{ "name": "load", "script": "s3://data/load.py", "depends_on": ["orders"] }'),
    `"crawlers": [{ "name": "orders", ${crawlerNeeds}${schedule} }]`,
  );

/** Something waits for a crawler that Glue's own scheduler starts: triggers see only what triggers started (Glue developer guide, about-triggers). */
export const scheduledCrawlerDependency: Rule = {
  code: 'GP267',
  severity: 'error',
  title: 'a dependency on a crawler with its own schedule',
  explanation:
    "A crawler's `schedule` is Glue's own and no trigger, and Glue fires nothing after a crawl that no trigger started. Move the schedule to `start`, so that the workflow starts the crawler.",
  bad: crawler(', "schedule": "cron(0 1 * * ? *)"'),
  good: crawler(''),
  keys: ['crawlers.schedule'],
  check: (input) => {
    const scheduled = new Set(
      input.pipeline.nodes
        .filter(({ kind, schedule }) => kind === 'crawler' && schedule != null)
        .map(({ name }) => name),
    );
    return references(input).flatMap((reference): Finding[] =>
      scheduled.has(reference.name) && reference.list.verb !== 'starts'
        ? [
            {
              path: placeOf(reference),
              message: `${sayerOf(reference)} crawler "${reference.name}", which has a schedule of its own: Glue then fires nothing`,
              hint: `move the schedule of "${reference.name}" to "start"`,
            },
          ]
        : [],
    );
  },
};
