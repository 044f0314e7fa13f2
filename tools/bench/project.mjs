import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build } from 'esbuild';

/** A folder with the command, built anew, and the configs to measure it with; `remove` takes it away again. */
export async function makeProject(root) {
  const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-bench-'));
  const bin = join(folder, 'dist/gluepipeline.cjs');
  succeed([join(root, 'packages/cli/esbuild.config.mjs'), join(folder, 'dist')], folder);
  const example = make(folder, 'example');
  succeed([bin, 'init', '--name', 'sales', '--template', 'csv-etl'], example);
  const load = join(folder, 'load.cjs');
  await bundleLoad(root, load);
  return {
    folder,
    bin,
    load,
    example: join(example, 'config.json'),
    jobs: Object.fromEntries([10, 100, 1_000, 10_000].map((count) => [count, writeJobs(folder, count)])),
    env: environment(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What a command sees: no credentials, no settings of whoever measures, no NODE_EXTRA_CA_CERTS, which Node 20 reads at start. */
function environment(folder) {
  const temporary = make(folder, 'tmp');
  return {
    PATH: process.env.PATH,
    HOME: folder,
    // Here Node keeps what it compiled, so that the first run of each command is the only cold one.
    TMPDIR: temporary,
    TEMP: temporary,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(folder, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    AWS_REGION: 'eu-west-1',
  };
}

/** Jobs as people write them, each after one of those before it, ten after one: sound for every rule but the size of a workflow. */
function writeJobs(folder, count) {
  const jobs = Array.from({ length: count }, (_, index) => ({
    name: `job-${index}`,
    script: index === 0 ? 'scripts/first.py' : `s3://data-bucket/scripts/job-${index}.py`,
    type: 'glueetl',
    description: `Job number ${index}`,
    worker_type: 'G.1X',
    number_of_workers: 5,
    timeout: 60,
    arguments: { '--source': `s3://data-bucket/in/${index}/`, '--target': `s3://data-bucket/out/${index}/` },
    tags: { team: 'data' },
    ...(index === 0 ? {} : { depends_on: [`job-${Math.floor((index - 1) / 10)}`] }),
  }));
  const project = make(folder, `jobs-${count}`);
  writeFileSync(join(make(project, 'scripts'), 'first.py'), 'print("first")\n');
  const path = join(project, 'config.json');
  const head = { pipeline_name: 'bench', role: 'GlueRole', glue_version: '5.0', region: 'eu-west-1' };
  writeFileSync(path, JSON.stringify({ ...head, jobs }, undefined, 2));
  return path;
}

/** A program that reads, parses and checks a config and prints the milliseconds of that alone. */
async function bundleLoad(root, outfile) {
  const contents = `
    import { readFileSync } from 'node:fs';
    import { load } from '@gluepipeline/core';
    const begun = performance.now();
    load('config.json', readFileSync(process.argv[2], 'utf8')).then(({ ok }) => {
      if (!ok) throw new Error('the config of the bench is not valid');
      process.stdout.write(String(performance.now() - begun));
    });`;
  await build({
    stdin: { contents, resolveDir: join(root, 'packages/cli/src') },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    conditions: ['@gluepipeline/source'],
    supported: { 'dynamic-import': false },
    logLevel: 'error',
  });
}

function make(...parts) {
  const folder = join(...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function succeed(words, cwd) {
  const { status, stderr } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`node ${words.join(' ')}: ${stderr}`);
  }
}
