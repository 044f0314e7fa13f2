import type { Path } from '../config/issue.ts';

/** A map of texts: arguments, tags, run properties. */
export type Texts = Readonly<Record<string, string>>;

/** Where a job's script is: in S3 already, or a file beside the config that a deployment uploads. */
export type Script = { readonly kind: 's3'; readonly uri: string } | { readonly kind: 'local'; readonly path: string };

/** What a Spark job gets to work with: workers (Glue 2.0 and later) or DPUs (before). */
export type Capacity =
  | { readonly kind: 'workers'; readonly workerType: string; readonly numberOfWorkers: number }
  | { readonly kind: 'max'; readonly maxCapacity: number };

/** One way for a node to wait for another. */
export interface Dependency {
  /** The name of the job in the config. */
  readonly job: string;
  readonly state: 'SUCCEEDED';
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
  readonly script: Script;
  readonly arguments: Texts;
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
  readonly dependsOn: readonly Dependency[];
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

/** The workflow that ties the jobs together. */
export interface Workflow {
  readonly at: Path;
  readonly resourceName: string;
  readonly description: string;
  readonly defaultRunProperties: Texts;
  /** Nothing means no limit. */
  readonly maxConcurrentRuns: number | undefined;
  readonly tags: Texts;
}

/** How the pipeline starts: by a schedule, or on demand where there is none. */
export interface Start {
  readonly at: Path;
  readonly schedule: string | undefined;
  readonly enabled: boolean;
  readonly resourceName: string;
  readonly description: string;
  readonly tags: Texts;
}

/** A config as it is meant: defaults filled in, names resolved, nothing left to guess. */
export interface Pipeline {
  readonly name: string;
  readonly environment: string;
  readonly description: string;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  readonly artifacts: { readonly bucket: string | undefined; readonly prefix: string };
  /** The file's tags, which every resource gets. */
  readonly tags: Texts;
  readonly jobs: readonly Job[];
  /** Both or neither: a file of jobs alone has no workflow and starts nothing. */
  readonly flow: { readonly workflow: Workflow; readonly start: Start } | undefined;
}

/** The value of the one tag that says whose a resource is: docs/design.md#ownership. */
export function stackOf(pipeline: Pick<Pipeline, 'name' | 'environment'>): string {
  return `${pipeline.name}/${pipeline.environment}`;
}
