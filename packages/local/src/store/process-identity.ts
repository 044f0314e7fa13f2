import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { kill, platform } from 'node:process';
import { hasCode } from '../errors.ts';
import { isObject } from '../json.ts';

/** Names one process: the pid alone is not enough, since pids come round again (in a container it is always 1). */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, where the system tells (Linux: boot id and ticks; macOS: what ps says), else absent. */
  readonly start?: string | undefined;
}

/** The identity of a process that runs now. */
export function identityOf(pid: number): ProcessIdentity {
  const start = startOf(pid);
  return start == null ? { pid } : { pid, start };
}

/** True while that very process runs; a later process with the same pid does not count where start times are known. */
export function isAlive(identity: ProcessIdentity): boolean {
  try {
    kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (!hasCode(error, 'EPERM')) {
      return false;
    }
  }
  const start = startOf(identity.pid);
  return start == null || identity.start == null || start === identity.start;
}

/** Reads an identity that was written down; undefined for anything else. */
export function parseIdentity(value: unknown): ProcessIdentity | undefined {
  if (!isObject(value) || typeof value.pid !== 'number' || !(value.pid > 0)) {
    return undefined;
  }
  return typeof value.start === 'string' ? { pid: value.pid, start: value.start } : { pid: value.pid };
}

function startOf(pid: number): string | undefined {
  try {
    if (platform === 'darwin') {
      return execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
    }
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The command name, in brackets, may hold spaces: count fields from behind it. Field 22 is the start time.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie runs no more; its parent just has not looked.
    return fields[0] === 'Z' ? 'ended' : `${boot}:${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}
