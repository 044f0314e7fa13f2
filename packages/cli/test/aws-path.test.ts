import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, type Going, gluepipeline } from './harness.ts';

/** What runs against AWS, asked of an embedded endpoint as a stranger would: by its address and keys alone. */
const home = folderWith(chain({ load: '' }));
let server: Going;
let url = '';
const region = ['--region', 'eu-west-1'];

beforeAll(async () => {
  server = begin(['local', 'start', '--json', ...region], { cwd: home });
  while (server.stdout() === '') {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { environment } = JSON.parse(server.stdout()) as { environment: Record<string, string> };
  url = environment.AWS_ENDPOINT_URL ?? '';
  await put('scripts', undefined, environment);
  await put('scripts/a.py', 'print(1)', environment);
  process.env.AWS_ACCESS_KEY_ID = environment.AWS_ACCESS_KEY_ID;
  process.env.AWS_SECRET_ACCESS_KEY = environment.AWS_SECRET_ACCESS_KEY;
});

afterAll(async () => {
  delete process.env.AWS_ACCESS_KEY_ID;
  delete process.env.AWS_SECRET_ACCESS_KEY;
  server.signal('SIGTERM');
  await server.ran;
});

/** A bucket or an object, put there by somebody else; the endpoint asks for its key and no signature. */
async function put(
  path: string,
  body: string | undefined,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const key = environment.AWS_ACCESS_KEY_ID ?? '';
  const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20260101/eu-west-1/s3/aws4_request`;
  const init = { method: 'PUT', headers: { authorization } };
  const { status } = await fetch(`${url}/${path}`, body == null ? init : { ...init, body });
  expect(status).toBe(200);
}

const aws = (...words: string[]) => [...words, '--endpoint-url', url, ...region];
const roleless = JSON.stringify({
  pipeline_name: 'p',
  glue_version: '6.0',
  jobs: [{ name: 'a', script: 's3://scripts/a.py' }],
});

describe('on AWS', () => {
  it('another account than account_id is refused before anything is read or changed', async () => {
    const cwd = folderWith(chain({ load: '' }, { account_id: '123456789012' }));
    for (const command of ['plan', 'deploy', 'destroy']) {
      const { json, exitCode } = await gluepipeline(aws(command, '--json'), { cwd });
      expect(exitCode).toBe(10);
      expect(json).toMatchObject({
        error: {
          code: 'GP303',
          message: 'the config is for account 123456789012, but the credentials are for 000000000000',
        },
      });
    }
  });

  it('a job without a role is refused, and --role gives one', async () => {
    const cwd = folderWith({ 'config.json': roleless });
    const refused = await gluepipeline(aws('plan'), { cwd });
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain(
      'error[GP304] job "a" has no role\n  hint: write role in the config, or say --role (or GLUEPIPELINE_ROLE)\n',
    );
    expect((await gluepipeline(aws('plan', '--role', 'GlueRole'), { cwd })).exitCode).toBe(0);
  });

  it('the bucket for scripts is made only when asked', async () => {
    const cwd = folderWith(chain({ load: 'print(1)' }, { artifacts: { bucket: 'scripts-of-ours' } }));
    const refused = await gluepipeline(aws('deploy'), { cwd });
    expect(refused.exitCode).toBe(10);
    expect(refused.stderr).toContain(
      'error[GP305] the artifact bucket "scripts-of-ours" does not exist\n  hint: say --create-bucket',
    );
    const ran = await gluepipeline(aws('deploy', '--create-bucket'), { cwd });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'Deployed: 2 added, 0 changed, 0 deleted (deployment #1)\n' });
    expect((await gluepipeline(aws('deploy'), { cwd })).stdout).toBe('No changes. 2 unchanged.\n');
  });

  it('a deployment that needs no bucket says that it kept no record', async () => {
    const cwd = folderWith({
      'config.json': roleless.replace('"p"', '"unrecorded"').replace('{', '{ "artifacts": { "bucket": "not-there" },'),
    });
    const ran = await gluepipeline(aws('deploy', '--role', 'R'), { cwd });
    expect(ran).toMatchObject({
      exitCode: 0,
      stdout:
        'Deployed: 1 added, 0 changed, 0 deleted\n' +
        'There is no artifact bucket, so nothing was locked and no record of this was kept.\n',
    });
  });

  it('a name that somebody else has is left alone', async () => {
    const mine = folderWith({
      'config.json': JSON.stringify({
        pipeline_name: 'mine',
        role: 'R',
        glue_version: '6.0',
        jobs: [{ name: 'a', script: 's3://scripts/a.py', resource_name: 'shared' }],
      }),
    });
    const theirs = folderWith({
      'config.json': JSON.stringify({
        pipeline_name: 'theirs',
        role: 'R',
        glue_version: '6.0',
        jobs: [{ name: 'a', script: 's3://scripts/a.py', resource_name: 'shared' }],
      }),
    });
    expect((await gluepipeline(aws('deploy'), { cwd: mine })).exitCode).toBe(0);
    const refused = await gluepipeline(aws('deploy'), { cwd: theirs });
    expect(refused.exitCode).toBe(10);
    expect(refused.stderr).toContain('error[GP301] job "shared" exists already and belongs to the stack mine/dev');
  });

  it('a failed run is explained from its logs: the line of the script, why, and what to change', async () => {
    const script = 'def main():\n    import pydantic_that_is_not_there\n\nmain()\n';
    const more = { pipeline_name: 'failing', artifacts: { bucket: 'failing-scripts' } };
    const cwd = folderWith(chain({ load: script }, more));
    await gluepipeline(aws('deploy', '--create-bucket', '-q'), { cwd });
    const ran = await gluepipeline(aws('run', 'load'), { cwd });
    expect(ran.exitCode).toBe(6);
    expect(ran.stdout).toMatch(
      new RegExp(
        [
          String.raw`^failed load: ModuleNotFoundError: No module named 'pydantic_that_is_not_there'`,
          String.raw`  at load\.py:2   import pydantic_that_is_not_there`,
          String.raw`  why: the script imports "pydantic_that_is_not_there", which is not installed where it runs`,
          '  hint: add the package that holds "pydantic_that_is_not_there" to python_modules',
        ].join('\n'),
      ),
    );
    const { json } = await gluepipeline(aws('run', 'load', '--json'), { cwd });
    expect(json).toMatchObject({ failures: [{ job: 'load', reason: { id: 'missing-module' } }] });
  });

  it('what a run cost is told at its end, by runs and by runs show, as far as prices are known', async () => {
    const regions = { 'eu-west-1': { asOf: '2026-11-23', rates: { standard: '60' } } };
    const prices = JSON.stringify({ schemaVersion: 1, regions });
    const more = { pipeline_name: 'paid', artifacts: { bucket: 'paid-scripts' }, glue_version: '5.1' };
    const cwd = folderWith({ ...chain({ load: '' }, more), 'prices.json': prices });
    await gluepipeline(aws('deploy', '--create-bucket', '-q'), { cwd });
    const env = { GLUEPIPELINE_PRICES: 'prices.json', NO_COLOR: '1' };
    const at = { cwd, env, columns: 120, tty: 'stdout' as const };
    const ran = await gluepipeline(aws('run', 'load'), at);
    // A sixteenth of a DPU for a minute, which is the least.
    const cost = 0.0625;
    expect(ran.stdout).toMatch(/^SUCCEEDED in .*: 1 succeeded · \S+ DPU-hours · \$0\.06\n/);
    expect((await gluepipeline(aws('runs'), at)).stdout).toContain('  $0.06  ');
    const shown = await gluepipeline(aws('runs', 'show'), at);
    expect(shown.stdout).toContain('\ncost      $0.06 by list price\n');
    const { json } = await gluepipeline(aws('runs', 'show', '--json'), { cwd, env });
    expect(json).toMatchObject({ run: { cost, nodes: [{ cost, attempts: [{ cost }] }] } });
    const elsewhere = ['--endpoint-url', url, '--region', 'sa-east-1'];
    const unknown = await gluepipeline(['runs', 'show', ...elsewhere], at);
    expect(unknown.stdout).toContain('cost      unknown: no price is known for Glue up to 5.1 in sa-east-1\n');
    const broken = folderWith({ ...chain({ load: '' }, more), 'prices.json': '{' });
    const refused = await gluepipeline(aws('run', 'load'), { cwd: broken, env });
    expect(refused).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.not.stringContaining('started') });
  });

  it('an address where nobody answers is told as such, and nothing was changed', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const ran = await gluepipeline(['plan', '--endpoint-url', 'http://127.0.0.1:9', ...region], { cwd });
    expect(ran.exitCode).toBe(9);
    expect(ran.stderr).toMatch(/^error\[GP405\] GetCallerIdentity did not get through: .*ECONNREFUSED/);
  }, 60_000);
});
