/** What a deployer is told to do, in one line of JSON. */
export interface Order {
  /** The folder of the config; the endpoint of that folder is running, where no other is named. */
  readonly cwd: string;
  readonly what: 'deploy' | 'destroy' | 'plan';
  readonly endpoint?: Endpoint;
  /** Stops itself, as by SIGSTOP, when that changing request since the lock has its socket, and nothing is written yet. */
  readonly stopAt?: number;
  /** A file that says by how many milliseconds the process's clock is ahead, once it is there. */
  readonly ahead?: string;
}

/** An endpoint that takes the place of AWS. */
export interface Endpoint {
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What it says of it, in one line of JSON. */
export interface Outcome {
  readonly outcome: 'done' | 'failed' | 'interrupted' | 'no-changes' | 'declined' | 'planned' | 'threw';
  /** How many resources the plan changes. */
  readonly changes: number;
  readonly failed: readonly string[];
  /** Why it stopped, where that is told beside the failures: the lock is not ours any more. */
  readonly stopped?: string | undefined;
  /** The changing requests since the lock was asked for. */
  readonly sent?: number;
}

/**
 * When the process is killed: before the call is applied, right after it began to be applied (before it is on disk), or
 * after it was applied and before it is answered.
 */
export type Moment = 'before' | 'during' | 'after';
