import type { CrawlerDefinition } from '../resources/crawler.ts';
import { stackTag } from '../resources/ownership.ts';
import type { Resource, ResourceOf } from '../resources/resource.ts';
import {
  type ContractCase,
  type ContractInput,
  deployedResources as deployed,
  leftAlone,
  stackName,
  twice,
} from './platform-contract.ts';

/** A schedule far away: a case must never start anything. */
const schedule = 'cron(0 3 1 1 ? 2099)';

/** The cases for crawlers; they use no classifier and no security configuration, which an account need not have. */
export const crawlerCases: readonly ContractCase[] = [
  {
    name: 'a crawler that says little, and one that says much, read back as wanted',
    run: (input) => {
      const both = [crawler(input, 'bare'), crawler(input, 'full', full(input))];
      return deployed(input, both, both, []);
    },
  },
  {
    name: 'what a crawler no longer says is reset, though an update may keep what it is not told',
    run: (input) =>
      deployed(
        input,
        [crawler(input, 'c', full(input))],
        [crawler(input, 'c')],
        [
          'crawler/c: configuration,description,enabled,lineage_configuration.crawler_lineage_settings,schedule,schema_change_policy.delete_behavior,schema_change_policy.update_behavior,table_prefix,targets.s3',
        ],
      ),
  },
  {
    name: 'a changed crawler is updated in the field that changed, and nowhere else',
    run: (input) =>
      deployed(
        input,
        [crawler(input, 'c', full(input))],
        [crawler(input, 'c', { ...full(input), DatabaseName: 'gluepipeline_contract_other' })],
        ['crawler/c: database_name'],
      ),
  },
  {
    name: 'the schedule of a crawler is stopped and goes on, and an update leaves it as it is to be',
    run: async (input) => {
      const going = crawler(input, 'c', { Schedule: schedule });
      const stopped = crawler(input, 'c', { Schedule: schedule, enabled: false });
      const changed = crawler(input, 'c', { Schedule: schedule, enabled: false, Description: 'd' });
      await deployed(input, [stopped], [going], ['crawler/c: enabled']);
      await deployed(input, [going], [stopped], ['crawler/c: enabled']);
      await deployed(input, [stopped], [changed], ['crawler/c: description']);
    },
  },
  {
    name: 'a tag of a crawler is set, changed and kept beside the owner',
    run: (input) => {
      const { tags, ...rest } = crawler(input, 'c');
      const tagged = (more: Record<string, string>): Resource => ({ ...rest, tags: { ...tags, ...more } });
      return deployed(input, [tagged({ team: 'a' })], [tagged({ team: 'b' })], ['crawler/c: tags.team']);
    },
  },
  {
    name: 'triggers start crawlers and wait for them',
    run: (input) => {
      const crawlers = [crawler(input, 'a'), crawler(input, 'b')];
      const before = [...crawlers, trigger(input, 'SUCCEEDED')];
      const after = [...crawlers, trigger(input, 'FAILED')];
      return deployed(input, before, after, ['trigger/t: depends_on']);
    },
  },
  {
    name: 'each change of a crawler may be made twice, as after an answer that was lost',
    run: (input) => twice(input, [crawler(input, 'c', full(input))]),
  },
  {
    name: 'a crawler that another stack owns is never changed, nor deleted',
    run: (input) => leftAlone(input, crawler(input, 'c'), 'description'),
  },
];

function nameOf({ pipeline }: ContractInput, label: string): string {
  return `${pipeline}-dev-${label}`;
}

function crawler(input: ContractInput, label: string, over: CrawlerDefinition = {}): ResourceOf<'crawler'> {
  return {
    kind: 'crawler',
    name: nameOf(input, label),
    label,
    tags: { [stackTag]: stackName(input) },
    definition: {
      ...(input.target.role == null ? {} : { Role: input.target.role }),
      DatabaseName: 'gluepipeline_contract',
      Targets: { S3Targets: [{ Path: `s3://${input.crawledBucket}/a/` }] },
      ...over,
    },
  };
}

function full({ crawledBucket }: ContractInput): CrawlerDefinition {
  return {
    Description: 'd',
    Targets: {
      S3Targets: [
        { Path: `s3://${crawledBucket}/b/`, Exclusions: ['**.tmp'], SampleSize: 5 },
        { Path: `s3://${crawledBucket}/a/` },
      ],
    },
    Schedule: schedule,
    TablePrefix: 'p_',
    SchemaChangePolicy: { UpdateBehavior: 'LOG', DeleteBehavior: 'LOG' },
    LineageConfiguration: { CrawlerLineageSettings: 'ENABLE' },
    Configuration: '{"Version":1,"CrawlerOutput":{"Partitions":{"AddOrUpdateBehavior":"InheritFromTable"}}}',
  };
}

function trigger(input: ContractInput, state: string): ResourceOf<'trigger'> {
  return {
    kind: 'trigger',
    name: nameOf(input, 't'),
    label: 't',
    tags: { [stackTag]: stackName(input) },
    definition: {
      Type: 'CONDITIONAL',
      Predicate: {
        Logical: 'AND',
        Conditions: [{ LogicalOperator: 'EQUALS', CrawlerName: nameOf(input, 'a'), CrawlState: state }],
      },
      Actions: [{ CrawlerName: nameOf(input, 'b') }],
      // Nobody starts crawler a, so nothing fires.
      enabled: true,
    },
  };
}
