import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from '../harness.ts';

const two = chain({ extract: '', load: '' });

describe('list', () => {
  it('shows the jobs in the order of the file, with what each waits for', async () => {
    const ran = await gluepipeline(['list'], { cwd: folderWith(two) });
    expect(ran).toEqual({
      exitCode: 0,
      stdout: `sales · environment dev · config.json

JOB      TYPE         SCRIPT      AFTER
extract  pythonshell  extract.py
load     pythonshell  load.py     extract
`,
      stderr: '',
      json: {},
    });
  });

  it('says the same as JSON', async () => {
    const ran = await gluepipeline(['list', '--json', '--environment', 'prod'], { cwd: folderWith(two) });
    expect(ran.json).toEqual({
      schemaVersion: 1,
      pipeline: 'sales',
      environment: 'prod',
      jobs: [
        {
          name: 'extract',
          type: 'pythonshell',
          script: 'extract.py',
          resourceName: 'sales-prod-extract',
          dependsOn: [],
        },
        {
          name: 'load',
          type: 'pythonshell',
          script: 'load.py',
          resourceName: 'sales-prod-load',
          dependsOn: ['extract'],
        },
      ],
      crawlers: [],
      workflows: [{ name: '', resourceName: 'sales-prod' }],
      triggers: [
        {
          name: 'start',
          resourceName: 'sales-prod-start',
          workflow: null,
          firing: 'on-demand',
          starts: ['extract'],
          enabled: true,
        },
        {
          name: 'run-load',
          resourceName: 'sales-prod-run-load',
          workflow: null,
          firing: 'conditions',
          starts: ['load'],
          enabled: true,
        },
      ],
    });
  });

  it('shows crawlers and what is existing among the jobs', async () => {
    const config = {
      pipeline_name: 'p',
      jobs: [
        { name: 'load', script: 's3://b/a.py', depends_on: ['raw', 'theirs'] },
        { name: 'theirs', existing: true },
      ],
      crawlers: [{ name: 'raw', targets: { s3: ['s3://lake/a/', { path: 's3://lake/b/' }], delta: ['s3://lake/d/'] } }],
    };
    const ran = await gluepipeline(['list'], {
      cwd: folderWith({ 'config.json': JSON.stringify(config) }),
      columns: 120,
    });
    expect(ran.stdout).toBe(`p · environment dev · config.json

NAME    TYPE          SCRIPT OR TARGET                          AFTER
load    glueetl       s3://b/a.py                               raw, theirs
theirs  existing job
raw     crawler       s3://lake/a/, s3://lake/b/, s3://lake/d/
`);
  });

  it('shows a tree of what comes after what', async () => {
    const ran = await gluepipeline(['list', '--tree'], { cwd: folderWith(two) });
    expect(ran.stdout).toBe(`sales · environment dev · config.json

start  on demand
└─ extract  pythonshell
   └─ load  pythonshell
`);
  });

  it.each([80, 120])('fits the tree to a terminal of %i columns', async (columns) => {
    const name = 'a-job-with-a-name-that-nobody-would-want-to-type-twice'.repeat(2);
    const cwd = folderWith(chain({ [name]: '', [`${name}-too`]: '' }));
    const ran = await gluepipeline(['list', '--tree'], { cwd, tty: 'stdout', columns, env: { NO_COLOR: '1' } });
    const lines = ran.stdout.trimEnd().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(ran.stdout).toContain('   └─ a-job-with-a-name');
  });

  it('says that there are no jobs, and how to add one', async () => {
    const cwd = folderWith({ 'config.json': '{ "pipeline_name": "p", "jobs": [] }' });
    const ran = await gluepipeline(['list'], { cwd, tty: 'all', env: { NO_COLOR: '1' } });
    expect(ran.stdout).toBe('p · environment dev · config.json\n\nno jobs yet\n');
    expect(ran.stderr).toBe('\nNext: gluepipeline add-job --job-name NAME --script PATH\n');
  });

  it('lists a config whose scripts are not written yet', async () => {
    const ran = await gluepipeline(['list', '--json'], {
      cwd: folderWith({ 'config.json': two['config.json'] ?? '' }),
    });
    expect(ran.exitCode).toBe(0);
  });

  const long = `${'load-'.repeat(20)}the-end`;
  const wide = {
    'config.json': JSON.stringify({
      pipeline_name: 'p',
      jobs: [
        { name: long, script: `s3://bucket/${long}.py` },
        { name: 'ä 客户/1', script: 's3://b/a.py' },
      ],
    }),
  };

  it.each([80, 120])('fits a terminal of %i columns, and cuts long names with …', async (columns) => {
    const ran = await gluepipeline(['list'], { cwd: folderWith(wide), tty: 'stdout', columns, env: { NO_COLOR: '1' } });
    const lines = ran.stdout.trimEnd().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines[3]).toMatch(/^load-[^ ]*… {2}glueetl {2}s3:\/\/bucket\/load-[^ ]*…$/);
  });

  it('cuts nothing where the output is read by a program', async () => {
    const ran = await gluepipeline(['list'], { cwd: folderWith(wide) });
    expect(ran.stdout).toContain(`${long}  glueetl  s3://bucket/${long}.py`);
  });

  it('lines up names of any script', async () => {
    const ran = await gluepipeline(['list'], {
      cwd: folderWith(wide),
      tty: 'stdout',
      columns: 200,
      env: { NO_COLOR: '1' },
    });
    const [first = '', second = ''] = ran.stdout.split('\n').slice(3);
    // The two Chinese letters take two columns each.
    expect(second.indexOf('glueetl') + 2).toBe(first.indexOf('glueetl'));
    expect(second).toContain('ä 客户/1 ');
  });
});
