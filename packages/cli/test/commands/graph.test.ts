import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from '../harness.ts';

const two = chain({ extract: '', load: '' });

describe('graph', () => {
  it('says when each trigger fires and what it starts', async () => {
    const ran = await gluepipeline(['graph'], { cwd: folderWith(two) });
    expect(ran).toEqual({
      exitCode: 0,
      stdout: `sales · environment dev

workflow sales-dev
  start  on demand
    → extract
  run-load  after extract
    → load
`,
      stderr: '',
      json: {},
    });
  });

  it.each([
    ['mermaid', /^flowchart LR\n {2}%% sales, environment prod\n/],
    ['dot', /^digraph "sales\/prod" \{\n/],
    ['svg', /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^]*<\/svg>\n$/],
  ])('writes %s on stdout and nothing else, of the environment that is asked for', async (format, expected) => {
    const ran = await gluepipeline(['graph', '--format', format, '-e', 'prod'], { cwd: folderWith(two) });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toMatch(expected);
    expect(ran.stdout).toContain('sales-prod');
  });

  it('draws every trigger with --triggers', async () => {
    const words = ['graph', '--format', 'mermaid', '--triggers'];
    const ran = await gluepipeline(words, { cwd: folderWith(two) });
    expect(ran.stdout).toContain('(["run-load<br/>after extract"]):::trigger');
  });

  it('gives nodes and edges as JSON, whatever the format', async () => {
    const ran = await gluepipeline(['graph', '--json', '--format', 'svg'], { cwd: folderWith(two) });
    expect(ran.json).toMatchObject({
      schemaVersion: 1,
      pipeline: 'sales',
      environment: 'dev',
      workflows: [{ name: '', resourceName: 'sales-dev' }],
      edges: [
        { from: 'trigger start', to: 'job extract' },
        { from: 'job extract', to: 'job load' },
      ],
    });
  });

  it('refuses a format that it does not know', async () => {
    const ran = await gluepipeline(['graph', '--format', 'png'], { cwd: folderWith(two) });
    expect(ran).toMatchObject({
      exitCode: 64,
      stdout: '',
      stderr: 'error: "png" is no --format\n  hint: one of: text, mermaid, dot, svg\n',
    });
  });

  it('draws a config whose scripts are not written yet, and one with a job that waits for nothing there is', async () => {
    const config = { pipeline_name: 'p', jobs: [{ name: 'load', script: 'load.py', depends_on: ['gone'] }] };
    const cwd = folderWith({ 'config.json': JSON.stringify(config) });
    const ran = await gluepipeline(['graph', '--format', 'dot'], { cwd });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('"job gone" [label="gone\\ndoes not exist"');
  });
});
