import type { Modules } from './modules.ts';
import type { OutputLogs, ScriptProcess } from './process.ts';

/** Where a script can run: on an interpreter of this machine, or in a container; or the reason why it cannot. */
export type Host =
  | {
      readonly kind: 'ready';
      /** Writes what the launcher reads, once everything has been fetched. */
      launch(fetched: Fetched): Promise<Launch | Refused>;
    }
  | Refused;

/** Why a run cannot begin. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
}

/** What a run needs of S3, in its folder. */
export interface Fetched {
  readonly script: string;
  readonly modules: Extract<Modules, { kind: 'ready' }>;
}

/** A script that has but to be started. */
export interface Launch {
  readonly kind: 'ready';
  /** How this differs from AWS, one line each, for the error log. */
  readonly notes: readonly string[];
  start(output: OutputLogs): ScriptProcess;
}

/** What the launcher reads (python/runner/launch.py), with paths as they are where it runs. */
export interface RunFile {
  readonly script: string;
  readonly argv: readonly string[];
  readonly failure: string;
  /** Folders whose files count as the user's own. */
  readonly owned: readonly string[];
  readonly wheels: readonly { readonly file: string; readonly into: string }[];
  /** For Python's path, where the environment does not have them. */
  readonly places?: readonly string[];
  /** Packages for pip, before the script starts. */
  readonly install?: {
    readonly packages: readonly string[];
    readonly options: readonly string[];
    readonly into: string;
  } | null;
  /** In a container: the file that is made before the script starts. */
  readonly started?: string;
  /** In a container: the folder that the script starts in, and what is copied there; null where docker says it. */
  readonly work?: { readonly folder: string; readonly files: string } | null;
}
