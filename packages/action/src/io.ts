/** Everything that the action gets from the runner around it, and nothing else does. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes to the log of the step, where the runner also reads its commands. */
  readonly stdout: (text: string) => void;
  /** Calls back for each SIGINT or SIGTERM, which a cancelled job gets, until the returned function is called. */
  readonly onSignal: (handler: () => void) => () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The Node that runs this, as a path. */
  readonly node: string;
  /** The folder of the built action. */
  readonly folder: string;
}
