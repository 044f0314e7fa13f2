import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { blocksIn, goThroughExample } from './example.ts';
import { copyOfExample, installOffline, libraries, pack, root, said, scratch } from './packed.ts';

jest.setTimeout(120_000);

const tarballFolder = scratch('tarballs');
const project = copyOfExample('library');
let tarballs: Readonly<Record<string, string>> = {};

beforeAll(() => {
  tarballs = pack(tarballFolder, libraries);
  installOffline(project, tarballs);
});

afterAll(() => [tarballFolder, project].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** What a line of JavaScript prints as JSON, as a module or as CommonJS. */
function evaluated(code: string, type: 'module' | 'commonjs'): unknown {
  const { exitCode, stdout, stderr } = said(process.execPath, [`--input-type=${type}`, '--eval', code], project);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('the packages as they are published', () => {
  it('do what examples/library does with them: ESM, CommonJS and TypeScript', () => {
    goThroughExample(project, process.execPath);
  });

  it.each(['core', 'project'])('do what the README of %s shows, and print what it says', (name) => {
    const blocks = blocksIn(readFileSync(join(root, 'packages', name, 'README.md'), 'utf8'));
    expect(blocks.length).toBeGreaterThan(1);
    for (const { code, prints } of blocks) {
      writeFileSync(join(project, 'readme.mjs'), code);
      const { exitCode, stdout, stderr } = said(process.execPath, ['readme.mjs'], project);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(prints.filter((line) => !stdout.includes(line))).toEqual([]);
    }
  });

  it.each(libraries)('%s gives the same names to import and to require', (name) => {
    const print = 'console.log(JSON.stringify(Object.keys(all).filter((name) => name !== "__esModule").sort()))';
    const imported = evaluated(`const all = await import('@gluepipeline/${name}'); ${print}`, 'module');
    const required = evaluated(`const all = require('@gluepipeline/${name}'); ${print}`, 'commonjs');
    expect(imported).toEqual(required);
    expect((imported as string[]).length).toBeGreaterThan(2);
  });

  it.each(libraries)('%s lets nothing else be reached', (name) => {
    const paths = ['dist/index.js', 'src/index.ts', 'dist/errors.js', 'index.js'];
    const code = `const codes = [];
      for (const path of ${JSON.stringify(paths)}) {
        codes.push(await import('@gluepipeline/${name}/' + path).then(() => 'found', (error) => error.code));
      }
      console.log(JSON.stringify(codes));`;
    expect(evaluated(code, 'module')).toEqual(paths.map(() => 'ERR_PACKAGE_PATH_NOT_EXPORTED'));
  });

  it.each(libraries)('%s resolves for every kind of importer (publint, are the types wrong)', (name) => {
    const tarball = tarballs[name] ?? '';
    const bin = (command: string) => join(root, 'node_modules/.bin', command);
    expect(said(bin('publint'), ['--strict', tarball], root)).toMatchObject({ exitCode: 0 });
    // An ES module that CommonJS requires is what is meant here: Node 20.19, 22.12 and later do it.
    const words = [tarball, '--profile', 'node16', '--ignore-rules', 'cjs-resolves-to-esm'];
    expect(said(bin('attw'), words, root)).toMatchObject({ exitCode: 0 });
  });

  it.each(libraries)('%s holds what it needs and no tests', (name) => {
    const files = execFileSync('tar', ['-tzf', tarballs[name] ?? ''], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(files).toEqual(
      expect.arrayContaining(['package/README.md', 'package/dist/index.js', 'package/dist/index.d.ts']),
    );
    expect(
      files.filter(
        (file) =>
          !/^package\/(dist|src|schema|python|templates)\/|^package\/(README\.md|LICENSE|package\.json)$/.test(file),
      ),
    ).toEqual([]);
    expect(files.filter((file) => /\.test\.|__pycache__|tsbuildinfo/.test(file))).toEqual([]);
  });
});
