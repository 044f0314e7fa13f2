import { argv } from 'node:process';
import { engineWith } from '../../src/runs/engine.ts';
import { serve } from '../../src/server/serve.ts';

/** A server in a process of its own, for tests that kill it: bundled and started by `isolation/apart.ts`. */
const [, , folder, pythonFolder] = argv;
if (folder == null || pythonFolder == null) {
  throw new Error('usage: served FOLDER PYTHON_FOLDER');
}
const { url, region, accessKeyId, secretAccessKey } = await serve({ folder, engine: engineWith({ pythonFolder }) });
process.stdout.write(`${JSON.stringify({ url, region, accessKeyId, secretAccessKey })}\n`);
