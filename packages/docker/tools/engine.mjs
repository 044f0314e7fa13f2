import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Whether a Docker engine answers; the client alone is no engine. */
export const dockerAnswers = () => succeeds('docker', ['version', '--format', '{{.Server.Version}}']);

/** Whether this command can be started and ends well. */
export function succeeds(command, words) {
  return spawnSync(command, words, { stdio: 'ignore', timeout: 60_000 }).status === 0;
}

/** Runs a command, its output to the terminal; throws where it fails. */
export function show(command, words, options = {}) {
  execFileSync(command, words, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
}

/** Runs a command and gives its stdout, trimmed; throws where it fails. */
export function ask(command, words, options = {}) {
  return execFileSync(command, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options }).trim();
}

/** Where everything that can be made again is kept: the images of buildah and the stand-in bases. */
export function cacheFolder() {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'gluepipeline-image');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The words with which buildah works inside a container too: its own storage, and vfs where the kernel grants no overlay. */
export function buildahWords() {
  driver ??= ['overlay', 'vfs'].find((name) => succeeds('buildah', [...storage(name), 'info']));
  return storage(driver ?? 'vfs');
}

let driver;

function storage(name) {
  const folder = join(cacheFolder(), name);
  return [`--storage-driver=${name}`, '--root', join(folder, 'storage'), '--runroot', join(folder, 'run')];
}
