import { describe, expect, it } from '@jest/globals';

import { begin, filesIn, folderWith, gluepipeline, textIn } from './harness.ts';

/** The commands of the old tool, as its README has them. */
const old = [
  'init --name p --environment dev --glue-version 6.0',
  'add-job --job-name a --script s3://b/a.py --job-type glueetl',
  'list',
  'validate',
  'status',
  'deploy --environment prod --local',
].map((line) => line.split(' '));

describe('the commands of the old tool', () => {
  it.each<[string, Record<string, string>, string]>([
    ['in the current folder', {}, 'config.json'],
    ['with GLUE_CONFIG as a file', { GLUE_CONFIG: 'configs/pipeline.json' }, 'configs/pipeline.json'],
    ['with GLUE_CONFIG as a folder', { GLUE_CONFIG: 'configs/' }, 'configs/config.json'],
  ])('work as typed %s', async (_where, env, file) => {
    const cwd = folderWith();
    const outputs = [];
    for (const argv of old) {
      const ran = await gluepipeline(argv, { cwd, env });
      expect({ argv, exitCode: ran.exitCode }).toEqual({ argv, exitCode: 0 });
      outputs.push(ran.stdout);
    }
    expect(filesIn(cwd)).toContain(file);
    expect(outputs.slice(1, 4)).toEqual([
      `added job a to ${file} (1 job)\n`,
      `p · environment dev · ${file}\n\nJOB  TYPE     SCRIPT       AFTER\na    glueetl  s3://b/a.py\n`,
      expect.stringContaining(`valid: ${file}, 1 job, 1 warning\n`),
    ]);
    expect(outputs.at(-1)).toBe('Deployed: 1 added, 0 changed, 0 deleted (deployment #1)\n');
  });

  it('replay the demo of the old tool: three jobs of three kinds', async () => {
    const cwd = folderWith();
    const demo = [
      'init --name data-pipeline-demo --environment dev --glue-version 3.0',
      'add-job --job-name extract-data --script s3://my-bucket/scripts/extract.py --job-type glueetl',
      'add-job --job-name transform-data --script s3://my-bucket/scripts/transform.py --job-type glueetl',
      'add-job --job-name load-data --script s3://my-bucket/scripts/load.py --job-type pythonshell',
      'list',
      'validate',
      'status',
      'deploy --environment dev --local',
    ];
    for (const line of demo) {
      expect({ line, exitCode: (await gluepipeline(line.split(' '), { cwd })).exitCode }).toEqual({
        line,
        exitCode: 0,
      });
    }
    expect(Object.keys(JSON.parse(textIn(cwd, 'config.json')) as object)).toEqual([
      'pipeline_name',
      'created_at',
      'environment',
      'glue_version',
      'jobs',
    ]);
  });
});

describe('a config of the old tool', () => {
  const job = (name: string, type: string) => ({
    name,
    script: `s3://my-bucket/scripts/${name}.py`,
    type,
    added_at: '2024-01-01T00:00:00.000000',
  });
  const text = JSON.stringify({
    pipeline_name: 'legacy',
    created_at: '2024-01-01T00:00:00.000000',
    environment: 'dev',
    glue_version: '3.0',
    jobs: [job('extract', 'glueetl'), job('transform', 'streaming'), job('load', 'pythonshell')],
  });

  it('is valid as it stands, with warnings', async () => {
    const { json, exitCode } = await gluepipeline(['validate', '--json'], { cwd: folderWith({ 'config.json': text }) });
    expect(exitCode).toBe(0);
    expect(json.valid).toBe(true);
    expect(
      (json.issues as { severity: string; code: string }[]).map(({ severity, code }) => `${severity} ${code}`),
    ).toContain('warn GP206');
    expect((json.issues as { severity: string }[]).every(({ severity }) => severity === 'warn')).toBe(true);
  });

  it('deploys to three jobs, no workflow and no trigger, and starts nothing', async () => {
    const cwd = folderWith({ 'config.json': text });
    const server = begin(['local', 'start'], { cwd });
    while (server.stdout() === '') {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const deployed = await gluepipeline(['deploy', '--local', '--json'], { cwd });
    expect(deployed.json).toMatchObject({
      result: {
        done: ['extract', 'transform', 'load']
          .map((name) => ({ action: 'create', kind: 'job', name: `legacy-dev-${name}` }))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      },
    });
    const { json } = await gluepipeline(['status', '--local', '--json'], { cwd });
    expect(json).toMatchObject({
      changes: { add: 0, change: 0, delete: 0, unchanged: 3 },
      jobs: ['extract', 'transform', 'load'].map((name) => ({ name, deployed: 'as configured' })),
      lastRun: null,
    });
    expect((json.jobs as { lastRun?: unknown }[]).map(({ lastRun }) => lastRun)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    server.signal('SIGTERM');
    await server.ran;
    expect(textIn(cwd, 'config.json')).toBe(text);
  });
});
