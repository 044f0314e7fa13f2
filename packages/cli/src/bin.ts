#!/usr/bin/env node
import { version } from './version.ts';

const argv = process.argv.slice(2);

// The most asked question is answered before anything else is loaded.
if (argv.length === 1 && argv[0] === '--version') {
  process.getBuiltinModule('node:fs').writeSync(1, `${version}\n`);
} else {
  keepCompiled();
  // Not awaited here: as CommonJS, which Node starts faster, this file cannot wait.
  void import('./process.ts').then(({ runProcess }) => runProcess(argv, version));
}

/** From Node 22.1 on, what V8 made of our code is kept for the next start, under the folder for temporary files. */
function keepCompiled(): void {
  const { enableCompileCache } = process.getBuiltinModule('node:module') as { enableCompileCache?: () => unknown };
  enableCompileCache?.();
}
