import type { Readable } from 'node:stream';

/** Everything that a command gets from the process around it, and nothing else does. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly stdin: Readable;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  readonly stdinIsTty: boolean;
  /** The width to lay out for, where there is one; asked only then, because finding it out costs start-up time. */
  readonly columns: () => number | undefined;
  /** The height of the terminal, where there is one. */
  readonly rows: () => number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Makes a profile the one of this process: what the SDK asks of the environment alone is then of the same profile. */
  readonly useProfile: (profile: string) => void;
  /** Calls back at the first SIGINT or SIGTERM until the returned function is called; a second one ends the process at once. */
  readonly onSignal: (handler: (signal: 'SIGINT' | 'SIGTERM') => void) => () => void;
  /** Calls back again and again until the returned function is called; it keeps no process alive. */
  readonly every: (milliseconds: number, action: () => void) => () => void;
  /** The Node that runs this, such as `v24.1.0`. */
  readonly nodeVersion: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
