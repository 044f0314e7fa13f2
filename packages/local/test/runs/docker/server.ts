import { afterEach } from '@jest/globals';
import { runLog } from '../../../src/runs/client.ts';
import { Docker } from '../../../src/runs/docker/client.ts';
import type { RunSettings } from '../../../src/runs/settings.ts';
import { startLocal } from '../local.ts';
import type { RunningLocal } from '../local.ts';
import type { FakeDocker } from './fake.ts';

const open: RunningLocal[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((local) => local.stop()));
});

/** A server that runs Spark jobs in containers; it ends with the test. */
export async function served(fake: FakeDocker, settings: RunSettings = {}, folder?: string): Promise<RunningLocal> {
  const local = await startLocal({ grace: 300, docker: await Docker.find(fake.environment), ...settings }, { folder });
  open.push(local);
  return local;
}

/** What makes a job `load` a Spark job. */
export const spark = (version = '5.0') => ({
  Command: { Name: 'glueetl', ScriptLocation: 's3://scripts/load.py' },
  GlueVersion: version,
});

/** One output of a run. */
export async function logOf(local: RunningLocal, id: string | undefined, stream: 'output' | 'error'): Promise<string> {
  return (await runLog(local.endpoint, id ?? '', stream))?.text ?? '';
}
