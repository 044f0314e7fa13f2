import { issueText } from '../../src/report/issue-text.ts';
import { load, loadPipeline } from '../../src/pipeline/load.ts';
import { desired } from '../../src/resources/desired.ts';
import type { JobDefinition } from '../../src/resources/job.ts';
import type { Kind, ResourceOf } from '../../src/resources/resource.ts';
import type { TriggerAction, TriggerDefinition } from '../../src/resources/trigger.ts';
import { filesOf, testTarget } from '../../src/testing/builders.ts';

/** A part of a config, as an object. */
export type Fields = Readonly<Record<string, unknown>>;

/** What one kind of resource becomes of a config as a user writes it: YAML as text, JSON as an object. The rules have to accept it. */
export async function made<K extends Kind>(kind: K, config: string | Fields): Promise<ResourceOf<K>[]> {
  const [file, text] =
    typeof config === 'string'
      ? ['config.yaml', `pipeline_name: sales\n${config}`]
      : ['config.json', JSON.stringify({ pipeline_name: 'sales', ...config })];
  const read = await load(file, text);
  const files = read.ok ? filesOf(read.value.pipeline) : {};
  const loaded = await loadPipeline(file, text, {}, files);
  if (!loaded.ok) {
    throw new Error(loaded.issues.map((issue) => issueText(issue)).join('\n'));
  }
  return desired(loaded.value, testTarget, files).filter((each): each is ResourceOf<K> => each.kind === kind);
}

/** The codes of what the rules say of a config, errors and warnings. */
export async function said(config: Fields): Promise<string[]> {
  const loaded = await loadPipeline('config.json', JSON.stringify({ pipeline_name: 'sales', role: 'etl', ...config }));
  return loaded.issues.map(({ code }) => code);
}

/** The tag of all that is made here. */
export const tags = { 'gluepipeline:stack': 'sales/dev' };

/** What a Spark job is that says no more than its script. */
export const spark: JobDefinition = {
  Role: 'fallback-role',
  Command: { Name: 'glueetl', ScriptLocation: 's3://b/a.py', PythonVersion: '3' },
  ExecutionProperty: { MaxConcurrentRuns: 1 },
  DefaultArguments: {},
  MaxRetries: 0,
  Timeout: 480,
  WorkerType: 'G.1X',
  NumberOfWorkers: 10,
  GlueVersion: '6.0',
  ExecutionClass: 'STANDARD',
  JobMode: 'SCRIPT',
  JobRunQueuingEnabled: false,
};

/** The same of a Python shell job. */
export const shell: JobDefinition = {
  Role: 'fallback-role',
  Command: { Name: 'pythonshell', ScriptLocation: 's3://b/a.py', PythonVersion: '3.9' },
  ExecutionProperty: { MaxConcurrentRuns: 1 },
  DefaultArguments: {},
  MaxRetries: 0,
  Timeout: 2880,
  MaxCapacity: 0.0625,
  JobMode: 'SCRIPT',
  JobRunQueuingEnabled: false,
};

/** Jobs that say nothing but their names, and what they wait for. */
export const job = (name: string, fields: Fields = {}): Fields => ({ name, script: 's3://b/a.py', ...fields });
/** The same for crawlers. */
export const crawler = (name: string, fields: Fields = {}): Fields => ({
  name,
  database_name: 'lake',
  targets: { s3: [`s3://b/${name}/`] },
  ...fields,
});
/** `name-1` to `name-n`. */
export const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);

const jobEnd = (name: string) => ({ LogicalOperator: 'EQUALS', JobName: `sales-dev-${name}`, State: 'SUCCEEDED' });
const crawlEnd = (name: string) => ({
  LogicalOperator: 'EQUALS',
  CrawlerName: `sales-dev-${name}`,
  CrawlState: 'SUCCEEDED',
});

/** `crawler raw` is a crawler, anything else a job. */
const nodeOf = (node: string): [crawler: boolean, name: string] =>
  node.startsWith('crawler ') ? [true, node.slice('crawler '.length)] : [false, node];

/** Actions of Glue's that start these nodes and pass nothing. */
export const starts = (...nodes: readonly string[]): TriggerAction[] =>
  nodes.map((node) => {
    const [isCrawler, name] = nodeOf(node);
    return isCrawler ? { CrawlerName: `sales-dev-${name}` } : { JobName: `sales-dev-${name}` };
  });

/** A conditional trigger of Glue's that waits for the success of all of these. */
export const after = (nodes: readonly string[], Actions: TriggerAction[], more: Fields = {}): TriggerDefinition => ({
  WorkflowName: 'sales-dev',
  Type: 'CONDITIONAL',
  Predicate: {
    Logical: 'AND',
    Conditions: nodes.map((node) => {
      const [isCrawler, name] = nodeOf(node);
      return isCrawler ? crawlEnd(name) : jobEnd(name);
    }),
  },
  Actions,
  enabled: true,
  ...more,
});

/** The on-demand start of the pipeline's own workflow. */
export const onDemand = (...nodes: readonly string[]): TriggerDefinition => ({
  WorkflowName: 'sales-dev',
  Type: 'ON_DEMAND',
  Actions: starts(...nodes),
  enabled: true,
});

/** The triggers of a config, by their names in AWS without `sales-dev-`. */
export async function triggersOf(config: string | Fields): Promise<Record<string, TriggerDefinition>> {
  const triggers = await made('trigger', config);
  expectDistinct(triggers.map(({ name }) => name));
  return Object.fromEntries(triggers.map(({ name, definition }) => [name.replace(/^sales-dev-/, ''), definition]));
}

function expectDistinct(names: readonly string[]): void {
  if (new Set(names).size !== names.length) {
    throw new Error(`two triggers of one name: ${names.join(', ')}`);
  }
}

/** A definition without some of its members. */
export function without<Whole extends object>(whole: Whole, ...keys: readonly (keyof Whole & string)[]): Whole {
  const left = Object.entries(whole).filter(([key]) => !(keys as readonly string[]).includes(key));
  return Object.fromEntries(left) as Whole;
}
