import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Caller, callers, callsOf, rareCallsOf } from '@gluepipeline/core';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';

import { cost, deploy, destroy, doctor, gc, history, pause, plan, resume, run, status } from '../src/index.ts';
import { config, deployment, folderWith } from './harness.ts';

jest.setTimeout(300_000);

const seen = new Map<Caller, Set<string>>(callers.map((command) => [command, new Set()]));
let command: Caller = 'plan';

const jobs = [
  { name: 'extract', type: 'pythonshell', script: 'extract.py', tags: { team: 'a' } },
  { name: 'load', type: 'pythonshell', script: 's3://code/load.py', depends_on: ['extract'] },
];
const crawlers = [{ name: 'raw', database_name: 'lake', targets: { s3: ['s3://lake/raw/'] }, depends_on: ['extract'] }];
const events = { start: { event: { pattern: { source: ['app'] } } } };
const alerts = { alerts: { states: ['FAILED'], emails: ['a@example.com'] } };

const cwd = folderWith({ 'extract.py': 'print(1)' });
const options = deployment(cwd, {
  connect: {
    local: true,
    env: {},
    onCall: ({ service, operation }) => seen.get(command)?.add(`${service}:${operation}`),
  },
});
const written = (more: object) => writeFileSync(join(cwd, 'config.json'), config(more));

async function deployed(more: object): Promise<void> {
  written(more);
  command = 'deploy';
  expect(await deploy(options)).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
}

/** Everything there is, made, run, changed field by field, taken away and deleted. */
beforeAll(async () => {
  const all = { jobs, crawlers, ...events, ...alerts };
  written(all);
  // Scripts in S3 are looked at only where a job is new or changed.
  await plan(options);
  await deployed(all);
  command = 'plan';
  await plan(options);
  command = 'status';
  await status(options);
  command = 'cost';
  await cost({ ...options, days: 30 });
  command = 'run';
  const running = { ...options, wait: true, arguments: {}, runProperties: {} };
  await run({ ...running, jobs: ['extract'] });
  await run(running);
  await deployed({
    jobs: [
      { ...jobs[0], tags: { squad: 'b' }, timeout: 5 },
      { ...jobs[1], depends_on: [{ job: 'extract', state: 'FAILED' }] },
    ],
    crawlers: [{ ...crawlers[0], table_prefix: 'x' }],
    workflow: { description: 'changed' },
    start: { event: { pattern: { source: ['other'] } } },
    alerts: { states: ['FAILED'], emails: ['b@example.com'] },
  });
  await deployed({ jobs: [{ ...jobs[0], tags: {} }], crawlers, schedule: 'cron(0 2 * * ? *)', ...alerts });
  command = 'pause';
  await pause({ ...options, names: [] });
  await resume({ ...options, names: [] });
  await deployed({ jobs: [jobs[0]], workflow: false });
  await deployed(all);
  command = 'doctor';
  await doctor({ ...options, purpose: 'deploy', nodeVersion: process.version });
  command = 'history';
  await history({ ...options, limit: 10 });
  command = 'gc';
  const unwanted = { ...options, keep: 1, olderThan: 0, dryRun: false, confirm: () => Promise.resolve(true) };
  expect(await gc(unwanted)).toMatchObject({ outcome: 'deleted' });
  command = 'destroy';
  expect(await destroy(options)).toMatchObject({ outcome: 'applied' });
});

describe('docs/api-calls.md', () => {
  it.each(callers)('tells every call that %s makes', (name) => {
    const told = new Set([...callsOf[name], ...rareCallsOf[name]]);
    expect([...(seen.get(name) ?? [])].filter((call) => !told.has(call)).toSorted()).toEqual([]);
  });

  it.each(callers)('tells no call that %s does not make', (name) => {
    expect(callsOf[name].filter((call) => seen.get(name)?.has(call) !== true)).toEqual([]);
  });
});
