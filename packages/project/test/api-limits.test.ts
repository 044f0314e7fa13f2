import { describe, expect, it } from '@jest/globals';

import { judge, load } from '@gluepipeline/core';

import { type Limit, limitsOf, neighbours } from './api-limits.ts';

type Path = readonly (string | number)[];

/** Where a config says what becomes a member of a request, and with which values its constraints are tried. */
interface Reach {
  readonly path: Path;
  readonly config?: object;
  /** The last of the path is a key of a map, and the value that is tried is the key. */
  readonly asKey?: true;
  /** Values that are tried instead of those that the constraint suggests. */
  readonly instead?: Partial<Record<Limit['what'], { readonly broken: unknown; readonly legal: unknown }>>;
  /** Constraints that no config can break, with the reason. */
  readonly never?: Partial<Record<Limit['what'], string>>;
}

const sound = {
  pipeline_name: 'sales',
  role: 'GlueRole',
  glue_version: '6.0',
  workflow: { tags: {} },
  start: { tags: {} },
  jobs: [
    { name: 'a', script: 's3://data/a.py' },
    { name: 'b', script: 's3://data/b.py', depends_on: ['a'], trigger: { timeout: 60 } },
  ],
  crawlers: [
    { name: 'c', database_name: 'sales', targets: { s3: ['s3://data/c'] } },
    {
      name: 'd',
      schema_change_policy: { delete_behavior: 'LOG' },
      targets: { catalog: [{ database_name: 'sales', tables: ['t'] }] },
    },
  ],
};
const streaming = { ...sound, jobs: [{ name: 'a', type: 'streaming', script: 's3://data/a.py' }] };
const event = { ...sound, start: { event: {} } };
const awaiting = {
  ...sound,
  jobs: [...sound.jobs, { name: 'e', script: 's3://data/e.py', depends_on: [{ job: 'a' }] }],
};
const crawled = {
  ...sound,
  jobs: [...sound.jobs, { name: 'e', script: 's3://data/e.py', depends_on: [{ crawler: 'c' }] }],
};
/** Enough jobs for as many conditions as there may be. */
const many = {
  ...sound,
  jobs: [
    ...sound.jobs,
    ...Array.from({ length: 501 }, (_, index) => ({
      name: `x${index}`,
      script: 's3://data/a.py',
      depends_on: ['a'],
    })),
    { name: 'sum', script: 's3://data/a.py' },
  ],
};

const leftOut = 'an empty text is left out of the request';
const job = (...path: Path): Reach => ({ path: ['jobs', 0, ...path] });
const crawler = (...path: Path): Reach => ({ path: ['crawlers', 0, ...path] });
const empty = (reach: Reach): Reach => ({ ...reach, never: { ...reach.never, min: leftOut } });
/** One of the fifty tags is ours. */
const tags = (...path: Path): Reach => ({
  path,
  instead: {
    max: {
      broken: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`x${index}`, 'y'])),
      legal: Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`x${index}`, 'y'])),
    },
  },
});
const tagged = (name: string, ...at: Path): Readonly<Record<string, Reach>> => ({
  [name]: tags(...at),
  [`${name}{key}`]: { path: at, asKey: true },
  [`${name}{value}`]: { path: [...at, 'x'] },
});

const jobMembers: Readonly<Record<string, Reach | string>> = {
  JobMode: 'a job that is made is always a SCRIPT; `extra` is passed as it stands',
  Description: job('description'),
  Role: { path: ['jobs', 0, 'role'], never: { required: 'a flag or the environment may give the role' } },
  Command: { path: ['jobs', 0, 'script'], instead: { required: { broken: undefined, legal: 's3://data/a.py' } } },
  'Command.ScriptLocation': {
    path: ['jobs', 0, 'script'],
    // A key in S3 has 1,024 bytes at most.
    instead: { max: { broken: `s3://d/${'x'.repeat(400_000)}`, legal: `s3://d/${'x'.repeat(1024)}` } },
  },
  'Command.PythonVersion': { path: ['jobs', 0, 'python_version'], instead: { pattern: { broken: '4', legal: '3' } } },
  'Command.Runtime': 'Ray only, which is no kind of job here',
  'Connections.Connections': job('connections'),
  'Connections.Connections[]': job('connections', 0),
  Timeout: job('timeout'),
  SecurityConfiguration: empty(job('security_configuration')),
  'NotificationProperty.NotifyDelayAfter': job('notify_delay_after'),
  GlueVersion: {
    path: ['jobs', 0, 'glue_version'],
    instead: {
      min: { broken: '', legal: '6.0' },
      max: { broken: `1${'.1'.repeat(128)}`, legal: `1${'.1'.repeat(127)}` },
      pattern: { broken: '6', legal: '6.0' },
    },
  },
  WorkerType: 'the list grows: an unknown one is a warning (GP246), and AWS decides',
  ExecutionClass: { path: ['jobs', 0, 'execution_class'], instead: { max: { broken: 'F'.repeat(17), legal: 'FLEX' } } },
  MaintenanceWindow: {
    path: ['jobs', 0, 'maintenance_window'],
    config: streaming,
    instead: { pattern: { broken: 'Sunday', legal: 'Sun:10' } },
  },
};

const under = (prefix: string, members: Readonly<Record<string, Reach | string>>) =>
  Object.fromEntries(Object.entries(members).map(([name, reach]) => [`${prefix}.${name}`, reach]));

/** Every member with a constraint: how a config reaches it, or why none does. */
const reaches: Readonly<Record<string, Reach | string>> = {
  ...under('CreateJob', jobMembers),
  'CreateJob.Name': {
    ...job('resource_name'),
    never: { required: 'a job has a name, of which its name in AWS is made' },
  },
  ...tagged('CreateJob.Tags', 'jobs', 0, 'tags'),
  ...under(
    'UpdateJob.JobUpdate',
    Object.fromEntries(Object.entries(jobMembers).filter(([name]) => name !== 'Role' && name !== 'Command')),
  ),
  'UpdateJob.JobName': { ...job('resource_name'), never: { required: 'as in CreateJob' } },
  'UpdateJob.JobUpdate': 'what is sent is never empty',
  'CreateCrawler.Name': { ...crawler('resource_name'), never: { required: 'as in CreateJob' } },
  'CreateCrawler.Role': { ...crawler('role'), never: { required: 'a flag or the environment may give the role' } },
  'CreateCrawler.Targets': {
    ...crawler('targets'),
    instead: { required: { broken: {}, legal: { s3: ['s3://data/c'] } } },
  },
  'CreateCrawler.Description': crawler('description'),
  'CreateCrawler.Classifiers[]': crawler('classifiers', 0),
  'CreateCrawler.TablePrefix': crawler('table_prefix'),
  'CreateCrawler.SchemaChangePolicy.UpdateBehavior': crawler('schema_change_policy', 'update_behavior'),
  'CreateCrawler.SchemaChangePolicy.DeleteBehavior': crawler('schema_change_policy', 'delete_behavior'),
  'CreateCrawler.RecrawlPolicy.RecrawlBehavior': crawler('recrawl_policy', 'recrawl_behavior'),
  'CreateCrawler.LineageConfiguration.CrawlerLineageSettings': crawler(
    'lineage_configuration',
    'crawler_lineage_settings',
  ),
  'CreateCrawler.LakeFormationConfiguration.AccountId': crawler('lake_formation_configuration', 'account_id'),
  'CreateCrawler.CrawlerSecurityConfiguration': crawler('security_configuration'),
  'CreateCrawler.CatalogId': 'a member of `extra`, which is passed as it stands',
  'CreateCrawler.Targets.JdbcTargets[].EnableAdditionalMetadata[]': {
    path: ['crawlers', 0, 'targets', 'jdbc', 0, 'enable_additional_metadata', 0],
    config: {
      ...sound,
      crawlers: [{ name: 'c', database_name: 's', targets: { jdbc: [{ connection_name: 'x', path: 'y' }] } }],
    },
  },
  'CreateCrawler.Targets.CatalogTargets[].DatabaseName': {
    path: ['crawlers', 1, 'targets', 'catalog', 0, 'database_name'],
  },
  'CreateCrawler.Targets.CatalogTargets[].Tables': {
    path: ['crawlers', 1, 'targets', 'catalog', 0, 'tables'],
    instead: { required: { broken: undefined, legal: ['t'] } },
  },
  'CreateCrawler.Targets.CatalogTargets[].Tables[]': {
    path: ['crawlers', 1, 'targets', 'catalog', 0, 'tables', 0],
  },
  ...tagged('CreateCrawler.Tags', 'crawlers', 0, 'tags'),
  'CreateTrigger.Name': { path: ['start', 'resource_name'], never: { required: 'a trigger that is made has a name' } },
  'CreateTrigger.WorkflowName': { path: ['workflow', 'resource_name'] },
  'CreateTrigger.Type': 'it follows from what is written of the trigger',
  'CreateTrigger.Description': { path: ['start', 'description'] },
  'CreateTrigger.Predicate.Logical': 'a list means AND, and {any: …} means ANY',
  'CreateTrigger.Predicate.Conditions': { path: ['jobs', 503, 'depends_on'], config: many },
  'CreateTrigger.Predicate.Conditions[].LogicalOperator': 'it is always EQUALS',
  'CreateTrigger.Predicate.Conditions[].JobName': empty(job('resource_name')),
  'CreateTrigger.Predicate.Conditions[].State': {
    path: ['jobs', 2, 'depends_on', 0, 'state'],
    config: awaiting,
    // Not every state can be waited for (SDK, Condition.State).
    instead: { enum: { broken: 'RUNNING', legal: 'FAILED' } },
  },
  'CreateTrigger.Predicate.Conditions[].CrawlerName': empty(crawler('resource_name')),
  'CreateTrigger.Predicate.Conditions[].CrawlState': {
    path: ['jobs', 2, 'depends_on', 0, 'state'],
    config: crawled,
    instead: { enum: { broken: 'RUNNING', legal: 'FAILED' } },
  },
  'CreateTrigger.Actions': {
    path: ['triggers', 0, 'actions'],
    config: { ...sound, triggers: [{ name: 't', workflow: false, schedule: 'cron(0 2 * * ? *)' }] },
    instead: { required: { broken: undefined, legal: ['b'] } },
  },
  'CreateTrigger.Actions[].JobName': job('resource_name'),
  'CreateTrigger.Actions[].CrawlerName': crawler('resource_name'),
  'CreateTrigger.Actions[].Timeout': { path: ['jobs', 1, 'trigger', 'timeout'] },
  'CreateTrigger.Actions[].SecurityConfiguration': empty({ path: ['jobs', 1, 'trigger', 'security_configuration'] }),
  'CreateTrigger.Actions[].NotificationProperty.NotifyDelayAfter': {
    path: ['jobs', 1, 'trigger', 'notify_delay_after'],
  },
  ...tagged('CreateTrigger.Tags', 'start', 'tags'),
  'CreateTrigger.EventBatchingCondition.BatchSize': {
    path: ['start', 'event', 'batch_size'],
    config: event,
    never: { required: 'it is 1 where it is not written' },
  },
  'CreateTrigger.EventBatchingCondition.BatchWindow': { path: ['start', 'event', 'batch_window'], config: event },
  'CreateWorkflow.Name': {
    path: ['workflow', 'resource_name'],
    never: { required: 'a workflow that is made has a name' },
  },
  'CreateWorkflow.Description': { path: ['workflow', 'description'] },
  'CreateWorkflow.DefaultRunProperties{key}': { path: ['workflow', 'default_run_properties'], asKey: true },
  ...tagged('CreateWorkflow.Tags', 'workflow', 'tags'),
};

/** A copy of a value with another at the end of a path; nothing takes away what is there. */
function put(value: unknown, [key, ...rest]: Path, last: unknown): unknown {
  if (key == null) {
    return last;
  }
  const inner = put((value as Record<string | number, unknown> | undefined)?.[key], rest, last);
  if (typeof key === 'number') {
    return Object.assign([...((value as unknown[] | undefined) ?? [])], { [key]: inner });
  }
  return { ...(value as object | undefined), [key]: inner };
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}

/** The errors of a config with their lines, and the line of the value at a path. */
async function judged(config: unknown, path: Path) {
  const text = JSON.stringify(config, undefined, 1);
  const loaded = await load('config.json', text);
  const issues = loaded.ok ? await judge(loaded.value) : loaded.issues;
  const errors = issues.filter(({ severity }) => severity === 'error');
  const lineOf = (of: Path) =>
    JSON.stringify(put(config, of, '@here@'), undefined, 1)
      .split('\n')
      .findIndex((line) => line.includes('@here@')) + 1;
  return {
    told: errors.map(({ code, message }) => `${code} ${message}`),
    lines: errors.map(({ position }) => position?.line),
    line: lineOf(path),
    // What is not there is told of somewhere in what should hold it.
    holder: {
      first: lineOf(path.slice(0, -1)),
      lines: JSON.stringify(at(config, path.slice(0, -1)), undefined, 1).split('\n').length,
    },
  };
}

const limits = limitsOf(['CreateJob', 'UpdateJob', 'CreateCrawler', 'CreateTrigger', 'CreateWorkflow']);
const ways = limits.map((limit) => {
  const reach = reaches[limit.member];
  const reason = typeof reach === 'string' ? reach : reach?.never?.[limit.what];
  return { limit, reach: typeof reach === 'string' ? undefined : reach, reason };
});
const reached = ways.flatMap(({ limit, reach, reason }) =>
  reach == null || reason != null ? [] : [[limit.name, limit, reach] as const],
);

describe('what the API model limits', () => {
  it('is reached by a config, or there is a reason why not', () => {
    expect(ways.filter(({ reach, reason }) => reach == null && reason == null).map(({ limit }) => limit.name)).toEqual(
      [],
    );
    expect(reached.length).toBeGreaterThan(80);
  });

  it('has no way to a member that is not there', () => {
    const known = new Set(limits.map(({ member }) => member));
    expect(Object.keys(reaches).filter((member) => !known.has(member))).toEqual([]);
  });

  it.each(reached)('%s: broken it is an error at its line, and just kept it is none', async (_, limit, reach) => {
    const { broken, legal } = reach.instead?.[limit.what] ?? neighbours(limit);
    const made = (value: unknown) => {
      const path = reach.asKey == null ? reach.path : [...reach.path, String(value)];
      return { path, config: put(reach.config ?? sound, path, reach.asKey == null ? value : 'y') };
    };
    const wrong = made(broken);
    const found = await judged(wrong.config, wrong.path);
    expect(found.told).not.toEqual([]);
    const { first, lines } = limit.what === 'required' ? found.holder : { first: found.line, lines: 1 };
    const atIt = found.lines.some((line = 0) => line >= first && line < first + lines);
    expect({ ...found, atIt }).toMatchObject({ atIt: true });
    const right = made(legal);
    expect((await judged(right.config, right.path)).told).toEqual([]);
  });
});
