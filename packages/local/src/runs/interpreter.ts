import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listArgument, toArgv } from './arguments.ts';
import { bareEnvironment, endpointEnvironment, sparkEnvironment } from './environment.ts';
import type { Host, RunFile } from './host.ts';
import { jarAddresses } from './jars.ts';
import { isSpark, missingFor, notes } from './kinds.ts';
import type { Attempt, Surroundings } from './prepare.ts';
import { startScript } from './process.ts';

/** The interpreter of this machine that `python` names, where it has what the job needs. */
export async function onInterpreter({ job, args, folder }: Attempt, around: Surroundings): Promise<Host> {
  const interpreter = await around.probe(around.python, isSpark(job));
  const missing = missingFor(job, around.python, interpreter);
  if (interpreter == null || missing != null) {
    return { kind: 'refused', reason: missing ?? `${around.python} could not be started` };
  }
  return {
    kind: 'ready',
    async launch({ script, modules }) {
      const jars = jarAddresses(modules.jars);
      if (jars.kind === 'refused') {
        return jars;
      }
      const runFile: RunFile = {
        script,
        argv: toArgv(args),
        failure: folder.failureFile,
        owned: [folder.script, folder.modules, folder.unpacked],
        wheels: modules.wheels,
      };
      await writeFile(folder.runFile, JSON.stringify(runFile), { mode: 0o600 });
      const alone = around.workingFolder == null || listArgument(args, '--extra-files').length > 0;
      return {
        kind: 'ready',
        notes: notes(job, args, interpreter),
        start: (output) =>
          startScript({
            ...output,
            // The interpreter itself: what stands for it in PATH (pyenv, asdf) may mean another one in another folder.
            python: interpreter.executable,
            watcher: path.join(around.pythonFolder, 'runner', 'watch.py'),
            launcher: path.join(around.pythonFolder, 'runner', 'launch.py'),
            runFile: folder.runFile,
            folder: alone ? folder.work : around.workingFolder,
            environment: {
              ...bareEnvironment(around.outerEnvironment, folder),
              ...endpointEnvironment(around.endpoint),
              ...(isSpark(job) ? sparkEnvironment(interpreter.executable, jars.addresses) : {}),
              ...(interpreter.userBase == null ? {} : { PYTHONUSERBASE: interpreter.userBase }),
              ...(job.GlueVersion == null ? {} : { GLUEPIPELINE_GLUE_VERSION: job.GlueVersion }),
              PYTHONPATH: [around.pythonFolder, ...modules.places].join(path.delimiter),
            },
          }),
      };
    },
  };
}
