import type { Path } from '../config/issue.ts';

/** A map of texts: arguments, tags, run properties. */
export type Texts = Readonly<Record<string, string>>;

/** A map that is passed on as it stands. */
export type JsonMap = Readonly<Record<string, unknown>>;

/** Where a job's script, or a file that it needs, is: in S3 already, or a file beside the config that a deployment uploads. */
export type Script = { readonly kind: 's3'; readonly uri: string } | { readonly kind: 'local'; readonly path: string };

/** What a Spark job gets to work with: workers (Glue 2.0 and later) or DPUs (before). */
export type Capacity =
  | { readonly kind: 'workers'; readonly workerType: string; readonly numberOfWorkers: number }
  | { readonly kind: 'max'; readonly maxCapacity: number };

/** One end that a node or a trigger waits for. */
export interface Dependency {
  readonly kind: NodeKind;
  /** The name of the node in the config; whether it exists is for a rule to say. */
  readonly name: string;
  /** Glue's word for the end: of a job run, or of a crawl. */
  readonly state: string;
}

/** The kinds of node that a trigger starts and waits for. */
export type NodeKind = 'job' | 'crawler';

/** What is waited for: all of a list, or any of it. */
export interface Waiting {
  readonly logical: 'all' | 'any';
  readonly ends: readonly Dependency[];
}

/** A job or a crawler as a part of the graph, whoever owns it. */
export interface Node {
  readonly kind: NodeKind;
  /** Where it stands in the config. */
  readonly at: Path;
  /** Its name in the config. */
  readonly name: string;
  /** Its name in AWS. */
  readonly resourceName: string;
  /** True for one that is used and never changed. */
  readonly existing: boolean;
  /** The workflow it belongs to, by its name in the config ("" is the pipeline's own), or none. */
  readonly workflow: string | undefined;
  readonly dependsOn: Waiting | undefined;
  /** A schedule of its own: a job's then makes a trigger, a crawler's is Glue's. */
  readonly schedule: string | undefined;
  readonly trigger: NodeTrigger;
}

/** Nodes that one name means. */
export interface NodeGroup {
  readonly kind: NodeKind;
  readonly name: string;
  /** The names of its nodes, in the order written. */
  readonly items: readonly string[];
}

/** What a trigger passes to the run that it starts. */
export interface Passing {
  readonly arguments: Texts;
  /** Minutes, or that of the job. */
  readonly timeout: number | undefined;
  readonly securityConfiguration: string;
  /** Minutes, or none. */
  readonly notifyDelayAfter: number | undefined;
}

/** What a node says of the trigger that is made for it. */
export interface NodeTrigger extends Passing {
  readonly enabled: boolean;
  readonly resourceName: string | undefined;
  readonly description: string;
  readonly tags: Texts;
  readonly ignoreChanges: readonly string[];
}

/** What all jobs have; everything that AWS would fill in is filled in. */
export interface JobCommon {
  /** Where the job stands in the config. */
  readonly at: Path;
  /** Its name in the config. */
  readonly name: string;
  /** Its name in AWS. */
  readonly resourceName: string;
  readonly description: string;
  /** Nothing where neither the job nor the file names a role. */
  readonly role: string | undefined;
  /** Nothing where no level has one, for which there is a rule. */
  readonly script: Script | undefined;
  readonly arguments: Texts;
  /** The items of the arguments that are lists of files, by argument; those beside the config are uploaded. */
  readonly files: Readonly<Record<string, readonly Script[]>>;
  readonly nonOverridableArguments: Texts;
  readonly connections: readonly string[];
  readonly maxRetries: number;
  readonly maxConcurrentRuns: number;
  readonly securityConfiguration: string;
  /** Minutes, or none. */
  readonly notifyDelayAfter: number | undefined;
  readonly jobRunQueuingEnabled: boolean;
  /** The job's own tags over the file's. */
  readonly tags: Texts;
  readonly ignoreChanges: readonly string[];
  /** Members of CreateJob that this tool has no word for. */
  readonly extra: JsonMap;
}

/** A Spark job: batch (`glueetl`) or `streaming`. */
export interface SparkJob extends JobCommon {
  readonly kind: 'glueetl' | 'streaming';
  readonly glueVersion: string;
  readonly pythonVersion: string;
  readonly capacity: Capacity;
  readonly executionClass: 'STANDARD' | 'FLEX';
  /** Minutes; none only for a streaming job, which then runs until it is stopped. */
  readonly timeout: number | undefined;
  readonly maintenanceWindow: string;
}

/** A Python shell job. */
export interface PythonShellJob extends JobCommon {
  readonly kind: 'pythonshell';
  /** Nothing unless the job itself says one: Glue then decides. */
  readonly glueVersion: string | undefined;
  readonly pythonVersion: string;
  readonly maxCapacity: number;
  readonly timeout: number;
}

/** One job of a pipeline. */
export type Job = SparkJob | PythonShellJob;

/** A crawler that this tool makes; everything that AWS would fill in is filled in. */
export interface Crawler {
  readonly at: Path;
  readonly name: string;
  readonly resourceName: string;
  readonly description: string;
  readonly role: string | undefined;
  /** Nothing where it writes no tables of its own: a crawler of catalog targets. */
  readonly databaseName: string | undefined;
  /** In Glue's shape (SDK CrawlerTargets). */
  readonly targets: JsonMap;
  readonly schedule: string | undefined;
  readonly tablePrefix: string;
  readonly classifiers: readonly string[];
  readonly updateBehavior: string;
  readonly deleteBehavior: string;
  readonly recrawlBehavior: string;
  readonly lineage: string;
  readonly lakeFormation: { readonly useCredentials: boolean; readonly accountId: string };
  /** Nothing where the crawler has no configuration. */
  readonly configuration: JsonMap | undefined;
  readonly securityConfiguration: string;
  readonly tags: Texts;
  readonly ignoreChanges: readonly string[];
  readonly extra: JsonMap;
}

/** A workflow: what ties nodes together. */
export interface Workflow {
  readonly at: Path;
  /** Its name in the config; "" is the pipeline's own. */
  readonly name: string;
  readonly resourceName: string;
  readonly existing: boolean;
  readonly description: string;
  readonly defaultRunProperties: Texts;
  /** Nothing means no limit. */
  readonly maxConcurrentRuns: number | undefined;
  readonly tags: Texts;
}

/** Events that start a workflow. */
export interface EventStart {
  /** The pattern of the rule that is made; nothing where the rule is the user's. */
  readonly pattern: JsonMap | undefined;
  readonly bus: string;
  /** The role with which EventBridge notifies Glue; nothing where one is made. */
  readonly role: string | undefined;
  readonly batchSize: number;
  /** Seconds. */
  readonly batchWindow: number;
}

/** When a trigger fires. */
export type Firing =
  | { readonly kind: 'on-demand' }
  | { readonly kind: 'schedule'; readonly schedule: string }
  | { readonly kind: 'event'; readonly event: EventStart }
  | ({ readonly kind: 'conditions' } & Waiting);

/** What a trigger starts. */
export interface Action extends Passing {
  readonly kind: NodeKind;
  readonly name: string;
}

/** A trigger, written or derived. */
export interface Trigger {
  /** What it follows from: a workflow's start, a node's depends_on or schedule, or an entry of `triggers`. */
  readonly origin: 'start' | 'node' | 'written';
  readonly at: Path;
  readonly name: string;
  readonly resourceName: string;
  /** True where `resource_name` says it. */
  readonly named: boolean;
  /** The workflow it belongs to, by its name in the config, or none. */
  readonly workflow: string | undefined;
  readonly firing: Firing;
  readonly actions: readonly Action[];
  readonly enabled: boolean;
  readonly description: string;
  readonly tags: Texts;
  readonly ignoreChanges: readonly string[];
}

/** Who is told of runs that end badly. */
export interface Alerts {
  readonly at: Path;
  /** The name in AWS of the topic and of the first rule. */
  readonly resourceName: string;
  readonly states: readonly string[];
  readonly emails: readonly string[];
  /** A topic of the user's; nothing where one is made for the e-mail addresses. */
  readonly topicArn: string | undefined;
  /** The names in AWS of the jobs that are watched. */
  readonly jobs: readonly string[];
}

/** A config as it is meant: defaults filled in, names resolved, nothing left to guess. */
export interface Pipeline {
  readonly name: string;
  readonly environment: string;
  readonly description: string;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  readonly assumeRole: { readonly arn: string; readonly externalId: string | undefined } | undefined;
  /** By ARN, for roles that are made. */
  /** Refuses whatever would be deleted. */
  readonly protect: boolean;
  readonly permissionsBoundary: string | undefined;
  readonly artifacts: {
    readonly bucket: string | undefined;
    readonly prefix: string;
    readonly kmsKey: string | undefined;
  };
  /** The file's tags, which every resource gets. */
  readonly tags: Texts;
  /** The jobs that are made. */
  readonly jobs: readonly Job[];
  /** The crawlers that are made. */
  readonly crawlers: readonly Crawler[];
  /** The graph: every job and crawler, those of others too, in the order of the file. */
  readonly nodes: readonly Node[];
  /** What `for_each` made of jobs and crawlers: a name for all its items. */
  readonly groups: readonly NodeGroup[];
  /** The pipeline's own comes first where there is one; none means that a deployment starts nothing. */
  readonly workflows: readonly Workflow[];
  /** Written and derived. */
  readonly triggers: readonly Trigger[];
  readonly alerts: Alerts | undefined;
}

/** The value of the one tag that says whose a resource is: docs/design.md#ownership. */
export function stackOf(pipeline: Pick<Pipeline, 'name' | 'environment'>): string {
  return `${pipeline.name}/${pipeline.environment}`;
}
