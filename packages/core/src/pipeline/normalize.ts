import type { FlatConfig } from '../config/overlay.ts';
import { triggersOf } from './derive.ts';
import { namingOf, ownWorkflow } from './naming.ts';
import { nodesOf } from './nodes.ts';
import { crawlerOf } from './normalize-crawler.ts';
import { jobOf, none, noNames } from './normalize-job.ts';
import type { Alerts, Node, Pipeline } from './pipeline.ts';
import { workflowsOf } from './workflows.ts';

/** A flat config as it is meant: every default filled in; it says nothing about whether the result is sensible. */
export function normalize(config: FlatConfig): Pipeline {
  const naming = namingOf(config);
  const workflows = workflowsOf(config, naming);
  const nodes = nodesOf(config, naming, workflows[0]?.name === ownWorkflow);
  const byPlace = (list: string) => new Map(nodes.filter(({ at }) => at[0] === list).map((node) => [node.at[1], node]));
  const jobNodes = byPlace('jobs');
  const crawlerNodes = byPlace('crawlers');
  const own = <Entry, Made>(
    entries: readonly Entry[] | undefined,
    of: ReadonlyMap<unknown, Node>,
    make: (entry: Entry, node: Node) => Made,
  ) =>
    (entries ?? []).flatMap((entry, index) => {
      const node = of.get(index);
      return node == null || node.existing ? [] : [make(entry, node)];
    });
  return {
    name: config.pipeline_name,
    environment: config.environment ?? 'dev',
    description: config.description ?? '',
    region: config.region,
    accountId: config.account_id,
    assumeRole:
      config.assume_role == null
        ? undefined
        : { arn: config.assume_role.arn, externalId: config.assume_role.external_id },
    permissionsBoundary: config.permissions_boundary,
    artifacts: {
      bucket: config.artifacts?.bucket,
      prefix: config.artifacts?.prefix ?? 'gluepipeline/',
      kmsKey: config.artifacts?.kms_key,
    },
    tags: config.tags ?? none,
    jobs: own(config.jobs, jobNodes, (job, { at, resourceName }) => jobOf(config, job, at, resourceName)),
    crawlers: own(config.crawlers, crawlerNodes, (each, { at, resourceName }) =>
      crawlerOf(config, each, at, resourceName),
    ),
    nodes,
    workflows,
    triggers: triggersOf({ config, naming, nodes, workflows }),
    alerts: config.alerts == null ? undefined : alertsOf(config.alerts, nodes, naming('alert', 'alerts')),
  };
}

function alertsOf(alerts: NonNullable<FlatConfig['alerts']>, nodes: readonly Node[], resourceName: string): Alerts {
  const jobs = nodes.filter(({ kind, name }) => kind === 'job' && (alerts.jobs?.includes(name) ?? true));
  return {
    at: ['alerts'],
    resourceName,
    // The order of neither states nor jobs means anything, and a pattern holds both as lists.
    states: (alerts.states ?? ['FAILED', 'TIMEOUT']).toSorted(),
    emails: alerts.emails ?? noNames,
    topicArn: alerts.topic_arn,
    jobs: jobs.map((job) => job.resourceName).toSorted(),
  };
}
