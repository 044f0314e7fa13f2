import type { Path } from '../config/issue.ts';
import type { FlatConfig, FlatCrawler, FlatJob, FlatTrigger } from '../config/overlay.ts';
import { type Naming, ownWorkflow } from '../config/naming.ts';
import { argumentsOf, mergedTexts, noNames, none } from './normalize-job.ts';
import type { Dependency, Node, NodeKind, NodeTrigger, Passing, Waiting } from './pipeline.ts';

/** A node that a reference means. */
export type Meant = Pick<Node, 'kind' | 'name'>;

/** The nodes that a name in the config means: one, or all that `for_each` made of that name. */
export type MeantBy = (name: string) => readonly Meant[];

/** Every job and crawler of the config, in the order of the file. */
export function nodesOf(config: FlatConfig, naming: Naming, hasOwn: boolean): Node[] {
  const meant = meantBy(config);
  const fallback = hasOwn ? ownWorkflow : undefined;
  return [
    ...(config.jobs ?? []).map((job, index) => nodeOf(config, 'job', job, ['jobs', index], naming, meant, fallback)),
    ...(config.crawlers ?? []).map((crawler, index) =>
      nodeOf(config, 'crawler', crawler, ['crawlers', index], naming, meant, fallback),
    ),
  ];
}

/** A name that nothing has counts as a job's: a rule says that it is unknown. */
export function meantBy(config: FlatConfig): MeantBy {
  const crawlers = new Set((config.crawlers ?? []).map(({ name }) => name));
  const groups = new Map(
    (config.groups ?? []).flatMap(({ list, name, items }) =>
      list === 'triggers' ? [] : [[name, items.map((item) => ({ kind: kindIn(list), name: item }))] as const],
    ),
  );
  return (name) => groups.get(name) ?? [{ kind: crawlers.has(name) ? 'crawler' : 'job', name }];
}

/** The kind of node that a list holds. */
export function kindIn(list: 'jobs' | 'crawlers'): NodeKind {
  return list === 'jobs' ? 'job' : 'crawler';
}

/** The same where the reference says which kind it means. */
export function meantAs(kind: NodeKind, name: string, meant: MeantBy): readonly Meant[] {
  const found = meant(name);
  return found.every((each) => each.kind === kind) ? found : [{ kind, name }];
}

function nodeOf(
  config: FlatConfig,
  kind: NodeKind,
  entry: FlatJob | FlatCrawler,
  at: Path,
  naming: Naming,
  meant: MeantBy,
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
    dependsOn: waitingOf(entry.depends_on, meant),
    schedule: entry.schedule,
    trigger: entry.trigger == null && config.tags == null ? bareTrigger : nodeTriggerOf(config, entry.trigger ?? {}),
  };
}

/** The workflow that is written, false being none; else that of the pipeline where it has one. */
export function workflowOf(written: string | false | undefined, otherwise: string | undefined): string | undefined {
  return written === false ? undefined : (written ?? otherwise);
}

/** What is waited for, each end once; nothing where nothing is. */
export function waitingOf(written: FlatTrigger['when'], meant: MeantBy): Waiting | undefined {
  if (written == null) {
    return undefined;
  }
  const isList = isEnds(written);
  const logical = isList ? 'all' : 'any';
  const ends = isList ? written : written.any;
  const [only] = ends;
  if (only != null && ends.length === 1) {
    const meaning = dependenciesOf(only, meant);
    return meaning.length === 0 ? undefined : { logical, ends: meaning };
  }
  const known = new Map<string, Dependency>();
  for (const end of ends) {
    for (const dependency of dependenciesOf(end, meant)) {
      known.set(`${dependency.kind} ${dependency.state} ${dependency.name}`, dependency);
    }
  }
  return known.size === 0 ? undefined : { logical, ends: [...known.values()] };
}

function isEnds(written: NonNullable<FlatTrigger['when']>): written is readonly WrittenEnd[] {
  return Array.isArray(written);
}

type WrittenEnd = Extract<NonNullable<FlatTrigger['when']>, readonly unknown[]>[number];

function dependenciesOf(end: WrittenEnd, meant: MeantBy): Dependency[] {
  if (typeof end === 'string') {
    return meant(end).map((each) => ({ ...each, state: 'SUCCEEDED' }));
  }
  const nodes = 'crawler' in end ? meantAs('crawler', end.crawler, meant) : meantAs('job', end.job, meant);
  return nodes.map((each) => ({ ...each, state: end.state ?? 'SUCCEEDED' }));
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
