import type { JsonMap } from '../pipeline.ts';
import type { Path } from '../../config/issue.ts';
import type { Finding, Rule } from '../rule.ts';
import { crawlerEntries } from './support/crawlers.ts';
import { entries } from './support/entries.ts';
import { sparkExample } from './support/example.ts';

/** The members of CreateJob (SDK, CreateJobRequest) with the words of a job for them. */
const jobWords: Readonly<Record<string, string>> = {
  Name: 'resource_name',
  Description: 'description',
  Role: 'role',
  Command: 'type, script and python_version',
  ExecutionProperty: 'max_concurrent_runs',
  DefaultArguments: 'arguments',
  NonOverridableArguments: 'non_overridable_arguments',
  Connections: 'connections',
  MaxRetries: 'max_retries',
  AllocatedCapacity: 'max_capacity',
  MaxCapacity: 'max_capacity',
  Timeout: 'timeout',
  SecurityConfiguration: 'security_configuration',
  Tags: 'tags',
  NotificationProperty: 'notify_delay_after',
  GlueVersion: 'glue_version',
  NumberOfWorkers: 'number_of_workers',
  WorkerType: 'worker_type',
  ExecutionClass: 'execution_class',
  JobRunQueuingEnabled: 'job_run_queuing_enabled',
  MaintenanceWindow: 'maintenance_window',
};

/** The members of CreateCrawler (SDK, CreateCrawlerRequest) with the words of a crawler for them. */
const crawlerWords: Readonly<Record<string, string>> = {
  Name: 'resource_name',
  Description: 'description',
  Role: 'role',
  DatabaseName: 'database_name',
  Targets: 'targets',
  Schedule: 'schedule',
  Classifiers: 'classifiers',
  TablePrefix: 'table_prefix',
  SchemaChangePolicy: 'schema_change_policy',
  RecrawlPolicy: 'recrawl_policy',
  LineageConfiguration: 'lineage_configuration',
  LakeFormationConfiguration: 'lake_formation_configuration',
  Configuration: 'configuration',
  CrawlerSecurityConfiguration: 'security_configuration',
  Tags: 'tags',
};

/** A member of `extra` that has a word of its own in the config. */
export const modelledExtra: Rule = {
  code: 'GP281',
  severity: 'error',
  title: 'an extra member that has a key of its own, or is none',
  explanation:
    '`extra` is for members of CreateJob or CreateCrawler that the config has no key for, written as Glue names them. What has a key is written with it: two values for one member would get in the way of each other. All members begin with a capital.',
  bad: sparkExample('"extra": { "Timeout": 60 }'),
  good: sparkExample('"timeout": 60, "extra": { "LogUri": "s3://data/logs/" }'),
  keys: ['jobs.extra', 'crawlers.extra'],
  check: (input) => [
    ...entries(input).flatMap(({ job }) => modelled(job.extra, job.at, `job "${job.name}"`, jobWords)),
    ...crawlerEntries(input).flatMap(({ crawler }) =>
      modelled(crawler.extra, crawler.at, `crawler "${crawler.name}"`, crawlerWords),
    ),
  ],
};

function modelled(extra: JsonMap, at: Path, what: string, words: Readonly<Record<string, string>>): Finding[] {
  return Object.keys(extra).flatMap((member): Finding[] => {
    // Written as a key of ours, it would be no member at all.
    const word = Object.hasOwn(words, member) ? words[member] : Object.values(words).find((each) => each === member);
    const place = { path: [...at, 'extra', member], on: 'key' } as const;
    if (word == null && !/^[A-Z]/.test(member)) {
      const message = `extra of ${what} has "${member}", which is no member that Glue knows`;
      return [
        { ...place, message, hint: 'write it as the Glue API does, such as LogUri; keys of ours go beside extra' },
      ];
    }
    return word == null
      ? []
      : [
          {
            ...place,
            message: `extra of ${what} has ${member}, which is written as ${word}`,
            hint: `write ${word} in the ${what.startsWith('job') ? 'job' : 'crawler'} itself`,
          },
        ];
  });
}
