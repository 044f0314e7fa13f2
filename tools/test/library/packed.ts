import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What strangers import, lowest first. */
export const libraries = ['core', 'aws', 'local', 'project'] as const;

/** What a program said, and how it ended. */
export interface Said {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with nothing of this machine's AWS settings. */
export function said(program: string, words: readonly string[], cwd: string): Said {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_NO_WARNINGS: '1' };
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, env, encoding: 'utf8' });
  return { exitCode: status, stdout, stderr };
}

/** A folder that the system forgets. */
export function scratch(name: string): string {
  return mkdtempSync(join(tmpdir(), `gluepipeline-${name}-`));
}

/** The tarball of each package, as it would be published; it must have been built. */
export function pack(into: string, packages: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    packages.map((name) => {
      const words = ['pack', '--json', '--offline', '--ignore-scripts', '--pack-destination', into];
      const output = execFileSync('npm', words, { cwd: join(root, 'packages', name), encoding: 'utf8' });
      const [packed] = JSON.parse(output) as { filename: string }[];
      return [name, join(into, (packed?.filename ?? '').replace('@', '').replace('/', '-'))];
    }),
  );
}

/** A copy of an example in an empty folder, without anything that was installed or built there. */
export function copyOfExample(name: string): string {
  const folder = scratch(name);
  const left = new Set(['node_modules', 'dist']);
  cpSync(join(root, 'examples', name), folder, {
    recursive: true,
    filter: (path) => !left.has(path.split('/').at(-1) ?? ''),
  });
  return folder;
}

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * Installs without a network: the packages from their tarballs, and beside them exactly what they and the project
 * declare, linked from the workspace in the version that is declared. What is not declared is not found.
 */
export function installOffline(project: string, tarballs: Readonly<Record<string, string>>): void {
  const modules = join(project, 'node_modules');
  const places = [project];
  for (const [name, tarball] of Object.entries(tarballs)) {
    const place = join(modules, '@gluepipeline', name);
    mkdirSync(place, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', place, '--strip-components=1']);
    places.push(place);
  }
  for (const place of places) {
    const { dependencies, devDependencies } = manifestIn(place);
    // Those of a package itself are for its makers.
    const wanted = { ...dependencies, ...(place === project ? devDependencies : {}) };
    for (const [dependency, version] of Object.entries(wanted)) {
      link(dependency, version, modules);
    }
  }
}

function link(dependency: string, version: string, modules: string): void {
  const place = join(modules, dependency);
  if (existsSync(place)) {
    return;
  }
  const found = ['', ...libraries.map((name) => join('packages', name))]
    .map((folder) => join(root, folder, 'node_modules', dependency))
    .find((folder) => existsSync(folder) && (/^[~^]/.test(version) || manifestIn(folder).version === version));
  if (found == null) {
    throw new Error(`the workspace has no ${dependency} ${version}`);
  }
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(found, place);
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
