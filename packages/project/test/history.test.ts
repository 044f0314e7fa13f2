import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { systemClock } from '@gluepipeline/aws';
import { deploy, destroy, gc, type GcOptions, history, lockStatus, plan, rollback } from '../src/index.ts';
import { config, deployment, folderWith, local, look } from './harness.ts';

const at = (cwd: string) => ({ place: { cwd, env: {} }, overrides: {}, connect: local });
const write = (cwd: string, file: string, text: string) => writeFileSync(join(cwd, file), text);
const records = async (cwd: string) => (await history({ ...at(cwd), limit: 100 })).records;
const changesOf = async (cwd: string) => (await plan(at(cwd))).plan.changes;

/** Jobs whose scripts lie beside the config. */
function pipeline(timeout: number, names = ['a', 'b'], password?: string): string {
  return config({
    jobs: names.map((name) => ({ name, script: `${name}.py`, timeout, arguments: { password, source: 'orders' } })),
    schedule: 'cron(0 2 * * ? *)',
  });
}

const git = (cwd: string, ...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=ann', '-c', 'user.email=ann@example.com', ...words], { cwd, encoding: 'utf8' });

describe('history', () => {
  it('keeps who, when, which commit, what was planned and what came of it, without secrets', async () => {
    const cwd = folderWith({
      'config.json': pipeline(5, ['a', 'b'], 'hunter2'),
      'a.py': 'print(1)',
      'b.py': 'print(2)',
    });
    git(cwd, 'init', '-q');
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-q', '-m', 'first');
    const commit = git(cwd, 'rev-parse', 'HEAD').trim();
    await deploy(deployment(cwd, { place: { cwd, env: { GITHUB_ACTOR: 'ann' } } }));
    write(cwd, 'config.json', pipeline(6, ['a'], 'hunter2'));
    await deploy(deployment(cwd));
    const [second, first, ...others] = await records(cwd);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      number: 1,
      what: 'deploy',
      by: 'ann',
      commit,
      configDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      outcome: 'done',
      plan: { add: 6, change: 0, delete: 0, unchanged: 0 },
      result: { done: 7, failed: [], neverRun: 0 },
    });
    expect(second).toMatchObject({ number: 2, commit: `${commit}-dirty`, plan: { change: 2, delete: 1 } });
    const job = second?.plan?.changes.find(({ action, kind }) => action === 'update' && kind === 'job');
    expect(job).toEqual({
      action: 'update',
      kind: 'job',
      name: 'sales-dev-a',
      label: 'a',
      fields: [{ field: 'timeout', before: 5, after: 6 }],
    });
    expect(JSON.stringify([first, second])).not.toContain('hunter2');
    expect((await history({ ...at(cwd), limit: 1 })).records.map(({ number }) => number)).toEqual([2]);
    expect((await history({ ...at(cwd), limit: 9, number: 1 })).records).toEqual([first]);
    await expect(history({ ...at(cwd), limit: 9, number: 3 })).rejects.toMatchObject({ code: 'GP506' });
  });

  it('is empty before the first deployment', async () => {
    expect(await records(folderWith({ 'config.json': pipeline(5) }))).toEqual([]);
  });
});

describe('rollback', () => {
  const scripts = { 'a.py': 'print(1)', 'b.py': 'print(2)' };

  /** Two deployments: of a and b, then of a alone, with another script and another timeout. */
  async function twice(first = pipeline(5), second = pipeline(7, ['a'])): Promise<string> {
    const cwd = folderWith({ 'config.json': first, ...scripts });
    await deploy(deployment(cwd));
    write(cwd, 'config.json', second);
    write(cwd, 'a.py', 'print("new")');
    await deploy(deployment(cwd));
    return cwd;
  }

  it('makes AWS as the deployment before had it, scripts too: a plan against the old config is empty', async () => {
    const cwd = await twice();
    const seen: number[] = [];
    const done = await rollback({ ...deployment(cwd), onTarget: (from, to) => seen.push(from.number, to.number) });
    expect(done).toMatchObject({
      outcome: 'applied',
      result: { outcome: 'done' },
      written: { number: 3, what: 'rollback', rollbackTo: 1 },
    });
    expect(seen).toEqual([2, 1]);
    expect(done.notes.join()).toContain('does not undo what jobs have written, nor bookmarks');
    // The config says what it said, and the next deployment comes back to it.
    expect(await changesOf(cwd)).not.toEqual([]);
    write(cwd, 'config.json', pipeline(5));
    write(cwd, 'a.py', scripts['a.py']);
    expect(await changesOf(cwd)).toEqual([]);
    expect((await lockStatus(at(cwd))).held).toBeUndefined();
    // Once more goes forward again.
    expect(await rollback(deployment(cwd))).toMatchObject({ written: { number: 4, rollbackTo: 2 } });
    write(cwd, 'config.json', pipeline(7, ['a']));
    write(cwd, 'a.py', 'print("new")');
    expect(await changesOf(cwd)).toEqual([]);
  });

  it('keeps the secrets that are deployed now, and says so', async () => {
    const cwd = await twice(pipeline(5, ['a'], 'old'), pipeline(7, ['a'], 'new'));
    const done = await rollback(deployment(cwd));
    expect(done.notes.join()).toContain('keep the values that they have now: job a: DefaultArguments.--password');
    write(cwd, 'config.json', pipeline(5, ['a'], 'new'));
    write(cwd, 'a.py', scripts['a.py']);
    expect(await changesOf(cwd)).toEqual([]);
  });

  it('refuses where nobody knows a secret any more, and where a script is gone', async () => {
    const lost = await twice(pipeline(5, ['a', 'b'], 'old'), pipeline(7, ['a'], 'new'));
    await expect(rollback(deployment(lost))).rejects.toMatchObject({
      code: 'GP508',
      message: 'records hold no secrets, and nobody knows what this one was: job b: DefaultArguments.--password',
    });
    const gone = await twice();
    const [first] = (await records(gone)).toReversed();
    const script = first?.resources.find(({ kind, label }) => kind === 'artifact' && label === 'a.py');
    await look(gone, ({ blobs }) => blobs.delete(script?.name ?? ''));
    await expect(rollback(deployment(gone))).rejects.toMatchObject({
      code: 'GP507',
      message: 'the script a.py of deployment #1 is not in the bucket any more',
    });
  });

  it('goes to none that failed, to no unknown one, and to nothing where there is nothing', async () => {
    const cwd = folderWith({ 'config.json': pipeline(5), ...scripts });
    await expect(rollback(deployment(cwd))).rejects.toMatchObject({ code: 'GP503' });
    await deploy(deployment(cwd));
    await expect(rollback(deployment(cwd))).rejects.toMatchObject({ code: 'GP505' });
    await expect(rollback({ ...deployment(cwd), to: 7 })).rejects.toMatchObject({ code: 'GP506' });
    write(cwd, 'config.json', pipeline(6));
    await deploy(deployment(cwd, { signal: { aborted: true } }));
    await expect(rollback({ ...deployment(cwd), to: 2 })).rejects.toMatchObject({
      code: 'GP505',
      message: 'deployment #2 did not get through, so nobody can go back to it',
    });
    // What failed is gone back from.
    expect(await rollback(deployment(cwd))).toMatchObject({ outcome: 'no-changes' });
  });

  it('brings back what a destroy has deleted, and needs no sound config for it', async () => {
    const cwd = folderWith({ 'config.json': pipeline(5), ...scripts });
    await deploy(deployment(cwd));
    await destroy(deployment(cwd));
    write(cwd, 'config.json', pipeline(5).replace('"a.py"', '"nowhere.py"'));
    expect(await rollback(deployment(cwd))).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
    write(cwd, 'config.json', pipeline(5));
    expect(await changesOf(cwd)).toEqual([]);
  });
});

describe('gc', () => {
  const day = 86_400_000;
  /** So many days from now. */
  const later = (days: number) => ({ ...local, clock: { ...systemClock, now: () => Date.now() + days * day } });

  it('deletes what is old and neither live nor in a record that stays, and nothing else', async () => {
    const cwd = folderWith({ 'config.json': pipeline(5), 'a.py': '1', 'b.py': '2' });
    for (const version of ['1', '2', '3']) {
      write(cwd, 'a.py', version);
      await deploy(deployment(cwd));
    }
    const asked: number[] = [];
    const options: GcOptions = {
      ...at(cwd),
      keep: 2,
      olderThan: 30 * day,
      dryRun: false,
      confirm: ({ uploads, records: old }) => {
        asked.push(uploads.length, old.length);
        return Promise.resolve(asked.length > 2);
      },
    };
    expect(await gc(options)).toMatchObject({ outcome: 'nothing' });
    const old = { ...options, connect: later(31) };
    const gone = { uploads: [{ key: expect.stringMatching(/scripts\/[0-9a-f]{64}\/a\.py$/) }], records: [{}] };
    expect(await gc({ ...old, dryRun: true })).toMatchObject({ outcome: 'dry-run', ...gone });
    expect(asked).toEqual([]);
    expect(await gc(old)).toMatchObject({ outcome: 'declined', ...gone });
    expect(await gc(old)).toMatchObject({ outcome: 'deleted', ...gone });
    expect(asked).toEqual([1, 1, 1, 1]);
    expect(await gc(old)).toMatchObject({ outcome: 'nothing' });
    expect((await records(cwd)).map(({ number }) => number)).toEqual([3, 2]);
    expect(await changesOf(cwd)).toEqual([]);
    // What stays can be gone back to.
    expect(await rollback({ ...deployment(cwd), to: 2 })).toMatchObject({ result: { outcome: 'done' } });
    await expect(rollback({ ...deployment(cwd), to: 1 })).rejects.toMatchObject({ code: 'GP506' });
  });

  it('leaves a script that a job of somebody else runs', async () => {
    const cwd = folderWith({ 'config.json': pipeline(5, ['a']), 'a.py': '1' });
    await deploy(deployment(cwd));
    const [script] = (await records(cwd))[0]?.resources.filter(({ kind }) => kind === 'artifact') ?? [];
    const definition = script?.resource?.kind === 'artifact' ? script.resource.definition : undefined;
    const other = { name: 'x', script: `s3://${definition?.bucket ?? ''}/${script?.name ?? ''}` };
    write(cwd, 'other.json', config({ pipeline_name: 'other', jobs: [other] }));
    await deploy(deployment(cwd, { place: { cwd, env: {}, config: 'other.json' } }));
    for (const version of ['2', '3']) {
      write(cwd, 'a.py', version);
      await deploy(deployment(cwd));
    }
    const yes = () => Promise.resolve(true);
    const done = await gc({ ...at(cwd), connect: later(1), keep: 1, olderThan: 0, dryRun: false, confirm: yes });
    expect(done).toMatchObject({ outcome: 'deleted', uploads: [{}], records: [{}, {}] });
    const read = await plan({ ...at(cwd), place: { cwd, env: {}, config: 'other.json' } });
    expect(read).toMatchObject({ plan: { changes: [] }, notes: [] });
    expect(done.uploads[0]?.key).not.toBe(script?.name);
  });
});
