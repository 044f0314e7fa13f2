import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Docker } from './docker/client.ts';
import type { Fired } from './schedules.ts';

/** How runs are run; every member has a default. */
export interface RunSettings {
  /** Scripts that run at one time; further runs wait in STARTING. @default the number of cores */
  readonly parallel?: number;
  /** Milliseconds in a minute of a job's Timeout. @default 60000 */
  readonly minute?: number;
  /** Milliseconds between SIGTERM and SIGKILL. @default 2000 */
  readonly grace?: number;
  /** Bytes kept of a run's two logs together. @default 64 MiB */
  readonly logLimit?: number;
  /** Job runs (with their logs), crawls and workflow runs that are kept, of each the newest. @default 1000 */
  readonly keep?: number;
  /** The package's python/ folder, for a front that bundles this code elsewhere. @default beside the package's own files */
  readonly pythonFolder?: string;
  /**
   * Where scripts are started: a project's folder makes `--source data/in.csv` mean the file beside the config.
   * @default a private folder that goes with the run, as on AWS
   */
  readonly workingFolder?: string | undefined;
  /** Makes schedules fire by themselves, and is told of each that did; must not throw. @default they start nothing */
  readonly onSchedule?: ((fired: Fired) => void) | undefined;
  /** Runs Spark jobs in AWS's image of their Glue version. @default they run as the others do, on `python` of the server */
  readonly docker?: Docker | undefined;
  /** Told of what takes long, such as an image that has to be pulled; must not throw. @default nobody is */
  readonly onNotice?: (text: string) => void;
  /** The environment whose harmless part scripts get. @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The settings with their defaults. */
export function withDefaults(given: RunSettings): Required<RunSettings> {
  return {
    parallel: given.parallel ?? availableParallelism(),
    minute: given.minute ?? 60_000,
    grace: given.grace ?? 2000,
    logLimit: given.logLimit ?? 64 * 1024 * 1024,
    keep: given.keep ?? 1000,
    pythonFolder: given.pythonFolder ?? fileURLToPath(new URL('../../python', import.meta.url)),
    workingFolder: given.workingFolder,
    onSchedule: given.onSchedule,
    docker: given.docker,
    onNotice: given.onNotice ?? (() => undefined),
    environment: given.environment ?? process.env,
  };
}
