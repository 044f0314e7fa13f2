import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll } from '@jest/globals';

import { imageConfig, imageRoot } from '../shim/images.mjs';

/** Whether a real engine runs the containers, on the real bases. */
export const realEngine = process.env.GLUEPIPELINE_IMAGE_ENGINE === 'docker';

const scratch: string[] = [];
afterAll(() => scratch.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An empty folder that belongs to a user, and that others may read. */
export function folderOf(uid: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-image-'));
  scratch.push(folder);
  chownSync(folder, uid, uid);
  chmodSync(folder, 0o755);
  return folder;
}

/** What a command came to. */
export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command without a shell, with nothing of AWS in its environment but what is given. */
export function ran(
  command: string,
  words: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Ran {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_') && name !== 'NODE_OPTIONS');
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd: options.cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...Object.fromEntries(kept), ...options.env },
  });
  return { exitCode: status, stdout, stderr };
}

/** `docker run --rm` with the words of docker before the image and those of gluepipeline after it. */
export const docker = (...words: readonly string[]): Ran => ran('docker', ['run', '--rm', ...words]);

/** A container on a bind mount, as a user. */
export function inside(image: string, uid: number, folder: string, ...words: readonly string[]): Ran {
  return docker('-u', `${uid}:${uid}`, '-v', `${folder}:/workspace`, image, ...words);
}

/** Every file of a folder with its owner, links not followed. */
export function ownersOf(folder: string): ReadonlySet<number> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Set(entries.map((entry) => lstatSync(join(folder, entry)).uid));
}

/** What an image says about itself. */
export interface ImageConfig {
  readonly User: string;
  readonly WorkingDir: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly Volumes: Readonly<Record<string, object>>;
  readonly Labels: Readonly<Record<string, string>>;
}

/** The configuration of an image. */
export function configOf(image: string): ImageConfig {
  return realEngine
    ? (JSON.parse(ran('docker', ['image', 'inspect', '--format', '{{json .Config}}', image]).stdout) as ImageConfig)
    : (imageConfig(image) as ImageConfig);
}

/** The files of an image as a folder. */
export function filesOf(image: string): string {
  if (!realEngine) {
    return imageRoot(image);
  }
  const folder = folderOf(0);
  const id = ran('docker', ['create', image]).stdout.trim();
  const tar = join(folder, 'image.tar');
  ran('docker', ['export', '-o', tar, id]);
  ran('docker', ['rm', id]);
  ran('tar', ['-xf', tar, '-C', folder]);
  rmSync(tar);
  return folder;
}

/** Prints what a test has measured, for whoever reads the log. */
export function measured(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** All paths below a folder with their sizes in bytes; folders end in a slash and count nothing. */
export function listing(folder: string): ReadonlyMap<string, number> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .map((entry): [string, number] => {
        const path = join(entry.parentPath, entry.name);
        const name = `/${path.slice(folder.length).replace(/^\//, '')}`;
        return entry.isDirectory() ? [`${name}/`, 0] : [name, entry.isFile() ? lstatSync(path).size : 0];
      })
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
