import path from 'node:path';
import type { Context } from '../glue/handler.ts';
import { closedToGlue } from '../iam/trust.ts';
import type { Containers } from './docker/containers.ts';
import type { Surroundings } from './prepare.ts';
import { cachedProbe, probe } from './probe.ts';
import type { RunSettings } from './settings.ts';

/** What is around the runs of a server; asked for when one begins, as the server listens only then. */
export function surroundings(
  context: Context,
  settings: Required<RunSettings>,
  containers: Containers | undefined,
  closed: AbortSignal,
): () => Surroundings {
  const ask = cachedProbe((python) => probe(python, closed));
  return () => ({
    objects: context.objects,
    endpoint: context.endpoint(),
    python: interpreterPath(context.python),
    pythonFolder: settings.pythonFolder,
    workingFolder: settings.workingFolder,
    outerEnvironment: settings.environment,
    probe: ask,
    closedRole: (role) => closedToGlue(context, role),
    now: () => context.clock.now(),
    containers,
  });
}

/** Scripts run in a folder of their own, so a relative path is resolved here; a bare name is looked up in PATH. */
function interpreterPath(python: string): string {
  return python.includes(path.sep) ? path.resolve(python) : python;
}
