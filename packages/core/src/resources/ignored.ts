import type { ignorableCrawlerFields, ignorableJobFields, ignorableTriggerFields } from '../pipeline/ignorable.ts';
import type { Resource } from './resource.ts';

/** Where fields stand in a definition, by their names in the config; those of `arguments` and tags are maps. */
type Members<Field extends string = string> = Readonly<Partial<Record<Field, readonly string[]>>>;

/** Every field that may be named has its place, and no other. */
type Places<Fields extends readonly string[]> = Required<Members<Fields[number]>>;

const jobMembers: Places<typeof ignorableJobFields> = {
  description: ['Description'],
  role: ['Role'],
  script: ['Command', 'ScriptLocation'],
  python_version: ['Command', 'PythonVersion'],
  glue_version: ['GlueVersion'],
  worker_type: ['WorkerType'],
  number_of_workers: ['NumberOfWorkers'],
  max_capacity: ['MaxCapacity'],
  timeout: ['Timeout'],
  max_retries: ['MaxRetries'],
  max_concurrent_runs: ['ExecutionProperty', 'MaxConcurrentRuns'],
  execution_class: ['ExecutionClass'],
  job_run_queuing_enabled: ['JobRunQueuingEnabled'],
  maintenance_window: ['MaintenanceWindow'],
  notify_delay_after: ['NotificationProperty', 'NotifyDelayAfter'],
  connections: ['Connections', 'Connections'],
  security_configuration: ['SecurityConfiguration'],
  arguments: ['DefaultArguments'],
  non_overridable_arguments: ['NonOverridableArguments'],
};

const triggerMembers: Places<typeof ignorableTriggerFields> = {
  description: ['Description'],
  schedule: ['Schedule'],
  depends_on: ['Predicate'],
  starts: ['Actions'],
  batch_size: ['EventBatchingCondition', 'BatchSize'],
  batch_window: ['EventBatchingCondition', 'BatchWindow'],
  enabled: ['enabled'],
};

const crawlerMembers: Places<typeof ignorableCrawlerFields> = {
  description: ['Description'],
  role: ['Role'],
  database_name: ['DatabaseName'],
  targets: ['Targets'],
  schedule: ['Schedule'],
  classifiers: ['Classifiers'],
  table_prefix: ['TablePrefix'],
  schema_change_policy: ['SchemaChangePolicy'],
  recrawl_policy: ['RecrawlPolicy'],
  lineage_configuration: ['LineageConfiguration'],
  lake_formation_configuration: ['LakeFormationConfiguration'],
  configuration: ['Configuration'],
  security_configuration: ['CrawlerSecurityConfiguration'],
};

const none: Members = {};

/**
 * The wanted resource with the values that the live one has in the fields that are not to be changed: they are sent as
 * they are, since an update overwrites everything.
 */
export function keepingIgnored<Kind extends Resource>(wanted: Kind, live: Resource): Kind {
  return (wanted.ignoreChanges ?? []).reduce<Kind>((resource, field) => keepOne(resource, live, field), wanted);
}

function keepOne<Kind extends Resource>(wanted: Kind, live: Resource, field: string): Kind {
  const [top = '', ...rest] = field.split('.');
  const key = rest.join('.');
  if (top === 'tags') {
    return { ...wanted, tags: key === '' ? live.tags : copied(wanted.tags, live.tags, [key]) };
  }
  const member = membersOf(wanted.kind)[top];
  const path = member == null ? undefined : key === '' ? member : [...member, key];
  return path == null ? wanted : { ...wanted, definition: copied(wanted.definition, live.definition, path) };
}

function membersOf(kind: string): Members {
  return kind === 'job' ? jobMembers : kind === 'trigger' ? triggerMembers : kind === 'crawler' ? crawlerMembers : none;
}

/** `into` with what `from` has at a path; what `from` lacks goes. */
function copied<Value extends object>(into: Value, from: object, path: readonly string[]): Value {
  const [key = '', ...rest] = path;
  const [own, other] = [into, from] as readonly Readonly<Record<string, unknown>>[];
  const value = rest.length === 0 ? other?.[key] : copied(mapOr(own?.[key]), mapOr(other?.[key]), rest);
  const others = Object.entries(into).filter(([name]) => name !== key);
  const entries = value === undefined ? others : [...others, [key, value] as const];
  return Object.fromEntries(entries) as Value;
}

function mapOr(value: unknown): object {
  return value != null && typeof value === 'object' ? value : {};
}
