import type { Path } from '../../config/issue.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { jobsExample } from './support/example.ts';
import { entries } from './support/entries.ts';

interface Named {
  readonly kind: 'job' | 'trigger';
  readonly resourceName: string;
  readonly what: string;
  readonly path: Path;
  /** Chosen by the user, not derived: the one to change. */
  readonly chosen: boolean;
}

/** Two resources of one kind that would have the same name in AWS, where a name is unique in an account and Region. */
export const duplicateResourceName: Rule = {
  code: 'GP202',
  severity: 'error',
  title: 'two resources with one name in AWS',
  explanation:
    'Each deployment would overwrite one with the other. Names in AWS are `<pipeline_name>-<environment>-<name>` unless `resource_name` says otherwise; the start trigger is called `…-start`, and the trigger of a job with dependencies `…-run-<job>`.',
  bad: jobsExample(
    '{ "name": "load", "script": "s3://data/load.py" }',
    '{ "name": "load-eu", "script": "s3://data/load.py", "resource_name": "sales-dev-load" }',
  ),
  good: jobsExample(
    '{ "name": "load", "script": "s3://data/load.py" }',
    '{ "name": "load-eu", "script": "s3://data/load.py", "resource_name": "sales-dev-load-eu" }',
  ),
  keys: ['jobs.resource_name', 'start.resource_name'],
  check: (input) => {
    const taken = new Map<string, Named>();
    const derivedFirst = [...jobs(input), ...triggers(input)].sort((a, b) => Number(a.chosen) - Number(b.chosen));
    return derivedFirst.flatMap((named): Finding[] => {
      const key = `${named.kind} ${named.resourceName}`;
      const before = taken.get(key);
      taken.set(key, before ?? named);
      // The same name in the config is GP201's business.
      return before == null || before.what === named.what
        ? []
        : [
            {
              path: named.path,
              message: `${named.what} and ${before.what} would both be ${named.kind} "${named.resourceName}" in AWS`,
              hint: 'give one of them another resource_name',
            },
          ];
    });
  },
};

function jobs(input: RuleInput): Named[] {
  return entries(input).map(({ job, written }) => ({
    kind: 'job',
    resourceName: job.resourceName,
    what: `job "${job.name}"`,
    path: [...job.at, written.resource_name == null ? 'name' : 'resource_name'],
    chosen: written.resource_name != null,
  }));
}

function triggers({ pipeline, config }: RuleInput): Named[] {
  if (pipeline.flow == null) {
    return [];
  }
  const { start } = pipeline.flow;
  const chosen = config.start?.resource_name != null;
  return [
    {
      kind: 'trigger',
      resourceName: start.resourceName,
      what: 'the start',
      path: chosen ? ['start', 'resource_name'] : start.at,
      chosen,
    },
    ...pipeline.jobs
      .filter((job) => job.dependsOn.length > 0)
      .map((job): Named => ({
        kind: 'trigger',
        resourceName: `${pipeline.name}-${pipeline.environment}-run-${job.name}`,
        what: `the trigger of job "${job.name}"`,
        path: [...job.at, 'name'],
        chosen: false,
      })),
  ];
}
