import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, type Going, gluepipeline, type Json, textIn } from '../harness.ts';

/** What is refused is refused in whole: the code, the words, the way out, and the exit code that a script sees. */
const deploy = ['deploy', '--local', '--yes'];

function edit(cwd: string, file: string, change: (value: Record<string, unknown>) => unknown): void {
  const value = JSON.parse(textIn(cwd, file)) as Record<string, unknown>;
  writeFileSync(join(cwd, file), JSON.stringify(change(value)));
}

const withTimeout = (timeout: number) => (config: Record<string, unknown>) => ({
  ...config,
  jobs: (config.jobs as Json[]).map((job) => ({ ...job, timeout })),
});

/** One job deployed, and a plan of a change saved; then whatever makes the plan worthless. */
async function saved(): Promise<string> {
  const cwd = folderWith(chain({ load: '' }));
  await gluepipeline(deploy, { cwd });
  edit(cwd, 'config.json', withTimeout(7));
  await gluepipeline(['plan', '--local', '--out', 'plan.json'], { cwd });
  return cwd;
}

describe('deploy --plan', () => {
  it('refuses a plan after which the config was changed', async () => {
    const cwd = await saved();
    edit(cwd, 'config.json', withTimeout(8));
    expect(await gluepipeline([...deploy, '--plan', 'plan.json'], { cwd })).toMatchObject({
      exitCode: 10,
      stdout: '',
      stderr: 'error[GP312] the config was changed after the plan was made\n  hint: plan again, and look at it\n',
    });
  });

  it('refuses a plan after which somebody else deployed', async () => {
    const cwd = await saved();
    await gluepipeline([...deploy, '--select', 'load'], { cwd });
    const ran = await gluepipeline([...deploy, '--plan', 'plan.json'], { cwd });
    expect(ran.exitCode).toBe(10);
    expect(ran.stderr).toMatch(
      /^error\[GP312\] the plan was made after deployment #1, and the last one is #2 of .* by \S+, deploy of a part\n {2}hint: plan again, and look at it\n$/,
    );
  });

  it('refuses a plan of another environment', async () => {
    const cwd = await saved();
    expect(await gluepipeline([...deploy, '-e', 'prod', '--plan', 'plan.json'], { cwd })).toMatchObject({
      exitCode: 10,
      stderr:
        'error[GP314] the plan was made for stack sales/dev, and this is sales/prod\n  hint: use the plan file of this one, or say the same environment, account and Region as then\n',
    });
  });

  it('refuses a flag that the plan was made without, and takes one that it was made with', async () => {
    const cwd = await saved();
    for (const flags of [['--select', 'load'], ['--adopt', 'job/load'], ['--allow-replace']]) {
      expect(await gluepipeline([...deploy, '--plan', 'plan.json', ...flags], { cwd })).toMatchObject({
        exitCode: 64,
        stderr: `error[GP322] ${String(flags[0])} is not what the saved plan was made with\n  hint: leave it out, or plan again with it\n`,
      });
    }
    await gluepipeline(['plan', '--local', '--select', 'load', '--out', 'part.json'], { cwd });
    const ran = await gluepipeline([...deploy, '--plan', 'part.json', '--select', 'load'], { cwd });
    expect(ran.exitCode).toBe(0);
  });

  it('refuses a plan that was edited', async () => {
    const cwd = await saved();
    edit(cwd, 'plan.json', (plan) => ({ ...plan, changes: [] }));
    expect(await gluepipeline([...deploy, '--plan', 'plan.json'], { cwd })).toMatchObject({
      exitCode: 3,
      stderr: 'error[GP313] plan.json was changed after it was made\n  hint: plan again: a plan file is never edited\n',
    });
  });
});

describe('deploy', () => {
  it('refuses to delete where nobody can be asked, and says the command that does', async () => {
    const prices = JSON.stringify({ schemaVersion: 1, regions: {} });
    const cwd = folderWith({ ...chain({ extract: '', load: '' }), 'prices.json': prices });
    await gluepipeline(deploy, { cwd });
    writeFileSync(join(cwd, 'config.json'), chain({ extract: '' })['config.json'] ?? '');
    const guards = ['--max-deletes', '4', '--rollback-on-failure', '--budget', '99.50', '--days', '7'];
    const ran = await gluepipeline(['deploy', '--local', '-q', ...guards, '--prices', 'prices.json'], { cwd });
    expect(ran).toMatchObject({
      exitCode: 8,
      stdout: '',
      stderr:
        'error[GP310] the plan has 4 to delete, and nobody can be asked here\n  hint: review the plan, then say: gluepipeline deploy --max-deletes 4 --rollback-on-failure --budget 99.5 --days 7 --prices prices.json --yes --local\n',
    });
  });

  it('refuses to delete more than --max-deletes', async () => {
    const cwd = folderWith(chain({ extract: '', load: '' }));
    await gluepipeline(deploy, { cwd });
    writeFileSync(join(cwd, 'config.json'), chain({ extract: '' })['config.json'] ?? '');
    expect(await gluepipeline([...deploy, '--max-deletes', '3'], { cwd })).toMatchObject({
      exitCode: 10,
      stderr:
        'error[GP316] the plan deletes 4, and at most 3 may be deleted: job load, workflow sales-dev, trigger run-load, trigger start\n  hint: look at the plan; if it is meant, say a higher --max-deletes\n',
    });
  });

  it('refuses to change a job that runs, with --fail-on-active-runs', async () => {
    const cwd = folderWith(chain({ load: 'import time\nopen("ran", "w").close()\ntime.sleep(600)\n' }));
    await gluepipeline(deploy, { cwd });
    const run = begin(['run', 'load', '--local'], { cwd });
    while (!existsSync(join(cwd, 'ran'))) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    try {
      edit(cwd, 'config.json', withTimeout(7));
      expect(await gluepipeline([...deploy, '--fail-on-active-runs'], { cwd })).toMatchObject({
        exitCode: 10,
        stdout: '',
        stderr:
          'error[GP317] job load would be changed while it runs (1 active)\n  hint: wait until the runs have ended, or deploy without --fail-on-active-runs\n',
      });
      expect((await gluepipeline(deploy, { cwd })).exitCode).toBe(0);
    } finally {
      run.signal('SIGINT');
      await run.ran;
    }
  });
});

describe('deploy to AWS', () => {
  const region = ['--region', 'eu-west-1'];
  const denied = new Set<string>();
  let endpoint: Going;
  let front: Server;
  let url = '';
  const aws = (...words: string[]) => [...words, '--endpoint-url', url, ...region];

  beforeAll(async () => {
    endpoint = begin(['local', 'start', '--json', ...region], { cwd: folderWith(chain({ load: '' })) });
    while (endpoint.stdout() === '') {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { environment } = JSON.parse(endpoint.stdout()) as { environment: Record<string, string> };
    process.env.AWS_ACCESS_KEY_ID = environment.AWS_ACCESS_KEY_ID;
    process.env.AWS_SECRET_ACCESS_KEY = environment.AWS_SECRET_ACCESS_KEY;
    front = await refusing(new URL(environment.AWS_ENDPOINT_URL ?? ''), denied);
    url = `http://127.0.0.1:${String((front.address() as AddressInfo).port)}`;
  });

  afterAll(async () => {
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    front.close();
    endpoint.signal('SIGTERM');
    await endpoint.ran;
  });

  const configOf = (more: Json) => ({
    'config.json': JSON.stringify({
      pipeline_name: 'p',
      glue_version: '6.0',
      role: 'R',
      jobs: [{ name: 'a', script: 's3://scripts/a.py', resource_name: 'shared' }],
      ...more,
    }),
  });

  it('refuses another account than that of the config', async () => {
    const cwd = folderWith(configOf({ account_id: '123456789012' }));
    expect(await gluepipeline(aws('deploy', '--yes'), { cwd })).toMatchObject({
      exitCode: 10,
      stdout: '',
      stderr:
        'error[GP303] the config is for account 123456789012, but the credentials are for 000000000000\n  hint: use credentials of the right account, for example with --profile\n',
    });
  });

  it('names the permission that is missing to plan, and the one that is missing to deploy', async () => {
    const cwd = folderWith(configOf({ artifacts: { bucket: 'scripts' } }));
    await put(url, 'scripts');
    await put(url, 'scripts/a.py');
    denied.add('ListJobs');
    const plan = await gluepipeline(aws('plan'), { cwd });
    denied.clear();
    expect(plan).toMatchObject({ exitCode: 4, stdout: '' });
    expect(plan.stderr).toMatch(
      /^error\[GP402\] ListJobs is not permitted: User: arn:aws:sts::000000000000:assumed-role\/ci\/deploy is not authorized to perform: glue:ListJobs on .*\n {2}hint: allow glue:ListJobs on arn:aws:glue:eu-west-1:000000000000:job\/shared\n$/,
    );
    denied.add('CreateJob');
    const ran = await gluepipeline(aws('deploy', '-q'), { cwd });
    denied.clear();
    expect(ran).toMatchObject({ exitCode: 7, stderr: '' });
    expect(ran.stdout).toMatch(
      /^failed {4}create job a\n {10}CreateJob of "shared" is not permitted: .*\n {10}hint: allow glue:CreateJob on arn:aws:glue:eu-west-1:000000000000:job\/shared\n\nThe deploy did not get through\. Mend the cause and run it again, and it goes on where this one ended: gluepipeline deploy --region eu-west-1 --endpoint-url http:\/\/127\.0\.0\.1:\d+\n/,
    );
  });

  it('refuses a name that is taken, by whom it says', async () => {
    const cwd = folderWith(configOf({ artifacts: { bucket: 'scripts' } }));
    expect((await gluepipeline(aws('deploy'), { cwd })).exitCode).toBe(0);
    const other = folderWith(configOf({ pipeline_name: 'q', artifacts: { bucket: 'scripts' } }));
    expect(await gluepipeline(aws('deploy', '--yes'), { cwd: other })).toMatchObject({
      exitCode: 10,
      stdout: '',
      stderr:
        'error[GP301] job "shared" exists already and belongs to the stack p/dev\n  hint: give ours another name with resource_name, or delete the other job first\n',
    });
  });
});

/** Passes on what is not denied, and answers the rest as AWS does for a role that lacks the permission. */
async function refusing(to: URL, denied: ReadonlySet<string>): Promise<Server> {
  const server = createServer((incoming: IncomingMessage, answer) => {
    const operation = String(incoming.headers['x-amz-target'] ?? '').replace('AWSGlue.', '');
    if (denied.has(operation)) {
      incoming.resume();
      answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      const who = 'arn:aws:sts::000000000000:assumed-role/ci/deploy';
      const why = `User: ${who} is not authorized to perform: glue:${operation} on resource: arn:aws:glue:eu-west-1:000000000000:job/shared because no identity-based policy allows the glue:${operation} action`;
      answer.end(JSON.stringify({ __type: 'AccessDeniedException', Message: why }));
      return;
    }
    const { method, url, headers } = incoming;
    const passed = request(to, { method, path: url, headers: { ...headers, host: to.host } }, (back) => {
      answer.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A bucket, or an object in it; the endpoint asks for its key and no signature. */
async function put(url: string, path: string): Promise<void> {
  const key = process.env.AWS_ACCESS_KEY_ID ?? '';
  const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20260101/eu-west-1/s3/aws4_request`;
  const body = path.includes('/') ? { body: 'print(1)' } : {};
  const { status } = await fetch(`${url}/${path}`, { method: 'PUT', headers: { authorization }, ...body });
  expect(status).toBe(200);
}
