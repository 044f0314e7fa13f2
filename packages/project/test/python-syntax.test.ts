import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { validate } from '../src/index.ts';
import { pythonProgram } from '../src/python-syntax.ts';
import { config, folderWith } from './harness.ts';

const job = { name: 'load', script: 'load.py', type: 'pythonshell' };
const env = { PATH: process.env.PATH };

async function syntaxIssues(script: string, strict = false, more: Readonly<Record<string, string>> = {}) {
  const cwd = folderWith({ 'config.json': config({ jobs: [job] }), 'load.py': script });
  const { issues } = await validate({ cwd, env: { ...env, ...more } }, {}, { strict });
  return issues.filter(({ code }) => code === 'GP293').map(({ message }) => message);
}

/** A python that writes down that it was asked, and has nothing to say. */
function spy(): { python: string; wasAsked: () => boolean } {
  const folder = folderWith({ python: '#!/bin/sh\nprintf "%s\\n" "$@" > "$(dirname "$0")/asked"\n' });
  chmodSync(join(folder, 'python'), 0o755);
  return { python: join(folder, 'python'), wasAsked: () => existsSync(join(folder, 'asked')) };
}

describe('validate of scripts', () => {
  it('names the line that Python does not understand, in its words', async () => {
    expect(await syntaxIssues('import sys\nif sys.argv\n    print(1)\n')).toEqual([
      'the script of job "load" is no Python: load.py:2: expected \':\'',
    ]);
  });

  it('says nothing of a script that Python takes, though it looks odd', async () => {
    expect(await syntaxIssues('from ...x import y\n')).toEqual([]);
  });

  it('shows sound looking scripts to Python only with --strict and in CI', async () => {
    const odd = 'def f(a, a):\n    pass\n';
    expect(await syntaxIssues(odd)).toEqual([]);
    const said = ['the script of job "load" is no Python: load.py:1: duplicate argument \'a\' in function definition'];
    expect(await syntaxIssues(odd, true)).toEqual(said);
    expect(await syntaxIssues(odd, false, { CI: 'true' })).toEqual(said);
  });

  it('does not start Python for scripts that look sound', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [job] }), 'load.py': 'print(1)\n' });
    const { python, wasAsked } = spy();
    await validate({ cwd, env }, {}, { python });
    expect(wasAsked()).toBe(false);
    await validate({ cwd, env }, {}, { python, strict: true });
    expect(wasAsked()).toBe(true);
  });

  it('is no worse off without Python, or with one that does not work', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [job] }), 'load.py': 'if x\n' });
    const places = [{ PATH: '' }, { PATH: '/nowhere' }];
    for (const none of places) {
      expect((await validate({ cwd, env: none }, {})).valid).toBe(true);
    }
    expect((await validate({ cwd, env }, {}, { python: spy().python })).valid).toBe(true);
    expect((await validate({ cwd, env }, {}, { python: '/nowhere/python' })).valid).toBe(true);
  });

  it('never runs the script', async () => {
    const folder = folderWith();
    const proof = join(folder, 'proof');
    await syntaxIssues(`open(${JSON.stringify(proof)}, "w").close()\nx = = 1\n`, true);
    await syntaxIssues(`open(${JSON.stringify(proof)}, "w").close()\n`, true);
    expect(existsSync(proof)).toBe(false);
  });

  it('sees the modules beside a script', async () => {
    const cwd = folderWith({
      'config.json': config({ jobs: [{ ...job, script: 'etl/load.py' }] }),
      'etl/load.py': 'import cleaning\nimport tools\nimport docs\n',
      'etl/cleaning.py': '',
      'etl/tools/__init__.py': '',
      'etl/docs/readme.md': '',
    });
    const { issues } = await validate({ cwd, env }, {});
    expect(issues.filter(({ code }) => code === 'GP295').map(({ message }) => /"(\w+)" \(/.exec(message)?.[1])).toEqual(
      ['cleaning', 'tools'],
    );
  });
});

describe('pythonProgram', () => {
  it('takes a program before a wrapper, and a wrapper before nothing', () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'shims'));
    mkdirSync(join(folder, 'bin'));
    const write = (path: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, path), content, { mode: 0o755 });
    };
    write('shims/python3', '#!/bin/sh\n');
    write('bin/python3', readFileSync(process.execPath).subarray(0, 64));
    const paths = ['none', 'shims', 'bin'].map((each) => join(folder, each));
    expect(pythonProgram(paths.join(':'), 'linux')).toBe(join(folder, 'bin/python3'));
    expect(pythonProgram(paths.slice(0, 2).join(':'), 'linux')).toBe(join(folder, 'shims/python3'));
    expect(pythonProgram(paths.slice(0, 1).join(':'), 'linux')).toBeUndefined();
  });
});
