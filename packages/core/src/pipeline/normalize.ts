import type { FlatConfig } from '../config/overlay.ts';
import { triggersOf } from './derive.ts';
import { namingOf, ownWorkflow } from '../config/naming.ts';
import { kindIn, meantBy, nodesOf } from './nodes.ts';
import { crawlerOf } from './normalize-crawler.ts';
import { jobOf, none, noNames } from './normalize-job.ts';
import type { Alerts, Node, Pipeline } from './pipeline.ts';
import { workflowsOf } from './workflows.ts';

/** A flat config as it is meant: every default filled in; it says nothing about whether the result is sensible. */
export function normalize(config: FlatConfig): Pipeline {
  const naming = namingOf(config);
  const workflows = workflowsOf(config, naming);
  const nodes = nodesOf(config, naming, workflows[0]?.name === ownWorkflow);
  // The nodes are the jobs and then the crawlers, in the order of the file.
  const own = <Entry, Made>(
    entries: readonly Entry[] = [],
    first: number,
    make: (entry: Entry, node: Node) => Made,
  ): Made[] => {
    const made: Made[] = [];
    for (const [index, entry] of entries.entries()) {
      const node = nodes[first + index];
      if (node != null && !node.existing) {
        made.push(make(entry, node));
      }
    }
    return made;
  };
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
    protect: config.protect ?? false,
    permissionsBoundary: config.permissions_boundary,
    artifacts: {
      bucket: config.artifacts?.bucket,
      prefix: config.artifacts?.prefix ?? 'gluepipeline/',
      kmsKey: config.artifacts?.kms_key,
    },
    tags: config.tags ?? none,
    jobs: own(config.jobs, 0, (job, { at, resourceName }) => jobOf(config, job, at, resourceName)),
    crawlers: own(config.crawlers, config.jobs?.length ?? 0, (each, { at, resourceName }) =>
      crawlerOf(config, each, at, resourceName),
    ),
    nodes,
    groups: (config.groups ?? []).flatMap(({ list, name, items }) =>
      list === 'triggers' ? [] : [{ kind: kindIn(list), name, items }],
    ),
    workflows,
    triggers: triggersOf({ config, naming, nodes, workflows }),
    alerts: config.alerts == null ? undefined : alertsOf(config, config.alerts, nodes, naming('alert', 'alerts')),
  };
}

function alertsOf(
  config: FlatConfig,
  alerts: NonNullable<FlatConfig['alerts']>,
  nodes: readonly Node[],
  resourceName: string,
): Alerts {
  const named = alerts.jobs?.flatMap(meantBy(config)).map(({ name }) => name);
  const watched = named == null ? undefined : new Set(named);
  const jobs = nodes.filter(({ kind, name }) => kind === 'job' && (watched?.has(name) ?? true));
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
