import type { Ahead, NamesByKind } from '@gluepipeline/aws';
import type {
  Access,
  BlobStore,
  Bookmarks,
  Clock,
  JobRun,
  Pipeline,
  Platform,
  RunLogs,
  Runs,
  Target,
} from '@gluepipeline/core';

import type { RunnerName } from '@gluepipeline/local';

import type { ConfigFile } from './config-file.ts';
import type { FiredAlert } from './runs/fired-alerts.ts';

/** How the command line says where to deploy. */
export interface ConnectOptions {
  /** The embedded endpoint instead of AWS. */
  readonly local: boolean;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpointUrl?: string | undefined;
  /** `--role` or GLUEPIPELINE_ROLE: for jobs that the config gives none. */
  readonly role?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the user for the code of the MFA device with this serial number. */
  readonly mfaCode?: ((serial: string) => Promise<string>) | undefined;
  /** The python that runs scripts locally. */
  readonly python?: string | undefined;
  /** What runs Spark jobs locally: that python, or AWS's image; left out: what the endpoint has that is there already. */
  readonly runner?: RunnerName | undefined;
  /** Told of what takes long on the embedded endpoint, such as an image that has to be pulled. */
  readonly onNotice?: ((text: string) => void) | undefined;
  /** Behaviours of the embedded endpoint that are assumed of AWS, switched on by name. */
  readonly quirks?: readonly string[];
  /** Where the endpoint's python modules are, when not beside its source. */
  readonly pythonFolder?: string | undefined;
  /** Time and chance; those of this machine unless a test drives them. */
  readonly clock?: Clock | undefined;
  /** What the command will need once it is signed in: it is loaded while the first answer is on its way. */
  readonly ahead?: Ahead;
  /** Told of every AWS call, without arguments, headers or secrets. */
  readonly onCall?: ((call: AwsCall) => void) | undefined;
}

/** One AWS call, for a log. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  readonly target?: string | undefined;
  readonly attempts: number;
  readonly milliseconds: number;
  readonly requestId?: string | undefined;
  readonly error?: string | undefined;
  /** What it was made for, where that was a step of a deployment. */
  readonly step?: string | undefined;
  /** The id of the deployment that it was made for. */
  readonly deployment?: string | undefined;
}

/** The ports of core, wired to AWS or to the embedded endpoint: the same adapters either way. */
export interface Session {
  readonly kind: 'aws' | 'local';
  readonly clock: Clock;
  readonly target: Target;
  readonly platform: Platform;
  readonly runs: Runs;
  readonly bookmarks: Bookmarks;
  readonly logs: RunLogs;
  /** Who calls, and what is allowed. */
  access(): Promise<Access>;
  /** The names of all that is in the account and Region, whoever owns it. */
  names(): Promise<NamesByKind>;
  /** The deepest place of a failure in the user's own files, where the runner knows it; AWS does not tell. */
  frameOf(run: Pick<JobRun, 'id'>): Promise<{ readonly file: string; readonly line: number } | undefined>;
  /** What AWS's price list says of Glue in a Region, one JSON text a product. */
  priceList(region: string): Promise<readonly string[]>;
  /** What alerts said since a time (milliseconds since 1970), where nobody sends them; on AWS they are sent, and none is known. */
  alertsSince(time: number): Promise<readonly FiredAlert[]>;
  /** The artifact bucket, for records. */
  readonly blobs: BlobStore;
  /** Whether an object that the config names by its address can be seen, whoever owns it; nothing where that may not be asked. */
  objectExists(uri: string): Promise<boolean | undefined>;
  bucketExists(): Promise<boolean>;
  createBucket(): Promise<void>;
  /** Finishes a bucket whose making was cut short; any other is left as it is. */
  finishBucket(): Promise<void>;
  /**
   * From now on asked before each request that changes something, with what it is about, such as `s3://bucket/key`;
   * what it throws ends the call, and nothing is sent.
   */
  guardChanges(check: ((target: string) => void) | undefined): void;
  /** True where this process serves the endpoint itself: runs end with it. */
  readonly servesHere: boolean;
  /** The page of a job or workflow in the AWS console; nothing on the embedded endpoint. */
  consoleUrl(kind: 'job' | 'workflow', name: string): string | undefined;
  close(): Promise<void>;
}

/** The account and Region that a session works in. */
export type SessionAccount = Pick<Target, 'accountId' | 'region'>;

/** Gives the pipeline as it is in an account, which the config may ask for. */
export type Settle = (account: SessionAccount) => Promise<Pipeline>;

/**
 * Wires the ports for a config; the caller closes the session. `settle` is asked for the pipeline as it is in the
 * account and Region of the session, as soon as they are known.
 */
export async function openSession(
  file: ConfigFile,
  pipeline: Pipeline,
  options: ConnectOptions,
  settle: Settle = () => Promise.resolve(pipeline),
): Promise<Session> {
  if (options.local) {
    const { openLocal } = await import('./session-local.ts');
    return openLocal(file, pipeline, options, settle);
  }
  if (options.runner != null) {
    (await import('./local-runner.ts')).guardNoRunner(options.runner);
  }
  const { openAws } = await import('./session-aws.ts');
  return openAws(file, pipeline, options, settle);
}
