import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The commit that a folder is at, with `-dirty` where tracked files differ from it; nothing outside a repository, before
 * its first commit, or where there is no git.
 */
export async function commitOf(folder: string): Promise<string | undefined> {
  try {
    // No tag is ever taken for the name: only the commit says exactly what it is.
    const words = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
    const { stdout } = await promisify(execFile)('git', words, { cwd: folder, timeout: 10_000, windowsHide: true });
    const [, commit] = /^([0-9a-f]{40}(?:-dirty)?)\s*$/.exec(stdout) ?? [];
    return commit;
  } catch {
    return undefined;
  }
}
