import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Endpoint } from '../glue/handler.ts';
import type { Arguments, Job } from '../glue/records.ts';
import type { ObjectReader } from '../s3/objects.ts';
import { listArgument, toArgv } from './arguments.ts';
import { bareEnvironment, endpointEnvironment, sparkEnvironment } from './environment.ts';
import { fetchObject, makeFolder } from './folder.ts';
import type { RunFolder } from './folder.ts';
import { isSpark, missingFor, notRunHere, notes } from './kinds.ts';
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
}

/** A run that can begin, or the reason it cannot. */
export type Prepared =
  | {
      readonly kind: 'ready';
      /** The interpreter itself: what stands for it in PATH (pyenv, asdf) may mean another one in another folder. */
      readonly python: string;
      readonly environment: Readonly<Record<string, string>>;
      /** Where the script starts. */
      readonly start: string;
    }
  | { readonly kind: 'refused'; readonly reason: string };

const refused = (reason: string): Prepared => ({ kind: 'refused', reason });

/** Makes the run's folder, brings script and modules from S3 and writes what the launcher reads. */
export async function prepare(attempt: Attempt, around: Surroundings): Promise<Prepared> {
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
  const interpreter = await around.probe(around.python, isSpark(job));
  const missing = missingFor(job, around.python, interpreter);
  if (interpreter == null || missing != null) {
    return refused(missing ?? `${around.python} could not be started`);
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
  await writeFile(
    folder.runFile,
    JSON.stringify({
      script,
      argv: toArgv(args),
      failure: folder.failureFile,
      owned: [folder.script, folder.modules],
      wheels: modules.wheels,
    }),
    { mode: 0o600 },
  );
  const lines = notes(job, args, interpreter).map((note) => `gluepipeline: ${note}\n`);
  await appendFile(folder.errorLog, lines.join(''));
  const alone = around.workingFolder == null || listArgument(args, '--extra-files').length > 0;
  return {
    kind: 'ready',
    python: interpreter.executable,
    start: alone ? folder.work : around.workingFolder,
    environment: {
      ...bareEnvironment(around.outerEnvironment, folder),
      ...endpointEnvironment(around.endpoint),
      ...(isSpark(job) ? sparkEnvironment(interpreter.executable, modules.jars) : {}),
      ...(interpreter.userBase == null ? {} : { PYTHONUSERBASE: interpreter.userBase }),
      ...(job.GlueVersion == null ? {} : { GLUEPIPELINE_GLUE_VERSION: job.GlueVersion }),
      PYTHONPATH: [around.pythonFolder, ...modules.places].join(path.delimiter),
    },
  };
}
