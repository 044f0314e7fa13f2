// node build.mjs folder: the processes that the sweep kills, as files that node starts at once.
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

await build({
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  entryPoints: { deployer: 'deployer.ts', endpoint: 'endpoint.ts' },
  outdir: process.argv[2],
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  conditions: ['@gluepipeline/source', 'module'],
  // What comes as CommonJS asks for Node's own modules, and where it is.
  banner: {
    js: [
      "import { createRequire } from 'node:module';",
      'const require = createRequire(import.meta.url);',
      "const __filename = require('node:url').fileURLToPath(import.meta.url);",
    ].join('\n'),
  },
  logLevel: 'error',
});
