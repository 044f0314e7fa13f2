import type { Path } from '../../config/issue.ts';
import { ownWorkflow } from '../../config/naming.ts';
import type { Trigger } from '../pipeline.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { jobsExample } from './support/example.ts';
import { areNamedAlike } from './support/templates.ts';

/** Something with a name in AWS. */
export interface Named {
  readonly kind: 'job' | 'crawler' | 'workflow' | 'trigger';
  readonly resourceName: string;
  readonly what: string;
  readonly path: Path;
  /** Chosen by the user, not derived: the one to change. */
  readonly chosen: boolean;
  /** Of somebody else, and only used. */
  readonly existing: boolean;
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
  keys: [
    'jobs.resource_name',
    'crawlers',
    'start.resource_name',
    'workflow.resource_name',
    'workflows',
    'triggers',
    'naming',
    'jobs.trigger',
  ],
  check: (input) => {
    const taken = new Map<string, Named>();
    const derivedFirst = namesInAws(input).sort((a, b) => Number(a.chosen) - Number(b.chosen));
    return derivedFirst.flatMap((named): Finding[] => {
      const key = `${named.kind} ${named.resourceName}`;
      const before = taken.get(key);
      taken.set(key, before ?? named);
      // The same name in the config is GP201's business.
      // So is one template for all of a kind GP280's.
      const isAlike = !named.chosen && before?.chosen === false && areNamedAlike(input.config, named.kind);
      return before == null || before.what === named.what || isAlike
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

/** What is named in AWS, those of others too: a name is one in an account and Region whoever has it. */
export function namesInAws({ pipeline, config }: Pick<RuleInput, 'pipeline' | 'config'>): Named[] {
  return [
    ...pipeline.nodes.map(({ kind, at, name, resourceName, existing }): Named => {
      const chosen = config[kind === 'job' ? 'jobs' : 'crawlers']?.[Number(at[1])]?.resource_name != null;
      return {
        kind,
        resourceName,
        what: `${kind} "${name}"`,
        path: [...at, chosen ? 'resource_name' : 'name'],
        chosen,
        existing,
      };
    }),
    ...pipeline.workflows.map(({ at, name, resourceName, existing }): Named => {
      const own = name === ownWorkflow;
      const written = own ? config.workflow : config.workflows?.[name];
      const chosen = typeof written === 'object' && written.resource_name != null;
      const what = own ? 'the workflow' : `workflow "${name}"`;
      return { kind: 'workflow', resourceName, what, path: chosen ? [...at, 'resource_name'] : at, chosen, existing };
    }),
    ...pipeline.triggers.map(trigger),
  ];
}

function trigger({ origin, at, name, named: chosen, resourceName, actions }: Trigger): Named {
  const common = { kind: 'trigger', resourceName, existing: false } as const;
  if (origin === 'start') {
    return { ...common, what: 'the start', path: chosen ? [...at, 'resource_name'] : at, chosen };
  }
  if (origin === 'written') {
    return { ...common, what: `trigger "${name}"`, path: [...at, chosen ? 'resource_name' : 'name'], chosen };
  }
  const [node] = actions;
  const path = chosen ? [...at, 'trigger', 'resource_name'] : [...at, 'name'];
  return { ...common, what: `the trigger of ${node?.kind ?? 'job'} "${node?.name ?? ''}"`, path, chosen };
}
