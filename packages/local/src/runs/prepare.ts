import { appendFile } from 'node:fs/promises';
import type { Endpoint } from '../glue/handler.ts';
import type { Arguments, Job } from '../glue/records.ts';
import type { ObjectReader } from '../s3/objects.ts';
import type { Containers } from './docker/containers.ts';
import { inContainer } from './docker/container-host.ts';
import { fetchObject, makeFolder } from './folder.ts';
import type { RunFolder } from './folder.ts';
import type { Launch, Refused } from './host.ts';
import { onInterpreter } from './interpreter.ts';
import { isSpark, notRunHere } from './kinds.ts';
import { fetchModules } from './modules.ts';
import type { Interpreter } from './probe.ts';

/** Everything needed to run a job's script once. */
export interface Attempt {
  readonly job: Job;
  /** Merged, and with what Glue adds. */
  readonly args: Arguments;
  readonly folder: RunFolder;
}

/** What preparing needs from the house around it. */
export interface Surroundings {
  readonly objects: ObjectReader;
  readonly endpoint: Endpoint;
  readonly python: string;
  /** The package's python/ folder: our awsglue, the watcher and the launcher. */
  readonly pythonFolder: string;
  /** Where scripts start; those with --extra-files, and all where there is none, start in a private folder. */
  readonly workingFolder: string | undefined;
  readonly outerEnvironment: Readonly<Record<string, string | undefined>>;
  /** The ARN of a role that does not let Glue take it. */
  readonly closedRole: (role: string | undefined) => string | undefined;
  readonly probe: (python: string, needsSpark: boolean) => Promise<Interpreter | undefined>;
  /** The time that lines of our own are stamped with. @default this machine's */
  readonly now?: () => number;
  /** Where Spark jobs run in AWS's image. */
  readonly containers?: Containers | undefined;
}

/** A run that can begin, or the reason it cannot. */
export type Prepared = { readonly kind: 'ready'; readonly start: Launch['start'] } | Refused;

const refused = (reason: string): Refused => ({ kind: 'refused', reason });

/** Makes the run's folder, brings script and modules from S3 and writes what the launcher reads; what takes long ends with the signal. */
export async function prepare(attempt: Attempt, around: Surroundings, signal: AbortSignal): Promise<Prepared> {
  const { job, args, folder } = attempt;
  await makeFolder(folder);
  const impossible = notRunHere(job, args);
  if (impossible != null) {
    return refused(impossible);
  }
  const closed = around.closedRole(job.Role);
  if (closed != null) {
    // aws-solutions-library-samples/data-lakes-on-aws#312.
    return refused(`Role ${closed} should be given assume role permissions for Glue Service.`);
  }
  const host =
    around.containers != null && isSpark(job)
      ? await inContainer(attempt, around, around.containers, signal)
      : await onInterpreter(attempt, around);
  if (host.kind === 'refused') {
    return host;
  }
  const location = args['--scriptLocation'] ?? job.Command?.ScriptLocation ?? '';
  const script = await fetchObject(around.objects, location, folder.script);
  if (script == null) {
    return refused(`the script ${location || '(no ScriptLocation)'} does not exist in the local S3`);
  }
  const modules = await fetchModules(attempt, around.objects);
  if (modules.kind === 'refused') {
    return modules;
  }
  const launch = await host.launch({ script, modules });
  if (launch.kind === 'refused') {
    return launch;
  }
  await appendFile(folder.errorLog, launch.notes.map((note) => `gluepipeline: ${note}\n`).join(''));
  return launch;
}
