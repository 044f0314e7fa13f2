import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { type ApplyEvent, kinds } from '@gluepipeline/core';

import { deploy, destroy, plan } from '../src/index.ts';
import { config, deployment, folderWith, look } from './harness.ts';

const job = (name: string, more: object = {}) => ({ name, script: `s3://data/${name}.py`, ...more });

describe('deploy', () => {
  it('of a config of the old tool makes three jobs, no workflow, no trigger, and starts nothing', async () => {
    const text = JSON.stringify({
      pipeline_name: 'legacy',
      created_at: '2024-01-01T00:00:00.000000',
      environment: 'dev',
      glue_version: '3.0',
      jobs: [
        job('extract', { type: 'glueetl' }),
        job('transform', { type: 'glueetl' }),
        job('load', { type: 'pythonshell' }),
      ],
    });
    const cwd = folderWith({ 'config.json': text });
    const deployed = await deploy(deployment(cwd));
    expect(deployed).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
    await look(cwd, async ({ platform, runs }) => {
      const { resources } = await platform.read({ stack: 'legacy/dev', names: {} });
      const found = Object.fromEntries(
        kinds.map((kind) => [
          kind,
          resources
            .filter((each) => each.kind === kind)
            .map(({ name }) => name)
            .toSorted(),
        ]),
      );
      expect(found).toEqual({
        artifact: [],
        crawler: [],
        job: ['legacy-dev-extract', 'legacy-dev-load', 'legacy-dev-transform'],
        workflow: [],
        trigger: [],
        role: [],
        topic: [],
        rule: [],
      });
      expect(await Promise.all((found.job ?? []).map((name) => runs.lastJobRun(name)))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    });
  });

  it('encrypts uploads and the record with artifacts.kms_key', async () => {
    const text = config({
      artifacts: { kms_key: 'alias/sales' },
      jobs: [{ name: 'a', type: 'pythonshell', script: 'a.py' }],
    });
    const cwd = folderWith({ 'config.json': text, 'a.py': 'print(1)' });
    await deploy(deployment(cwd));
    const objects = join(cwd, '.gluepipeline', 'local', 's3-objects');
    const kept = readdirSync(objects).map((file) => {
      const { key, value } = JSON.parse(readFileSync(join(objects, file), 'utf8')) as {
        key: string;
        value: { headers: Record<string, string> };
      };
      const part = /\/(scripts|history)\//.exec(key)?.[1];
      return `${String(part)} ${String(value.headers['x-amz-server-side-encryption-aws-kms-key-id'])}`;
    });
    expect(kept.toSorted()).toEqual(['history alias/sales', 'scripts alias/sales']);
  });

  it('says with the plan how a job that gets another name keeps its history', async () => {
    const of = (name: string) =>
      config({ jobs: [job('a', { type: 'pythonshell' }), job(name, { script: 's3://b/b.py' })] });
    const cwd = folderWith({ 'config.json': of('old') });
    await deploy(deployment(cwd));
    writeFileSync(join(cwd, 'config.json'), of('new'));
    const { notes } = await plan(deployment(cwd));
    expect(notes.filter((note) => note.includes('just like'))).toEqual([
      'note: job "new" is just like "old", whose run history and bookmark would be lost; resource_name: "sales-dev-old" keeps that',
    ]);
  });

  it('keeps a record of who, what and with which version, without secrets', async () => {
    const cwd = folderWith({
      'config.json': config({ jobs: [job('load', { arguments: { source: 'orders', password: 'hunter2' } })] }),
    });
    const place = { cwd, env: { GITHUB_ACTOR: 'ann' } };
    await deploy(deployment(cwd, { place }));
    await look(cwd, async ({ blobs }) => {
      const keys = (await blobs.list('')).map(({ key }) => key).filter((key) => key.includes('history/'));
      expect(keys).toHaveLength(1);
      const { body = '' } = (await blobs.get(keys[0] ?? '')) ?? {};
      expect(JSON.parse(body)).toMatchObject({
        schemaVersion: 1,
        number: 1,
        stack: 'sales/dev',
        by: 'ann',
        toolVersion: '1.2.3',
        outcome: 'done',
        resources: [{ kind: 'job', name: 'sales-dev-load' }],
      });
      expect(body).not.toContain('hunter2');
    });
  });

  it('numbers its records, and writes none where nothing changed', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [job('a')] }) });
    await deploy(deployment(cwd));
    expect(await deploy(deployment(cwd))).toMatchObject({ outcome: 'no-changes' });
    writeFileSync(join(cwd, 'config.json'), config({ jobs: [job('a', { timeout: 5 })] }));
    expect(await deploy(deployment(cwd))).toMatchObject({ outcome: 'applied', written: { number: 2 } });
  });

  it('tells of the warnings before anybody has to agree, and of no missing role where none is needed', async () => {
    const cwd = folderWith({
      'config.json': JSON.stringify({ pipeline_name: 'p', glue_version: '2.0', jobs: [job('a')] }),
    });
    const told: string[] = [];
    await deploy(
      deployment(cwd, {
        onWarnings: (issues) => told.push(...issues.map(({ code }) => code)),
        confirm: () => {
          told.push('asked');
          return Promise.resolve(true);
        },
      }),
    );
    expect(told).toEqual(['GP209', 'asked']);
  });

  it('changes nothing and makes no bucket where nobody agrees', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [job('a')] }) });
    expect(await deploy(deployment(cwd, { confirm: () => Promise.resolve(false) }))).toMatchObject({
      outcome: 'declined',
    });
    expect(await plan(deployment(cwd))).toMatchObject({
      bucketExists: false,
      plan: { changes: [{ action: 'create' }] },
    });
  });

  it('tells each step as it begins and ends', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [job('a')] }) });
    const events: ApplyEvent['kind'][] = [];
    await deploy(deployment(cwd, { onEvent: ({ kind }) => events.push(kind) }));
    expect(events.filter((kind) => kind.startsWith('step'))).toEqual(['step-start', 'step-done']);
    expect(events.at(-1)).toBe('verify');
  });

  it('starts no step once it is told to stop, and keeps a record of having failed', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [job('a'), job('b')] }) });
    const stopped = await deploy(deployment(cwd, { signal: { aborted: true } }));
    expect(stopped).toMatchObject({ outcome: 'applied', result: { done: [] }, written: { outcome: 'failed' } });
    expect(await deploy(deployment(cwd))).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
  });
});

describe('destroy', () => {
  it('leaves what belongs to another environment', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [job('a'), job('b', { depends_on: ['a'] })] }) });
    await deploy(deployment(cwd));
    await deploy(deployment(cwd, { overrides: { environment: 'prod' } }));
    await destroy(deployment(cwd, { overrides: { environment: 'prod' } }));
    expect((await plan(deployment(cwd))).plan.changes).toEqual([]);
    expect(
      (await plan(deployment(cwd, { overrides: { environment: 'prod' } }))).plan.changes.every(
        ({ action }) => action === 'create',
      ),
    ).toBe(true);
  });

  it('needs no more of the config than which stack it is about', async () => {
    const cwd = folderWith({ 'config.json': config({ jobs: [job('a')] }) });
    await deploy(deployment(cwd));
    writeFileSync(
      join(cwd, 'config.json'),
      config({
        jobs: [
          { name: 'a', script: 'gone.py' },
          { name: 'a', script: 'gone.py' },
        ],
      }),
    );
    await expect(deploy(deployment(cwd))).rejects.toMatchObject({ code: 'GP100' });
    expect(await destroy(deployment(cwd))).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
  });
});
