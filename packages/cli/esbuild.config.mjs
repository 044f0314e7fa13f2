import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

rmSync(here('dist'), { recursive: true, force: true });

const result = await build({
  absWorkingDir: here('.'),
  entryPoints: { gluepipeline: 'src/bin.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  mainFields: ['module', 'main'],
  platform: 'node',
  target: 'node20',
  format: 'esm',
  conditions: ['@gluepipeline/source'],
  legalComments: 'linked',
  alias: {
    'string-width': here('shims/string-width.cjs'),
    'strip-ansi': here('shims/strip-ansi.cjs'),
  },
  // Node reads the folders of assets relative to the bundle; in a source tree each package finds its own.
  define: { 'process.env.GLUEPIPELINE_BUNDLED': '"yes"' },
  banner: {
    // CommonJS packages in an ES bundle: the names that Node gives a module of theirs.
    js: 'import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url); const __filename = import.meta.filename, __dirname = import.meta.dirname;',
  },
});

cpSync(here('../local/python'), here('dist/python'), { recursive: true, filter: (path) => !path.includes('__pycache__') });
cpSync(here('../project/templates'), here('dist/templates'), { recursive: true });

export const metafile = result.metafile;
