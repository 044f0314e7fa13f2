import { argv, env } from 'node:process';
import { Docker } from '../../src/runs/docker/client.ts';
import { engineWith } from '../../src/runs/engine.ts';
import { serve } from '../../src/server/serve.ts';

/** A server in a process of its own, for tests that kill it: bundled and started by `isolation/apart.ts`. */
const [, , folder, pythonFolder] = argv;
if (folder == null || pythonFolder == null) {
  throw new Error('usage: served FOLDER PYTHON_FOLDER');
}
const docker = env.GLUEPIPELINE_TEST_RUNNER === 'docker' ? await Docker.find(env) : undefined;
const { url, region, accessKeyId, secretAccessKey } = await serve({
  folder,
  engine: engineWith({ pythonFolder, docker }),
});
process.stdout.write(`${JSON.stringify({ url, region, accessKeyId, secretAccessKey })}\n`);
