import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';
import { manualClock } from '@gluepipeline/core/testing';

import {
  type AwsCall,
  deploy,
  type DeployOptions,
  destroy,
  localStart,
  lockHold,
  lockRelease,
  lockStatus,
  plan,
} from '../src/index.ts';
import { config, deployment, folderWith, local } from './harness.ts';

const job = (name: string, more: object = {}) => ({ name, script: `s3://scripts/${name}.py`, ...more });
const jobs = (...names: string[]) => config({ jobs: names.map((name) => job(name)) });

const yes = () => Promise.resolve(true);
const at = (cwd: string) => ({ place: { cwd, env: {} }, overrides: {}, connect: local });
const held = async (cwd: string) => (await lockStatus(at(cwd))).held;

const servers: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** A folder whose endpoint goes on running, so that several can work on it at once, with a first deployment. */
async function served(text: string): Promise<string> {
  const cwd = folderWith({ 'config.json': text });
  servers.push(await localStart({ cwd, env: {} }, local));
  await deploy(deployment(cwd));
  return cwd;
}

/** The same jobs, changed. */
const longer = (timeout: number, ...names: string[]) => config({ jobs: names.map((name) => job(name, { timeout })) });

/** A deployment that stops where it would ask, until it is let go. */
function paused(cwd: string, more: Partial<DeployOptions> = {}) {
  let asked: () => void;
  let go: (answer: boolean) => void;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const answer = new Promise<boolean>((resolve) => (go = resolve));
  const confirm = () => {
    asked();
    return answer;
  };
  const done = deploy(deployment(cwd, { confirm, ...more }));
  return { done, isAsked: Promise.race([isAsked, done]), go: (yesOrNo: boolean) => go(yesOrNo) };
}

describe('the lock of a stack', () => {
  it('lets one of two deployments run, and tells the other who is at work', async () => {
    const cwd = await served(jobs('a'));
    writeFileSync(join(cwd, 'config.json'), longer(5, 'a'));
    const ci = { GITHUB_ACTOR: 'ann', GITHUB_SERVER_URL: 'https://git', GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '7' };
    const first = paused(cwd, { place: { cwd, env: ci } });
    await first.isAsked;
    await expect(deploy(deployment(cwd))).rejects.toMatchObject({
      code: 'GP501',
      message: expect.stringMatching(
        /^sales\/dev is locked by ann on \S+ \(deploy\), https:\/\/git\/o\/r\/actions\/runs\/7, since \S+Z \(\d\.\ds\); the lock expires \S+Z unless it is renewed$/,
      ),
      hint: 'wait for it with --lock-timeout 10m, or take it away with: gluepipeline lock release',
    });
    first.go(true);
    expect(await first.done).toMatchObject({ outcome: 'applied', locked: true, result: { outcome: 'done' } });
    expect(await held(cwd)).toBeUndefined();
  });

  it('makes the second wait when it may, and then plan against what the first has done', async () => {
    const cwd = await served(jobs('a'));
    writeFileSync(join(cwd, 'config.json'), longer(5, 'a'));
    const first = paused(cwd);
    await first.isAsked;
    const waited: string[] = [];
    const second = deploy(
      deployment(cwd, {
        lockTimeout: 60_000,
        onLock: (event) => {
          waited.push(event.kind);
          first.go(true);
        },
      }),
    );
    expect(await first.done).toMatchObject({ outcome: 'applied' });
    expect(await second).toMatchObject({ outcome: 'no-changes' });
    expect(waited).toEqual(['lock-waiting']);
  });

  it('lets exactly one of many run, round after round', async () => {
    const cwd = await served(jobs('a'));
    for (let round = 1; round <= 5; round++) {
      writeFileSync(join(cwd, 'config.json'), config({ jobs: [job('a', { timeout: round })] }));
      const all = await Promise.allSettled([1, 2, 3].map(() => deploy(deployment(cwd))));
      const applied = all.filter((each) => each.status === 'fulfilled' && each.value.outcome === 'applied');
      const refused = all.filter((each) => each.status === 'rejected');
      expect(applied).toHaveLength(1);
      for (const { reason } of refused) {
        expect(reason).toMatchObject({ code: 'GP501' });
      }
      expect((await plan(at(cwd))).plan.changes).toEqual([]);
    }
  });

  it.each<[string, Partial<DeployOptions>, object]>([
    ['nothing changed', {}, { outcome: 'no-changes' }],
    ['somebody declined', { confirm: () => Promise.resolve(false) }, { outcome: 'declined' }],
    ['a signal came', { signal: { aborted: true } }, { outcome: 'applied', result: { outcome: 'interrupted' } }],
  ])('is released when %s', async (name, more, outcome) => {
    const cwd = folderWith({ 'config.json': jobs('a') });
    await deploy(deployment(cwd));
    if (name !== 'nothing changed') {
      writeFileSync(join(cwd, 'config.json'), jobs('a', 'b'));
    }
    expect(await deploy(deployment(cwd, more))).toMatchObject(outcome);
    expect(await held(cwd)).toBeUndefined();
  });

  it('is released when the deployment throws', async () => {
    const cwd = folderWith({ 'config.json': jobs('a') });
    const confirm = () => Promise.reject(new Error('the terminal is gone'));
    await expect(deploy(deployment(cwd, { confirm }))).rejects.toThrow('the terminal is gone');
    expect(await held(cwd)).toBeUndefined();
  });

  it('stops a deployment from which it was taken: nothing is changed, and the other’s work is intact', async () => {
    const cwd = await served(jobs('a'));
    writeFileSync(join(cwd, 'config.json'), longer(5, 'a'));
    // Its time is up while it stands still, as for a process that was stopped.
    const clock = manualClock(Date.now());
    const changes: string[] = [];
    const onCall = ({ operation, target, error }: AwsCall) => {
      if (!/^(?:BatchGet|Get|Head|List)/.test(operation) && error == null) {
        changes.push(`${operation} ${target ?? ''}`);
      }
    };
    const stopped = paused(cwd, { connect: { ...local, clock, onCall } });
    await stopped.isAsked;
    expect(await lockRelease({ ...at(cwd), confirm: yes })).toMatchObject({ released: true });
    writeFileSync(join(cwd, 'config.json'), jobs('b'));
    expect(await deploy(deployment(cwd))).toMatchObject({ outcome: 'applied' });
    changes.length = 0;
    clock.freeze(120_000);
    stopped.go(true);
    expect(await stopped.done).toMatchObject({
      outcome: 'applied',
      stopped: { code: 'GP502', message: 'the lock was not renewed in time and may be held by somebody else' },
      result: { outcome: 'interrupted', done: [], failed: [] },
      written: undefined,
      unrecorded: 'the lock was not renewed in time and may be held by somebody else',
    });
    expect(changes).toEqual([]);
    expect((await plan(at(cwd))).plan.changes).toEqual([]);
  });

  it('is held by hand until it is released by hand', async () => {
    const cwd = folderWith({ 'config.json': jobs('a') });
    expect((await lockHold({ ...at(cwd), reason: 'month end' })).held).toMatchObject({
      claim: { what: 'hold', reason: 'month end' },
      expires: undefined,
    });
    for (const use of [deploy, destroy]) {
      await expect(use(deployment(cwd))).rejects.toMatchObject({
        code: 'GP501',
        message: expect.stringMatching(/by hand, .*: month end; the lock stays until it is released$/),
        hint: 'take it away with: gluepipeline lock release',
      });
    }
    await expect(lockHold(at(cwd))).rejects.toMatchObject({ code: 'GP501' });
    // Nobody is at work, so nobody is asked.
    const never = () => Promise.reject(new Error('asked'));
    expect(await lockRelease({ ...at(cwd), confirm: never })).toMatchObject({ released: true });
    expect(await lockRelease({ ...at(cwd), confirm: never })).toMatchObject({ released: false, held: undefined });
    expect(await deploy(deployment(cwd))).toMatchObject({ outcome: 'applied' });
  });

  it('is not taken from somebody at work without a word', async () => {
    const cwd = await served(jobs('a'));
    writeFileSync(join(cwd, 'config.json'), longer(5, 'a'));
    const first = paused(cwd);
    await first.isAsked;
    const no = () => Promise.resolve(false);
    expect(await lockRelease({ ...at(cwd), confirm: no })).toMatchObject({ released: false, held: {} });
    expect(await held(cwd)).toBeDefined();
    first.go(false);
    await first.done;
  });

  it('is one for each environment', async () => {
    const cwd = folderWith({ 'config.json': jobs('a') });
    await lockHold({ ...at(cwd), overrides: { environment: 'prod' } });
    expect(await deploy(deployment(cwd))).toMatchObject({ outcome: 'applied' });
    await expect(deploy(deployment(cwd, { overrides: { environment: 'prod' } }))).rejects.toMatchObject({
      code: 'GP501',
    });
  });
});
