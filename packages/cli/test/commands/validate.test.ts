import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from '../harness.ts';

const misspelt = `{
  "pipeline_name": "sales",
  "role": "GlueRole",
  "glue_version": "6.0",
  "jobs": [
    { "name": "extract", "script": "s3://data/extract.py" },
    { "name": "load", "script": "s3://data/load.py", "depends_on": ["extrct"] }
  ]
}
`;

describe('validate', () => {
  it('says that a sound config is valid', async () => {
    const ran = await gluepipeline(['validate'], { cwd: folderWith(chain({ load: '' })) });
    expect(ran).toEqual({ exitCode: 0, stdout: 'valid: config.json, 1 job\n', stderr: '', json: {} });
  });

  it('tells code, message, place and cure of a mistake, and ends with 3', async () => {
    const ran = await gluepipeline(['validate'], { cwd: folderWith({ 'config.json': misspelt }) });
    expect(ran).toEqual({
      exitCode: 3,
      stdout: `error[GP204] job "load" depends on "extrct", which does not exist
  at jobs[1].depends_on[0]   config.json:7:69
  hint: did you mean "extract"?

not valid: config.json, 1 error
`,
      stderr: '',
      json: {},
    });
  });

  it('tells the same as JSON', async () => {
    const ran = await gluepipeline(['validate', '--json'], { cwd: folderWith({ 'config.json': misspelt }) });
    expect(ran.exitCode).toBe(3);
    expect(ran.json).toEqual({
      schemaVersion: 1,
      valid: false,
      file: 'config.json',
      issues: [
        {
          code: 'GP204',
          severity: 'error',
          path: ['jobs', 1, 'depends_on', 0],
          position: { file: 'config.json', line: 7, column: 69 },
          message: 'job "load" depends on "extrct", which does not exist',
          hint: 'did you mean "extract"?',
          docs: 'docs/diagnostics.md#gp204',
        },
      ],
    });
  });

  it('is content with warnings, and counts them', async () => {
    const cwd = folderWith({
      'config.json':
        '{ "pipeline_name": "p", "glue_version": "6.0", "jobs": [{ "name": "a", "script": "s3://b/a.py" }] }',
    });
    const ran = await gluepipeline(['validate'], { cwd });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toBe(`warning[GP206] no role is named for the jobs
  config.json:1:1
  hint: add "role": plan and deploy need it, or --role

valid: config.json, 1 job, 1 warning
`);
  });

  it('has nothing to say of a role that --role or GLUEPIPELINE_ROLE gives', async () => {
    const cwd = folderWith({
      'config.json':
        '{ "pipeline_name": "p", "glue_version": "6.0", "jobs": [{ "name": "a", "script": "s3://b/a.py" }] }',
    });
    for (const ran of [
      await gluepipeline(['validate', '--role', 'GlueRole'], { cwd }),
      await gluepipeline(['validate'], { cwd, env: { GLUEPIPELINE_ROLE: 'GlueRole' } }),
    ]) {
      expect(ran.stdout).toBe('valid: config.json, 1 job\n');
    }
  });

  it('reads scripts relative to the config, wherever it is called', async () => {
    const cwd = folderWith(
      Object.fromEntries(Object.entries(chain({ load: '' })).map(([path, text]) => [`etl/${path}`, text])),
    );
    expect((await gluepipeline(['validate', '-c', 'etl'], { cwd })).stdout).toBe('valid: etl/config.json, 1 job\n');
    expect((await gluepipeline(['validate', '-c', 'etl/config.json'], { cwd })).exitCode).toBe(0);
    expect((await gluepipeline(['validate'], { cwd, env: { GLUE_CONFIG: 'etl' } })).exitCode).toBe(0);
  });

  it('names a script that is not there', async () => {
    const cwd = folderWith({ 'config.json': chain({ load: '' })['config.json'] ?? '' });
    const ran = await gluepipeline(['validate'], { cwd });
    expect(ran.stdout).toContain('the script of job "load", "load.py", cannot be read: it does not exist');
    expect(ran.exitCode).toBe(3);
  });

  it('says the next step on a terminal, about the same config', async () => {
    const ran = await gluepipeline(['validate', '-e', 'prod', '-c', '.'], {
      cwd: folderWith(chain({ load: '' })),
      tty: 'all',
    });
    expect(ran.stderr).toBe('\nNext: gluepipeline plan -c . -e prod\n');
  });
});
