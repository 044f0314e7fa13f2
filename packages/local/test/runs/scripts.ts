import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Arguments, Job } from '../../src/glue/records.ts';
import { mergedArguments } from '../../src/runs/arguments.ts';
import { runAttempt } from '../../src/runs/attempt.ts';
import type { AttemptLimits, RunningAttempt } from '../../src/runs/attempt.ts';
import { runFolder } from '../../src/runs/folder.ts';
import { probe } from '../../src/runs/probe.ts';
import { scratchFolder } from './scratch.ts';

/** The package's python/ folder. */
export const pythonFolder = fileURLToPath(new URL('../../python', import.meta.url));

/** A python shell job with a script at s3://b/job.py. */
export const shellJob = (changes: Partial<Job> = {}): Job => ({
  Name: 'job',
  Command: { Name: 'pythonshell', ScriptLocation: 's3://b/job.py', PythonVersion: '3' },
  CreatedOn: 0,
  LastModifiedOn: 0,
  ...changes,
});

/** Runs a script text once, outside any server. */
export function runScript(
  text: string,
  given: {
    readonly job?: Partial<Job>;
    readonly args?: Arguments;
    readonly objects?: Readonly<Record<string, string | Buffer>>;
    readonly environment?: Readonly<Record<string, string>>;
    readonly python?: string;
    readonly workingFolder?: string;
    readonly limits?: Partial<AttemptLimits>;
    readonly onRunning?: () => void;
  } = {},
): RunningAttempt & { log(stream: 'output' | 'error'): Promise<string>; readonly root: string } {
  const folder = runFolder(scratchFolder(), 'jr_1');
  const objects: Record<string, string | Buffer> = { 'b/job.py': text, ...given.objects };
  const job = shellJob(given.job);
  const running = runAttempt(
    { job, args: mergedArguments(job, given.args ?? {}), folder },
    {
      objects: {
        read: (bucket, key) => {
          const content = objects[`${bucket}/${key}`];
          return content == null ? undefined : Readable.from([Buffer.from(content)]);
        },
      },
      endpoint: { url: 'http://127.0.0.1:1', accessKeyId: 'local', secretAccessKey: 'key', region: 'eu-west-1' },
      python: given.python ?? 'python3',
      pythonFolder,
      workingFolder: given.workingFolder,
      outerEnvironment: { PATH: process.env.PATH, ...given.environment },
      probe: (python) => probe(python),
      closedRole: () => undefined,
    },
    { timeout: 60_000, timeoutMessage: 'too long', logLimit: 100_000, grace: 300, ...given.limits },
    given.onRunning ?? (() => undefined),
  );
  return {
    ...running,
    root: folder.root,
    log: (stream) => readFile(stream === 'output' ? folder.outputLog : folder.errorLog, 'utf8'),
  };
}
