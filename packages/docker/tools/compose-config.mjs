#!/usr/bin/env node
// node tools/compose-config.mjs [file]: judges docker-compose.yml by the schema of the compose specification and by dclint's
// rules, and where the compose plugin of Docker is there, by that too. No engine is needed.
import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const file = process.argv[2] ?? join(here, 'docker-compose.yml');
const manifest = createRequire(import.meta.url).resolve('dclint/package.json');
const config = join(here, '.dclintrc.json');

const dclint = spawnSync(
  process.execPath,
  [join(dirname(manifest), 'bin/dclint.cjs'), '--config', config, '--max-warnings', '0', file],
  {
    stdio: 'inherit',
  },
);
if (dclint.status !== 0) {
  process.exit(1);
}
console.log('docker-compose.yml is as the compose specification has it');

if (spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status === 0) {
  execFileSync('docker', ['compose', '--file', file, '--profile', 'local', 'config', '--quiet'], {
    stdio: 'inherit',
    env: { GLUEPIPELINE_WORKSPACE: here, ...process.env },
  });
  console.log('and docker compose reads it');
} else {
  console.log('docker compose is not installed here: it was not asked');
}
