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

  it('lets warnings fail with --strict, and says that it was they', async () => {
    const cwd = folderWith({
      'config.json': chain({ load: '' })['config.json']?.replace('"role": "GlueRole",', '') ?? '',
      'load.py': '',
    });
    expect((await gluepipeline(['validate'], { cwd })).exitCode).toBe(0);
    const ran = await gluepipeline(['validate', '--strict'], { cwd });
    expect(ran.exitCode).toBe(3);
    expect(ran.stdout).toContain('\nnot valid: config.json, 1 warning, which --strict does not allow\n');
    expect((await gluepipeline(['validate', '--strict', '--json'], { cwd })).json).toMatchObject({ valid: false });
    const sound = folderWith(chain({ load: '' }));
    expect(await gluepipeline(['validate', '--strict'], { cwd: sound })).toMatchObject({
      exitCode: 0,
      stdout: 'valid: config.json, 1 job\n',
    });
  });

  it('annotates a pull request with --format github, a line for each issue', async () => {
    const config = misspelt.replace('"role": "GlueRole"', '"tags": { "aws:50%,a": "x\\ny" },\n  "role": "GlueRole"');
    const ran = await gluepipeline(['validate', '--format', 'github', '-c', 'a,b:c.json'], {
      cwd: folderWith({ 'a,b:c.json': config }),
    });
    expect(ran.exitCode).toBe(3);
    expect(ran.stdout.split('\n')).toEqual([
      '::error file=a%2Cb%3Ac.json,line=3,col=13,title=GP232::tag "aws:50%25,a" of the config begins with aws%0Arename it: AWS keeps such keys for itself',
      '::error file=a%2Cb%3Ac.json,line=8,col=69,title=GP204::job "load" depends on "extrct", which does not exist%0Adid you mean "extract"?',
      'not valid: a,b:c.json, 2 errors',
      '',
    ]);
  });

  it('writes SARIF with --format sarif, with the words of each code', async () => {
    const ran = await gluepipeline(['validate', '--format', 'sarif', '-c', 'my etl'], {
      cwd: folderWith({ 'my etl/config.json': misspelt }),
    });
    expect(ran.exitCode).toBe(3);
    const log = JSON.parse(ran.stdout) as { runs: { tool: { driver: { rules: unknown[] } } }[] };
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'GluePipeline', version: '1.2.3' } },
          results: [
            {
              ruleId: 'GP204',
              ruleIndex: 0,
              level: 'error',
              message: { text: 'job "load" depends on "extrct", which does not exist\ndid you mean "extract"?' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'my%20etl/config.json' },
                    region: { startLine: 7, startColumn: 69 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
    expect(log.runs[0]?.tool.driver.rules).toEqual([
      expect.objectContaining({ id: 'GP204', shortDescription: { text: 'a dependency that does not exist' } }),
    ]);
  });

  it('takes --format json for --json', async () => {
    const cwd = folderWith({ 'config.json': misspelt });
    const json = await gluepipeline(['validate', '--json'], { cwd });
    expect((await gluepipeline(['validate', '--format', 'json'], { cwd })).stdout).toBe(json.stdout);
    const missing = await gluepipeline(['validate', '--format', 'json'], { cwd: folderWith() });
    expect(JSON.parse(missing.stdout)).toMatchObject({ schemaVersion: 1, error: { code: 'GP110' } });
  });

  describe('with --all-environments', () => {
    const config = (prod: object, more: object = {}) => ({
      'config.json': JSON.stringify(
        {
          pipeline_name: 'sales',
          role: 'GlueRole',
          glue_version: '6.0',
          jobs: [{ name: 'load', script: 's3://data/load.py' }],
          environments: { dev: {}, prod },
          ...more,
        },
        null,
        2,
      ),
    });
    const all = (files: Record<string, string>, ...words: readonly string[]) =>
      gluepipeline(['validate', '--all-environments', ...words], { cwd: folderWith(files) });

    it('judges each that the config lists, and says in which of them something is wrong', async () => {
      const ran = await all(config({ jobs: { load: { timeout: 20_000 } } }));
      expect(ran.exitCode).toBe(3);
      expect(ran.stdout).toMatch(/^error\[GP218\] job "load" has a timeout of 20000 minutes \(in prod\)\n/);
      expect((await all(config({}))).stdout).toBe('valid: config.json, in dev, prod\n');
      expect((await all(config({}), '--json')).json).toMatchObject({ valid: true, environments: ['dev', 'prod'] });
    });

    it('says once what is wrong in all of them', async () => {
      const ran = await all(config({}, { tags: { 'aws:team': 'x' } }));
      expect(ran.stdout.match(/GP232/g)).toHaveLength(1);
      expect(ran.stdout).not.toContain('(in ');
    });

    it('sees one name in AWS for two environments, an error where account and Region are the same', async () => {
      const named = { jobs: [{ name: 'load', script: 's3://data/load.py', resource_name: 'load' }] };
      const ran = await all(config({}, named));
      expect(ran.exitCode).toBe(0);
      expect(ran.stdout).toContain('warning[GP202] job "load" would be job "load" in AWS in prod as in dev\n');
      const place = { account_id: '123456789012', region: 'eu-west-1' };
      expect((await all(config({}, { ...named, ...place }))).stdout).toContain('error[GP202] job "load" would be');
      const apart = await all(config({ account_id: '210987654321' }, { ...named, ...place }));
      expect(apart.stdout).toBe('valid: config.json, in dev, prod\n');
    });

    it('knows those that only an included file names', async () => {
      const files = config({}, { include: ['more.yaml'] });
      const ran = await all({
        ...files,
        'more.yaml': 'environments: { night: { jobs: { load: { timeout: 20000 } } } }',
      });
      expect(ran.stdout).toMatch(/^error\[GP218\] job "load" has a timeout of 20000 minutes \(in night\)\n/);
    });

    it('is content with a config that lists none', async () => {
      expect((await all(chain({ load: '' }))).stdout).toBe('valid: config.json, 1 job\n');
    });
  });

  describe('of ten thousand issues', () => {
    const jobs = Array.from({ length: 10_000 }, (_, index) => ({
      name: `job-${String(index)}`,
      script: 's3://data/load.py',
      // Warnings first: they may not hide the one error at the end.
      arguments: index === 9_999 ? { mode: 'fast' } : { db_password: 'correct horse' },
    }));
    const config = { pipeline_name: 'sales', role: 'GlueRole', glue_version: '6.0', jobs };
    const files = { 'config.json': JSON.stringify(config, null, 2) };

    it('shows fifty, every error among them, and counts the others by code', async () => {
      const ran = await gluepipeline(['validate'], { cwd: folderWith(files) });
      expect(ran.exitCode).toBe(3);
      expect(ran.stdout.match(/^(?:error|warning)\[/gm)).toHaveLength(50);
      expect(ran.stdout).toContain('error[GP224] argument "--mode" of job "job-9999" is set by Glue itself');
      expect(ran.stdout.split('\n').length).toBeLessThan(220);
      expect(ran.stdout).toMatch(
        /\nand \d+ more, which gluepipeline validate --max-issues 0 shows:\n {2}\d+ × warning\[GP229\]\n/,
      );
      expect(ran.stdout).toMatch(/\nnot valid: config\.json, 1 error, \d+ warnings\n$/);
    });

    it('gives programs all of them unless they say how many, and people those that they ask for', async () => {
      const cwd = folderWith(files);
      const all = (await gluepipeline(['validate', '--json'], { cwd })).json as { issues: { code: string }[] };
      expect(all.issues.filter(({ code }) => code === 'GP229')).toHaveLength(9_999);
      const two = (await gluepipeline(['validate', '--json', '--max-issues', '2'], { cwd })).json as typeof all;
      expect(two.issues.map(({ code }) => code)).toContain('GP224');
      expect(two).toMatchObject({ issues: { length: 2 }, left: [{ code: 'GP229', severity: 'warn' }] });
      const ran = await gluepipeline(['validate', '--max-issues', '3'], { cwd });
      expect(ran.stdout.match(/^(?:error|warning)\[/gm)).toHaveLength(3);
    });
  });
});
