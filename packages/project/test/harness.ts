import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, jest } from '@jest/globals';

import { type ConnectOptions, type DeployOptions, readConfigFile, soundConfig } from '../src/index.ts';
import { openSession, type Session } from '../src/session.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// The first test of a file loads everything that a deployment needs, on a machine that may be busy.
jest.setTimeout(120_000);

const folders: string[] = [];

/** A folder of its own for one test, with files in it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gluepipeline-project-')));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The embedded endpoint of the config's folder. */
export const local: ConnectOptions = { local: true, env: {} };

/** A deployment to the embedded endpoint that nobody has to agree to. */
export function deployment(cwd: string, more: Partial<DeployOptions> = {}): DeployOptions {
  return {
    place: { cwd, env: {} },
    overrides: {},
    connect: local,
    confirm: () => Promise.resolve(true),
    toolVersion: '1.2.3',
    ...more,
  };
}

/** A config as text. */
export function config(more: object): string {
  return JSON.stringify({ pipeline_name: 'sales', glue_version: '6.0', role: 'GlueRole', ...more });
}

/** A session of its own, for looking at what a deployment left. */
export async function look<T>(cwd: string, use: (session: Session) => Promise<T>): Promise<T> {
  const place = { cwd, env: {} };
  const session = await openSession(readConfigFile(place), (await soundConfig(place)).pipeline, local);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}
