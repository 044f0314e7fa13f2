import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { goThroughExample } from '../library/example.ts';
import { copyOfExample, libraries, pack, root, said, scratch } from '../library/packed.ts';

jest.setTimeout(600_000);

const tarballs = scratch('tarballs');
const project = copyOfExample('library');

/** The example as somebody has it who takes the packages from a registry: theirs are the tarballs. */
beforeAll(() => {
  const files = pack(tarballs, libraries);
  const manifest = join(project, 'package.json');
  const written = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  const packages = Object.fromEntries(libraries.map((name) => [`@gluepipeline/${name}`, `file:${files[name] ?? ''}`]));
  writeFileSync(manifest, JSON.stringify({ ...written, dependencies: packages }));
  const installed = said('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], project);
  expect({ ...installed, stdout: '', stderr: installed.exitCode === 0 ? '' : installed.stderr }).toMatchObject({
    exitCode: 0,
    stderr: '',
  });
});

afterAll(() => [tarballs, project].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The Node that a bench is run on as well, from npm; this one where it is that already. */
function newerNode(): string {
  const file = pathToFileURL(join(root, 'tools/bench/node24.mjs')).href;
  const code = `import { node24 } from '${file}'; console.log(JSON.stringify(node24(${JSON.stringify(root)})));`;
  const { stdout } = said(process.execPath, ['--input-type=module', '--eval', code], root);
  const { binary, reason } = JSON.parse(stdout) as { binary?: string; reason?: string };
  if (binary == null && !process.version.startsWith('v24.')) {
    throw new Error(reason);
  }
  return binary ?? process.execPath;
}

describe('the packages, installed by npm into an empty project', () => {
  it('do what examples/library does with them on this Node', () => {
    goThroughExample(project, process.execPath);
  });

  it('do it on Node 24: ESM, require and TypeScript', () => {
    const node = newerNode();
    expect(said(node, ['--version'], project).stdout).toMatch(/^v24\./);
    rmSync(join(project, 'inventory.json'));
    writeFileSync(join(project, 'pipeline/scripts/load.py'), 'print("load")\n');
    goThroughExample(project, node);
  });

  it('have types without an error, looked at with everything that they import', () => {
    const tsc = said(process.execPath, ['node_modules/typescript/bin/tsc', '--skipLibCheck', 'false'], project);
    expect(tsc).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});
