import type { Rule } from '../rule.ts';
import { crawlerExample, crawlerNeeds } from './support/example.ts';
import { crawlerEntries } from './support/crawlers.ts';

/** A crawler that has nowhere to put its tables: all but catalog targets need a database (awsdocs/aws-cloudformation-user-guide#815). */
export const noDatabase: Rule = {
  code: 'GP277',
  severity: 'error',
  title: 'a crawler without a database',
  explanation:
    'What a crawler finds becomes tables of the database that `database_name` names. Only a crawler whose targets are all `catalog` needs none: its tables are there already.',
  bad: crawlerExample('"targets": { "s3": ["s3://data/orders"] }'),
  good: crawlerExample(crawlerNeeds),
  keys: ['crawlers'],
  check: (input) =>
    crawlerEntries(input)
      .filter(
        ({ crawler }) =>
          (crawler.databaseName ?? '') === '' && Object.keys(crawler.targets).some((kind) => kind !== 'CatalogTargets'),
      )
      .map(({ crawler, written }) => ({
        path: [...crawler.at, written.database_name == null ? 'name' : 'database_name'],
        message: `crawler "${crawler.name}" has no database_name for the tables that it finds`,
        hint: 'add "database_name"',
      })),
};
