import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = (file: string) => readFileSync(join(root, file), 'utf8');

describe('docs/diagnostics.md', () => {
  it('explains every code that the tool can say', () => {
    const files = execFileSync('git', ['ls-files', 'packages/*/src/*.ts', 'packages/*/src/**/*.ts'], {
      cwd: root,
      encoding: 'utf8',
    });
    const said = files
      .split('\n')
      .filter((file) => file !== '')
      .flatMap((file) => [...text(file).matchAll(/'(GP\d{3})'/g)].map((match) => match[1] ?? ''));
    const explained = [...text('docs/diagnostics.md').matchAll(/^## (GP\d{3})$/gm)].map((match) => match[1]);
    expect(new Set(said).size).toBeGreaterThan(80);
    expect([...new Set(said)].filter((code) => !explained.includes(code)).toSorted()).toEqual([]);
  });

  it('means one thing by each code', () => {
    const explained = [...text('docs/diagnostics.md').matchAll(/^## (GP\d{3})$/gm)].map((match) => match[1] ?? '');
    expect(explained.filter((code, at) => explained.indexOf(code) !== at)).toEqual([]);
  });
});
