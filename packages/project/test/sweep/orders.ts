/** What a deployer is told to do, in one line of JSON. */
export interface Order {
  /** The folder of the config; the endpoint of that folder is running. */
  readonly cwd: string;
  readonly what: 'deploy' | 'destroy' | 'plan';
}

/** What it says of it, in one line of JSON. */
export interface Outcome {
  readonly outcome: 'done' | 'failed' | 'interrupted' | 'no-changes' | 'declined' | 'planned' | 'threw';
  /** How many resources the plan changes. */
  readonly changes: number;
  readonly failed: readonly string[];
}

/**
 * When the process is killed: before the call is applied, right after it began to be applied (before it is on disk), or
 * after it was applied and before it is answered.
 */
export type Moment = 'before' | 'during' | 'after';
