import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Aws, aws, chain } from './support/aws.ts';
import { type GitHub, github } from './support/github.ts';
import { builtStep, events, folderWith } from './support/step.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let cloud: Aws;
let hub: GitHub;

beforeAll(async () => {
  cloud = await aws();
  hub = await github();
});

afterAll(async () => {
  await cloud.server.stop();
  await hub.stop();
});

describe('the built action', () => {
  it('is one file of at most 2.5 MB, with the licence of each package in it', () => {
    expect(statSync(join(root, 'dist/index.js')).size).toBeLessThanOrEqual(2_500_000);
    const licenses = readFileSync(join(root, 'dist/licenses.txt'), 'utf8');
    for (const name of ['@octokit/core', '@aws-sdk/client-glue', 'yaml', 'valibot', 'undici']) {
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+: (MIT|Apache-2.0|ISC)$`, 'm'));
    }
    expect(licenses).not.toMatch(/: (undefined|.*GPL.*)$/m);
  });

  it('is the same, byte by byte, whenever it is built', () => {
    const again = folderWith();
    execFileSync(process.execPath, ['esbuild.config.mjs', again], { cwd: root });
    const files = (folder: string) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
        .map((path) => [path.slice(folder.length), readFileSync(path).toString('base64')]);
    expect(files(again)).toEqual(files(join(root, 'dist')));
  });

  it('plans on a pull request, deploys on a push, tells of drift at night and runs by hand', async () => {
    const workspace = folderWith(chain({ a: 'print(1)' }));
    const env = { ...cloud.env, GITHUB_API_URL: hub.url };
    const on = (event: { name: string }, inputs: Record<string, string>) =>
      builtStep({ workspace, env, event, inputs });
    expect(await on(events.pull_request, { command: 'plan' })).toMatchObject({
      exitCode: 0,
      annotations: [],
      outputs: { 'has-changes': 'true', 'comment-id': '1' },
    });
    expect(await on(events.push, { command: 'deploy', 'create-bucket': 'true' })).toMatchObject({
      exitCode: 0,
      outputs: { 'deployment-id': '1' },
    });
    expect(await on(events.schedule, { command: 'drift', 'detailed-exitcode': 'true' })).toMatchObject({
      exitCode: 0,
      outputs: { 'has-changes': 'false' },
    });
    expect(await on(events.workflow_dispatch, { command: 'run', select: 'a' })).toMatchObject({
      exitCode: 0,
      outputs: { 'run-state': 'SUCCEEDED' },
    });
  });

  it('takes the proxy of the environment, and what that says of hosts', async () => {
    const through = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' };
    const on = (noProxy: string) =>
      builtStep({
        workspace: folderWith(chain({ a: '' }, { jobs: [{ name: 'a', script: 'gone.py', type: 'pythonshell' }] })),
        event: events.pull_request,
        inputs: { command: 'plan' },
        env: { ...through, GITHUB_API_URL: hub.url, NO_PROXY: noProxy },
      });
    expect((await on('amazonaws.com')).log).toMatch(/the comment could not be written: .*(fetch failed|ECONNREFUSED)/);
    expect((await on('127.0.0.1')).outputs['comment-id']).toBeDefined();
  });

  it('fails for a fork without credentials, and says why without a stack', async () => {
    const ran = await builtStep({
      workspace: folderWith(chain({ a: '' })),
      event: events.fork,
      inputs: { command: 'plan' },
      env: { GITHUB_API_URL: hub.url, AWS_REGION: 'eu-west-1' },
    });
    expect(ran).toMatchObject({ exitCode: 1, outputs: { 'failure-reason': 'auth' } });
    expect(ran.log).not.toMatch(/\n\s+at /);
  });
});
