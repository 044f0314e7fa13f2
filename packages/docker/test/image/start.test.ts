import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { docker, filesOf, measured, ran } from './harness.ts';

/** The wall time of a command, in milliseconds. */
function timed(command: string, words: readonly string[]): number {
  const begun = process.hrtime.bigint();
  const { exitCode } = ran(command, words);
  const milliseconds = Number(process.hrtime.bigint() - begun) / 1e6;
  expect(exitCode).toBe(0);
  return milliseconds;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

describe('how fast it starts', () => {
  it('--version in the root file system of the container takes at most 1.15 times what it takes outside', () => {
    const root = filesOf('gluepipeline');
    const rounds = Array.from({ length: 41 }, () => {
      // Both through chroot, so that nothing but the file system differs.
      const inner = timed('chroot', [root, '/nodejs/bin/node', '/opt/gluepipeline/gluepipeline.cjs', '--version']);
      const outer = timed('chroot', [
        '/',
        join(root, 'nodejs/bin/node'),
        join(root, 'opt/gluepipeline/gluepipeline.cjs'),
        '--version',
      ]);
      return { inner, outer };
    });
    const inner = median(rounds.map((round) => round.inner));
    const outer = median(rounds.map((round) => round.outer));
    measured(
      `--version: ${inner.toFixed(1)} ms in the container's files, ${outer.toFixed(1)} ms outside: ${(inner / outer).toFixed(2)} times`,
    );
    expect(inner / outer).toBeLessThanOrEqual(1.15);
  }, 120_000);

  it('a container from start to end takes less than two seconds', () => {
    docker('gluepipeline', '--version');
    const runs = Array.from({ length: 5 }, () => timed('docker', ['run', '--rm', 'gluepipeline', '--version']));
    measured(`a container that says its version, from start to end: ${median(runs).toFixed(0)} ms`);
    expect(median(runs)).toBeLessThan(2000);
  }, 120_000);
});
