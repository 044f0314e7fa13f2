import { describe, expect, it } from '@jest/globals';

import { type Access, trusts } from '@gluepipeline/core';
import { accountChecks } from '../src/doctor/account.ts';
import { doctor } from '../src/index.ts';
import { validate } from '../src/validate.ts';
import type { Session } from '../src/session.ts';
import { config, folderWith, local } from './harness.ts';

const options = (cwd: string) => ({ place: { cwd, env: {} }, overrides: {}, connect: local });

const one = config({ jobs: [{ name: 'load', script: 's3://code/load.py' }] });

/** Checks of an account that answers as a test wants it to. */
async function checked(more: Partial<Access>, target: object = {}, text = one) {
  const { pipeline } = await validate({ cwd: folderWith({ 'config.json': text, 'load.py': '' }), env: {} });
  const access: Access = {
    arn: 'arn:aws:iam::123456789012:user/ana',
    clockOffset: () => Promise.resolve(0),
    denied: () => Promise.resolve([]),
    trustOf: () => Promise.resolve(trust('glue.amazonaws.com')),
    ...more,
  };
  const session = {
    kind: 'aws',
    target: { accountId: '123456789012', region: 'eu-west-1', partition: 'aws', bucket: 'code', role: undefined },
    access: () => Promise.resolve(access),
    bucketExists: () => Promise.resolve(true),
    names: () => Promise.resolve({ job: new Set(), trigger: new Set(), crawler: new Set() }),
    ...target,
  };
  const checks = await accountChecks(session as unknown as Session, pipeline!, 'deploy');
  return new Map(checks.map((each) => [each.name, each]));
}

const trust = (Service: string) => ({
  Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
});

describe('doctor', () => {
  it('finds everything well on the embedded endpoint, and says what is not looked at there', async () => {
    const cwd = folderWith({ 'config.json': one });
    const checks = await doctor({ ...options(cwd), purpose: 'deploy', nodeVersion: 'v24.1.0' });
    expect(checks.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['node', 'ok'],
      ['config', 'ok'],
      ['region', 'ok'],
      ['credentials', 'ok'],
      ['clock', 'ok'],
      ['permissions', 'skipped'],
      ['roles', 'skipped'],
      ['bucket', 'ok'],
      ['quotas', 'ok'],
    ]);
  });

  it.each([
    ['v18.20.0', 'fail'],
    ['v20.18.0', 'fail'],
    ['v20.19.0', 'warn'],
    ['v22.0.0', 'ok'],
  ])('judges Node %s: %s', async (nodeVersion, outcome) => {
    const [node] = await doctor({ ...options(folderWith({})), purpose: 'deploy', nodeVersion });
    expect(node).toMatchObject({ name: 'node', outcome });
  });

  it('goes on after a failure: without a config, with a broken one, and without a Region', async () => {
    const of = async (files: Record<string, string>, connect: object = local) =>
      (
        await doctor({
          ...options(folderWith(files)),
          connect: { ...local, ...connect },
          purpose: 'deploy',
          nodeVersion: 'v24.0.0',
        })
      )
        .filter(({ outcome }) => outcome === 'fail')
        .map(({ name, message }) => [name, message]);
    expect(await of({})).toEqual([['config', 'there is no config at config.json']]);
    expect(await of({ 'config.json': '{' })).toEqual([['config', 'config.json has 1 error']]);
    const nowhere = { local: false, env: { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' } };
    expect((await of({ 'config.json': one }, nowhere)).map(([name]) => name)).toEqual(['region']);
  });
});

describe('what is looked at in an account', () => {
  it('is all well', async () => {
    const checks = await checked({});
    expect([...checks.values()].map(({ outcome }) => outcome)).toEqual(Array.from({ length: 7 }, () => 'ok'));
    expect(checks.get('roles')?.message).toBe('Glue may work as GlueRole');
  });

  it('names what is not allowed, and the policy that helps', async () => {
    const denied = () => Promise.resolve([{ action: 'glue:CreateJob', resource: 'arn:aws:glue:eu-west-1:1:job/x' }]);
    expect((await checked({ denied })).get('permissions')).toEqual({
      name: 'permissions',
      outcome: 'fail',
      message: 'not allowed: glue:CreateJob on arn:aws:glue:eu-west-1:1:job/x',
      cure: 'give the role or user the policy of: gluepipeline iam-policy --for deploy',
    });
  });

  it('asks for all that the policy of the purpose allows', async () => {
    const asked: string[] = [];
    await checked({
      denied: (wishes) => {
        asked.push(...wishes.flatMap(({ actions }) => actions));
        return Promise.resolve([]);
      },
    });
    expect(asked).toEqual(expect.arrayContaining(['glue:CreateJob', 'iam:PassRole', 's3:PutObject']));
  });

  it.each([
    ['a role that is not there', { trustOf: () => Promise.resolve(undefined) }, 'roles', 'there is no role GlueRole'],
    [
      'a role that Glue may not work as',
      { trustOf: () => Promise.resolve(trust('ec2.amazonaws.com')) },
      'roles',
      'Glue may not work as GlueRole',
    ],
  ])('fails for %s', async (_, more, name, message) => {
    const found = (await checked(more)).get(name as 'roles');
    expect(found).toMatchObject({ outcome: 'fail', message });
    expect(found?.cure).toBeDefined();
  });

  it('fails for more jobs than an account may have, and counts what is there already once', async () => {
    const others = Array.from({ length: 2000 }, (_, index) => `job-${index}`);
    const account = (jobs: readonly string[]) => ({
      names: () => Promise.resolve({ job: new Set(jobs), trigger: new Set(), crawler: new Set(['orders']) }),
    });
    const found = async (jobs: readonly string[]) => (await checked({}, account(jobs))).get('quotas');
    const message = 'after a deployment 2001 of 2000 jobs, 0 of 1000 triggers, 1 of 1000 crawlers';
    expect(await found(others)).toMatchObject({ outcome: 'fail', message });
    const [ours] = (await found(['sales-dev-load', ...others.slice(1)]))!.message.split(',');
    expect(ours).toBe('after a deployment 2000 of 2000 jobs');
  });

  it('warns of a clock that is off, and of a bucket that is missing where nothing is uploaded', async () => {
    const late = await checked({ clockOffset: () => Promise.resolve(-7 * 60_000) });
    expect(late.get('clock')).toMatchObject({ outcome: 'warn', message: 'this machine is 7 minutes off' });
    const noBucket = { bucketExists: () => Promise.resolve(false) };
    expect((await checked({}, noBucket)).get('bucket')).toMatchObject({ outcome: 'warn' });
    const local = config({ jobs: [{ name: 'load', type: 'pythonshell', script: 'load.py' }] });
    expect((await checked({}, noBucket, local)).get('bucket')).toMatchObject({ outcome: 'fail' });
  });

  it('fails for another account than that of the config', async () => {
    const checks = await checked(
      {},
      {},
      config({ account_id: '999999999999', jobs: [{ name: 'a', script: 's3://b/a.py' }] }),
    );
    expect(checks.get('credentials')).toMatchObject({ outcome: 'fail' });
  });
});

describe('trusts', () => {
  it('knows every way to write that a service may work as a role', () => {
    const statement = {
      Effect: 'Allow',
      Principal: { Service: ['a', 'glue.amazonaws.com'] },
      Action: ['sts:AssumeRole'],
    };
    expect(trusts({ Statement: [statement] }, 'glue.amazonaws.com')).toBe(true);
    expect(trusts({ Statement: { ...statement, Action: 'sts:*' } }, 'glue.amazonaws.com')).toBe(true);
    expect(trusts({ Statement: { ...statement, Effect: 'Deny' } }, 'glue.amazonaws.com')).toBe(false);
    expect(trusts({}, 'glue.amazonaws.com')).toBe(false);
  });
});
