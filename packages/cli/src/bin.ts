#!/usr/bin/env node
import { writeSync } from 'node:fs';

import { version } from './version.ts';

const argv = process.argv.slice(2);

// The most asked question is answered before anything else is loaded.
if (argv.length === 1 && argv[0] === '--version') {
  writeSync(1, `${version}\n`);
} else {
  const { runProcess } = await import('./process.ts');
  await runProcess(argv, version);
}
