import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { LocalServer } from '../../src/server/serve.ts';
import { pythonFolder } from '../runs/scripts.ts';

/** A server in a process of its own. */
export interface ServerApart {
  readonly process: ChildProcess;
  readonly address: Pick<LocalServer, 'url' | 'accessKeyId' | 'secretAccessKey' | 'region'>;
}

/** Bundles `runs/served.ts` into a folder, and gives what starts it there, with an environment of one's own. */
export async function serverBundle(
  into: string,
): Promise<(folder: string, environment?: Readonly<Record<string, string | undefined>>) => Promise<ServerApart>> {
  const outfile = path.join(into, 'served.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('../runs/served.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    // What the CommonJS packages inside expect; the command's own bundle needs the same.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url); const __filename = import.meta.filename;',
    },
  });
  return async (folder, environment = process.env) => {
    const child = spawn(process.execPath, [outfile, folder, pythonFolder], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { process: child, address: JSON.parse(line) as ServerApart['address'] };
  };
}
