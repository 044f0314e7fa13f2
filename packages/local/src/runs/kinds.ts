import type { Arguments, Job } from '../glue/records.ts';
import { isStoredWheel, listArgument } from './arguments.ts';
import type { Interpreter } from './probe.ts';

const pysparkOf: Readonly<Record<string, string>> = { '5.0': '3.5.4', '5.1': '3.5.6', '6.0': '4.1.1' };

/** True for jobs that Glue runs on Spark. */
export function isSpark(job: Job): boolean {
  return job.Command?.Name === 'glueetl';
}

/** Why a job cannot run on this machine at all, whatever is installed; undefined when it can. */
export function notRunHere(job: Job, args: Arguments): string | undefined {
  const kind = job.Command?.Name;
  if (kind === 'gluestreaming') {
    return 'streaming jobs (gluestreaming) are not run locally';
  }
  if (kind === 'glueray') {
    return 'Ray jobs (glueray) are not run locally';
  }
  if (args['--job-language']?.toLowerCase() === 'scala') {
    return 'Scala jobs (--job-language scala) are not run locally';
  }
  return undefined;
}

/** What the interpreter lacks to run the job; undefined when nothing. */
export function missingFor(job: Job, python: string, interpreter: Interpreter | undefined): string | undefined {
  if (interpreter == null) {
    return `${python} could not be started: install Python 3.9 or newer, or name an interpreter with --python`;
  }
  const [major = 0, minor = 0] = interpreter.version.split('.').map(Number);
  if (major < 3 || (major === 3 && minor < 9)) {
    return `${interpreter.executable} is Python ${interpreter.version}: scripts need 3.9 or newer, name one with --python`;
  }
  if (!isSpark(job) || interpreter.pyspark != null) {
    return undefined;
  }
  if (interpreter.sparkError != null) {
    return `pyspark of ${interpreter.executable} cannot be imported: ${interpreter.sparkError}`;
  }
  const version = pysparkOf[job.GlueVersion ?? ''];
  const wanted =
    version == null ? 'pip install pyspark' : `pip install pyspark==${version} (Glue ${job.GlueVersion ?? ''})`;
  return `pyspark is not installed for ${interpreter.executable} (Python ${interpreter.version}): ${wanted}, or name a virtual environment that has it with --python`;
}

/** Differences between here and AWS that a reader of the error log should know, one line each. */
export function notes(job: Job, args: Arguments, interpreter: Interpreter): readonly string[] {
  const found: string[] = [];
  const wanted = isSpark(job) ? undefined : job.Command?.PythonVersion;
  if (wanted?.includes('.') === true && !interpreter.version.startsWith(`${wanted}.`)) {
    found.push(`runs on Python ${interpreter.version}, on AWS it is ${wanted}`);
  }
  const modules = listArgument(args, '--additional-python-modules').filter((item) => !isStoredWheel(item));
  if (modules.length > 0) {
    found.push(
      `--additional-python-modules is not installed locally: ${interpreter.executable} -m pip install ${modules.join(' ')}`,
    );
  }
  if (!isSpark(job) && listArgument(args, '--extra-jars').length > 0) {
    found.push('--extra-jars is not used: a Python shell job has no Java');
  }
  if (isSpark(job) && args['--user-jars-first'] === 'true') {
    found.push("--user-jars-first is not used: --extra-jars come after Spark's own");
  }
  return found;
}
