import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from '@jest/globals';

import { said } from './packed.ts';

/** Goes through examples/library as its README does, in a copy where everything is installed. */
export function goThroughExample(project: string, node: string): void {
  checkHook(project, node);
  expect(said(node, ['graph.cjs'], project)).toMatchObject({ exitCode: 0, stderr: '' });
  expect(readFileSync(join(project, 'sales.svg'), 'utf8')).toMatch(/^<svg [^]*>workflow sales-prod<[^]*<\/svg>$/);
  expect(said(node, ['node_modules/typescript/bin/tsc'], project)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  const planned = said(node, ['dist/plan.js', '--apply'], project);
  expect(planned).toMatchObject({ exitCode: 0, stderr: '' });
  expect(planned.stdout).toContain('Plan: 12 to add, 0 to change, 0 to delete, 0 unchanged\ndone: ');
  writeFileSync(join(project, 'pipeline/scripts/load.py'), 'print("loaded")\n');
  expect(said(node, ['dist/plan.js', '--apply'], project).stdout).toContain('~ job');
  expect(said(node, ['dist/plan.js'], project).stdout).toContain('No changes. AWS is as the config says.');
}

function checkHook(project: string, node: string): void {
  const config = join(project, 'pipeline/config.json');
  const sound = readFileSync(config, 'utf8');
  expect(existsSync(join(project, 'node_modules/@gluepipeline/core/package.json'))).toBe(true);
  expect(said(node, ['check.mjs'], project)).toEqual({
    exitCode: 0,
    stdout: 'pipeline/config.json, dev: sound\npipeline/config.json, prod: sound\n',
    stderr: '',
  });
  writeFileSync(config, sound.replace('["extract"]', '["extrct"]'));
  const refused = said(node, ['check.mjs', 'pipeline'], project);
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout).toContain('dev: not sound');
  expect(refused.stderr).toContain('hint: did you mean "extract"?');
  writeFileSync(config, sound);
}

/** A block of JavaScript in a README, and what its comments say that it prints. */
export interface Block {
  readonly code: string;
  readonly prints: readonly string[];
}

/** The programs in a README; a line of output that ends in `…` goes on. */
export function blocksIn(readme: string): Block[] {
  return [...readme.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code = '']) => ({
    code,
    prints: [...code.matchAll(/^\/\/ (?!The )(.*)$/gm)].map(([, line = '']) => line.replace(/…$/, '')),
  }));
}
