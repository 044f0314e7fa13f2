import { describe, expect, it } from '@jest/globals';

import { credentialsFor } from '../../src/client/credentials.ts';
import { systemClock } from '../../src/client/system-clock.ts';
import { Transport } from '../../src/client/transport.ts';

const own = { accessKeyId: 'own', secretAccessKey: 'b' };
const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
const means = (env: Record<string, string>) => ({
  env,
  region: () => Promise.resolve('us-east-1'),
  transport: new Transport({ env, profile: undefined, standalone: true, clock: systemClock }),
});

describe('credentialsFor', () => {
  it('leaves keys of the environment to the SDK: no provider is loaded for them', () => {
    const mfaCode = () => Promise.resolve('1');
    expect(credentialsFor({ mfaCode }, means(keys))).toBeUndefined();
    expect(credentialsFor({ credentials: own, mfaCode }, means({}))).toBe(own);
  });

  it.each([
    ['a profile', { profile: 'work' }, keys],
    ['AWS_PROFILE beside keys, which the SDK alone would let win', {}, { ...keys, AWS_PROFILE: 'work' }],
    ['half a pair of keys', {}, { AWS_ACCESS_KEY_ID: 'a' }],
    ['a role', { assumeRole: { arn: 'arn:aws:iam::1:role/r' } }, keys],
  ])('has a provider for %s', (_, signIn, env) => {
    expect(credentialsFor(signIn, means(env))).toBeInstanceOf(Function);
  });
});
