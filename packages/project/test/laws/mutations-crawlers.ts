import type { ConfigObject, EntryObject } from './configs.ts';
import { ignoring, inherited, type Mutation, without } from './mutation.ts';

type Written = Record<string, unknown>;

/** What a field of a crawler is set to; never what a generated config has. */
const newValues: Readonly<Record<string, unknown>> = {
  description: 'something else',
  role: 'new-role',
  database_name: 'new_database',
  table_prefix: 'new_',
  classifiers: ['new-classifier'],
  security_configuration: 'new-security',
  configuration: { Version: 1, CrawlerOutput: { Tables: { AddOrUpdateBehavior: 'MergeNewColumns' } } },
};

/** What is in a map of its own, by AWS's default and the other value. */
const policies: readonly (readonly [map: string, key: string, usual: unknown, other: unknown])[] = [
  ['schema_change_policy', 'update_behavior', 'UPDATE_IN_DATABASE', 'LOG'],
  ['schema_change_policy', 'delete_behavior', 'DEPRECATE_IN_DATABASE', 'DELETE_FROM_DATABASE'],
  ['recrawl_policy', 'recrawl_behavior', 'CRAWL_EVERYTHING', 'CRAWL_NEW_FOLDERS_ONLY'],
  ['lineage_configuration', 'crawler_lineage_settings', 'DISABLE', 'ENABLE'],
  ['lake_formation_configuration', 'use_lake_formation_credentials', false, true],
];

const newTargets: Readonly<Record<string, unknown>> = {
  s3: 's3://lake/new',
  jdbc: { connection_name: 'new', path: 'new/%' },
  catalog: { database_name: 'new', tables: ['new'] },
  dynamodb: 'new',
  delta: 's3://lake/new',
  iceberg: 's3://lake/new',
  hudi: 's3://lake/new',
  mongodb: { connection_name: 'new', path: 'new/new' },
};

/** Every change of one field that makes sense for one crawler of a config: set to something new, or left out. */
export function crawlerMutations(config: ConfigObject, index: number): Mutation[] {
  const { crawlers = [] } = config;
  const crawler = crawlers[index];
  if (crawler == null || crawler.existing === true) {
    return [];
  }
  const change = (what: string, changed: Written, fields: readonly string[]): Mutation => ({
    what: `${crawler.name}: ${what}`,
    config: { ...config, crawlers: crawlers.with(index, changed as EntryObject) },
    expected: ignoring(crawler, { [crawler.name]: fields }),
  });
  const set = Object.entries(newValues).map(([key, value]) =>
    change(`${key} set`, { ...crawler, [key]: value }, [key]),
  );
  const left = ['description', 'table_prefix', 'classifiers', 'security_configuration', 'configuration']
    .filter((key) => crawler[key] != null && JSON.stringify(crawler[key]) !== '[]')
    .map((key) => {
      const same = inherited(config, 'crawlers', crawler, key) === crawler[key];
      return change(`${key} left out`, without(crawler, key), same ? [] : [key]);
    });
  const policy = policies.flatMap(([map, key, usual, other]) => {
    const own = (crawler[map] ?? {}) as Written;
    const value = own[key] ?? usual;
    const field = [`${map}.${key}`];
    return [
      change(`${map}.${key} set`, { ...crawler, [map]: { ...own, [key]: value === other ? usual : other } }, field),
      ...(own[key] == null
        ? []
        : [change(`${map}.${key} left out`, { ...crawler, [map]: without(own, key) }, value === usual ? [] : field)]),
    ];
  });
  const targets = crawler.targets as Record<string, unknown[]>;
  const targeted = Object.entries(newTargets).flatMap(([kind, target]) => [
    change(
      `a target more of ${kind}`,
      { ...crawler, targets: { ...targets, [kind]: [...(targets[kind] ?? []), target] } },
      [`targets.${kind}`],
    ),
    ...(targets[kind] == null
      ? []
      : [change(`no targets of ${kind}`, { ...crawler, targets: without(targets, kind) }, [`targets.${kind}`])]),
  ]);
  const timed =
    crawler.schedule == null
      ? []
      : [change('schedule set', { ...crawler, schedule: 'cron(5 5 * * ? *)' }, ['schedule'])];
  const tag = change('tag added', { ...crawler, tags: { ...(crawler.tags as Written), new_key: 'new' } }, [
    'tags.new_key',
  ]);
  return [...set, ...left, ...policy, ...targeted, ...timed, tag];
}
