import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { RunFolder } from '../folder.ts';

/** The folders of a run in its container: what is read, what the launcher writes, and what goes with the container. */
export const inside = { run: '/gluepipeline/run', notes: '/gluepipeline/notes', own: '/tmp/gluepipeline' };

/** Where a container sees a file of the run's folder; wheels are unpacked where nothing of them stays. */
export function seen({ root, unpacked }: RunFolder, file: string): string {
  const names = path.relative(root, file).split(path.sep);
  return path.posix.join(names[0] === path.basename(unpacked) ? inside.own : inside.run, ...names);
}

/** The launcher and the watcher, beside what a run has fetched. */
export function runnerFolder({ root }: RunFolder): string {
  return path.join(root, 'runner');
}

/**
 * Lets the image's user, whose number is not ours, read what a run needs and write its notes. Nobody else of this
 * machine gets there: the folder of state around it is for its owner alone.
 */
export async function openFolder(folder: RunFolder, pythonFolder: string): Promise<void> {
  const runner = runnerFolder(folder);
  await mkdir(runner, { recursive: true });
  for (const name of ['launch.py', 'watch_container.py']) {
    await copyFile(path.join(pythonFolder, 'runner', name), path.join(runner, name));
  }
  await chmod(folder.root, 0o755);
  await chmod(folder.runFile, 0o644);
  await chmod(folder.notes, 0o777);
  for (const each of [runner, folder.script, folder.modules, folder.work]) {
    await openAll(each);
  }
}

async function openAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    await (entry.isDirectory() ? openAll(file) : chmod(file, 0o644));
  }
}
