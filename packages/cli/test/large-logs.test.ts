import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { engineWith, serve } from '@gluepipeline/local';
import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from './harness.ts';

const mebibyte = 2 ** 20;

/** The environment of the tests without what only they have. */
const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_OPTIONS'));

/**
 * Tells the most memory that the process had, in KiB. Linux tells it of the program itself in VmHWM alone: maxRSS counts
 * what the process that started it had before, too.
 */
const peakHook = `process.on('exit', () => {
  const { existsSync, readFileSync, writeSync } = require('fs');
  const own = existsSync('/proc/self/status') && /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  writeSync(2, 'peak ' + (own ? own[1] : process.resourceUsage().maxRSS));
});`;

/** Prints a line a million times over a run's log: 100 MB and more. */
function enlarge(log: string): number {
  const piece = Array.from({ length: 10_000 }, (__, at) => `row ${String(at)} ${'order written '.repeat(7)}\n`).join(
    '',
  );
  while (statSync(log).size < 100 * mebibyte) {
    appendFileSync(log, piece);
  }
  return readFileSync(log).filter((byte) => byte === 10).length;
}

describe('a log of 100 MB', () => {
  it('is shown whole, in less than 150 MB of memory', async () => {
    const cwd = folderWith({
      ...chain({ extract: 'print("first")' }),
      'peak.cjs': peakHook,
    });
    const dist = folderWith();
    spawnSync(process.execPath, [fileURLToPath(new URL('../esbuild.config.mjs', import.meta.url)), dist], {
      env: clean,
    });
    const folder = join(cwd, '.gluepipeline', 'local');
    // A server of its own process, as with `local start`: what the command itself holds is to be measured.
    const server = await serve({ folder, engine: engineWith({}) });
    try {
      await gluepipeline(['deploy', '--local', '-q'], { cwd });
      const { json } = await gluepipeline(['run', 'extract', '--local', '--json'], { cwd });
      const { runs } = json as { runs: { id: string }[] };
      const lines = enlarge(join(folder, 'runs', runs[0]?.id ?? '', 'output.log'));
      const child = spawn(
        process.execPath,
        ['--require', './peak.cjs', join(dist, 'gluepipeline.cjs'), 'logs', 'extract', '--local', '--stream', 'output'],
        { cwd, env: clean, stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let shown = 0;
      child.stdout.on('data', (bytes: Buffer) => (shown += bytes.filter((byte) => byte === 10).length));
      let stderr = '';
      child.stderr.on('data', (text) => (stderr += String(text)));
      await once(child, 'close');
      const peak = Number(/^peak (\d+)$/.exec(stderr)?.[1]) / 1024;
      expect({ shown, small: peak < 150 || peak }).toEqual({ shown: lines, small: true });
    } finally {
      await server.stop();
    }
  }, 300_000);
});
