import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The Node that the targets are for, from npm; nothing, with the reason, where it cannot be had. */
export function node24(root) {
  if (process.version.startsWith('v24.')) {
    return { reason: 'it is the Node that runs this' };
  }
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = join(root, 'node_modules/.cache/gluepipeline-bench');
  const binary = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    const words = [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      `${name}@24`,
    ];
    const { status, stderr } = spawnSync('npm', words, {
      encoding: 'utf8',
      cwd: folder,
      shell: process.platform === 'win32',
    });
    if (status !== 0 || !existsSync(binary)) {
      return { reason: `npm cannot install ${name}@24: ${(stderr ?? '').trim().split('\n').at(-1) ?? ''}` };
    }
  }
  const { stdout, status } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return status === 0 ? { binary, version: stdout.trim() } : { reason: `${binary} does not run here` };
}
