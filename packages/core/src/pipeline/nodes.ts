import type { Path } from '../config/issue.ts';
import type { FlatConfig, FlatCrawler, FlatJob, FlatTrigger } from '../config/overlay.ts';
import { type Naming, ownWorkflow } from './naming.ts';
import { argumentsOf, mergedTexts, noNames, none } from './normalize-job.ts';
import type { Dependency, Node, NodeKind, NodeTrigger, Passing, Waiting } from './pipeline.ts';

/** Which kind of node a name in the config means. */
export type KindOf = (name: string) => NodeKind;

/** Every job and crawler of the config, in the order of the file. */
export function nodesOf(config: FlatConfig, naming: Naming, hasOwn: boolean): Node[] {
  const kindOf = kindsOf(config);
  const fallback = hasOwn ? ownWorkflow : undefined;
  return [
    ...(config.jobs ?? []).map((job, index) => nodeOf(config, 'job', job, ['jobs', index], naming, kindOf, fallback)),
    ...(config.crawlers ?? []).map((crawler, index) =>
      nodeOf(config, 'crawler', crawler, ['crawlers', index], naming, kindOf, fallback),
    ),
  ];
}

/** A name that nothing has counts as a job's: a rule says that it is unknown. */
export function kindsOf(config: FlatConfig): KindOf {
  const crawlers = new Set((config.crawlers ?? []).map(({ name }) => name));
  return (name) => (crawlers.has(name) ? 'crawler' : 'job');
}

function nodeOf(
  config: FlatConfig,
  kind: NodeKind,
  entry: FlatJob | FlatCrawler,
  at: Path,
  naming: Naming,
  kindOf: KindOf,
  ownOrNone: string | undefined,
): Node {
  const existing = entry.existing === true;
  return {
    kind,
    at,
    name: entry.name,
    resourceName: entry.resource_name ?? (existing ? entry.name : naming(kind, entry.name)),
    existing,
    // What starts by a schedule of its own is started outside every workflow.
    workflow: workflowOf(entry.workflow, entry.schedule == null ? ownOrNone : undefined),
    dependsOn: waitingOf(entry.depends_on, kindOf),
    schedule: entry.schedule,
    trigger: entry.trigger == null && config.tags == null ? bareTrigger : nodeTriggerOf(config, entry.trigger ?? {}),
  };
}

/** The workflow that is written, false being none; else that of the pipeline where it has one. */
export function workflowOf(written: string | false | undefined, otherwise: string | undefined): string | undefined {
  return written === false ? undefined : (written ?? otherwise);
}

/** What is waited for, each end once; nothing where nothing is. */
export function waitingOf(written: FlatTrigger['when'], kindOf: KindOf): Waiting | undefined {
  if (written == null) {
    return undefined;
  }
  const isList = isEnds(written);
  const logical = isList ? 'all' : 'any';
  const ends = isList ? written : written.any;
  const [only] = ends;
  if (only != null && ends.length === 1) {
    return { logical, ends: [dependencyOf(only, kindOf)] };
  }
  const known = new Map<string, Dependency>();
  for (const end of ends) {
    const dependency = dependencyOf(end, kindOf);
    known.set(`${dependency.kind} ${dependency.state} ${dependency.name}`, dependency);
  }
  return known.size === 0 ? undefined : { logical, ends: [...known.values()] };
}

function isEnds(written: NonNullable<FlatTrigger['when']>): written is readonly WrittenEnd[] {
  return Array.isArray(written);
}

type WrittenEnd = Extract<NonNullable<FlatTrigger['when']>, readonly unknown[]>[number];

function dependencyOf(end: WrittenEnd, kindOf: KindOf): Dependency {
  if (typeof end === 'string') {
    return { kind: kindOf(end), name: end, state: 'SUCCEEDED' };
  }
  return 'crawler' in end
    ? { kind: 'crawler', name: end.crawler, state: end.state ?? 'SUCCEEDED' }
    : { kind: 'job', name: end.job, state: end.state ?? 'SUCCEEDED' };
}

/** What is passed to a run: nothing but what is written. */
export function passingOf(written: NonNullable<FlatJob['trigger']>): Passing {
  return {
    arguments: argumentsOf(written.arguments),
    timeout: written.timeout,
    securityConfiguration: written.security_configuration ?? '',
    notifyDelayAfter: written.notify_delay_after,
  };
}

function nodeTriggerOf(config: FlatConfig, written: NonNullable<FlatJob['trigger']>): NodeTrigger {
  return {
    ...passingOf(written),
    enabled: written.enabled ?? true,
    resourceName: written.resource_name,
    description: written.description ?? '',
    tags: mergedTexts(config.tags, written.tags),
    ignoreChanges: written.ignore_changes ?? noNames,
  };
}

/** Nearly every node says nothing of its trigger. */
const bareTrigger: NodeTrigger = Object.freeze({
  ...{ arguments: none, timeout: undefined, securityConfiguration: '', notifyDelayAfter: undefined },
  ...{ enabled: true, resourceName: undefined, description: '', tags: none, ignoreChanges: noNames },
});
