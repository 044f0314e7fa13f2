import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { until } from './until.ts';

/** Waits until a process runs no more; a zombie that nobody has reaped yet does not run. */
export async function expectGone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(1);
  await until(`process ${pid} is gone`, () => !alive(pid));
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    // No /proc (macOS), or gone this moment: the next look tells.
    return true;
  }
}
