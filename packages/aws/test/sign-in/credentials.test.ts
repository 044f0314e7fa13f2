import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { connect, type ConnectionOptions } from '../../src/index.ts';
import {
  type Answer,
  folder,
  keys,
  proxyTo,
  secureStandIn,
  type Seen,
  settings,
  standIn,
  stsRefusal,
} from '../support/aws-stand-in.ts';

const region = { AWS_REGION: 'us-east-1' };
const role = 'arn:aws:iam::111122223333:role/deployer';

/** Whose key signed the question whose account it is, or why nobody's did. */
async function signer(seen: readonly Seen[], options: ConnectionOptions = {}): Promise<string | undefined> {
  await whoAmI(options);
  return seen.find(({ operation }) => operation === 'GetCallerIdentity')?.key;
}

async function whoAmI(options: ConnectionOptions = {}) {
  const aws = connect({ maxAttempts: 1, ...options });
  try {
    return await aws.account();
  } finally {
    aws.close();
  }
}

describe('keys', () => {
  const files = {
    '.aws/credentials':
      '[default]\naws_access_key_id = KEYOFDEFAULT\naws_secret_access_key = x\n[work]\naws_access_key_id = KEYOFWORK\naws_secret_access_key = x\n',
  };

  it.each<[string, Record<string, string>, ConnectionOptions, string]>([
    [
      'of a profile that was asked for come first',
      { ...keys, AWS_PROFILE: 'default' },
      { profile: 'work' },
      'KEYOFWORK',
    ],
    ['of the environment come before AWS_PROFILE', { ...keys, AWS_PROFILE: 'work' }, {}, 'KEYOFENV'],
    ['of AWS_PROFILE come before those of default', { ...region, AWS_PROFILE: 'work' }, {}, 'KEYOFWORK'],
    ['of default come last', region, {}, 'KEYOFDEFAULT'],
  ])('%s', async (_, env, options, key) => {
    const aws = await standIn();
    settings({ ...env, AWS_ENDPOINT_URL: aws.url }, files);
    expect(await signer(aws.seen, options)).toBe(key);
  });

  it('that are nowhere: the error says how to sign in', async () => {
    settings(region);
    await expect(whoAmI()).rejects.toMatchObject({ code: 'GP401', hint: expect.stringContaining('or use --local') });
  });

  it('of a profile that is not there: the error names it', async () => {
    settings(region, files);
    await expect(whoAmI({ profile: 'wrok' })).rejects.toMatchObject({
      code: 'GP401',
      hint: 'there is no profile "wrok", or nothing in it to sign in with: see "aws configure list-profiles"',
    });
  });

  it('come from a process that the profile names', async () => {
    const aws = await standIn();
    const printed = '{"Version":1,"AccessKeyId":"KEYOFPROCESS","SecretAccessKey":"x"}';
    const config = `[default]\ncredential_process = /bin/echo '${printed}'\n`;
    settings({ ...region, AWS_ENDPOINT_URL: aws.url }, { '.aws/config': config });
    expect(await signer(aws.seen)).toBe('KEYOFPROCESS');
  });
});

describe('SSO', () => {
  const hour = 3_600_000;
  const startUrl = 'https://example.awsapps.com/start';
  const legacy = `[profile sso]\nsso_start_url = ${startUrl}\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = Deployer\n`;
  const session = `[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Deployer\n[sso-session corp]\nsso_start_url = ${startUrl}\nsso_region = us-east-1\n`;

  /** The files of a user who has signed in until then. */
  function signedIn(config: string, until: number, more: object = {}): Record<string, string> {
    const name = createHash('sha1')
      .update(config === legacy ? startUrl : 'corp')
      .digest('hex');
    const token = {
      accessToken: 'sso-token',
      expiresAt: new Date(until).toISOString(),
      region: 'us-east-1',
      startUrl,
      ...more,
    };
    return { '.aws/config': config, [`.aws/sso/cache/${name}.json`]: JSON.stringify(token) };
  }

  function portal({ path, operation, body }: Seen): Answer | undefined {
    if (path.startsWith('/federation/credentials')) {
      const roleCredentials = {
        accessKeyId: 'KEYOFSSO',
        secretAccessKey: 's',
        sessionToken: 't',
        expiration: Date.now() + hour,
      };
      return { body: JSON.stringify({ roleCredentials }) };
    }
    return operation === '/token' && body.includes('refresh-token')
      ? { body: JSON.stringify({ accessToken: 'renewed', expiresIn: 3600, tokenType: 'Bearer' }) }
      : undefined;
  }

  it.each([
    ['sso_session', session],
    ['sso_start_url alone', legacy],
  ])('with %s asks the portal for keys', async (_, config) => {
    const aws = await standIn(portal);
    settings({ ...region, AWS_PROFILE: 'sso', AWS_ENDPOINT_URL: aws.url }, signedIn(config, Date.now() + hour));
    expect(await signer(aws.seen)).toBe('KEYOFSSO');
    expect(aws.seen[0]?.path).toBe('/federation/credentials?account_id=111122223333&role_name=Deployer');
  });

  it('renews a session that can be', async () => {
    const aws = await standIn(portal);
    const renewable = {
      refreshToken: 'refresh-token',
      clientId: 'c',
      clientSecret: 's',
      registrationExpiresAt: new Date(Date.now() + hour).toISOString(),
    };
    settings({ ...region, AWS_ENDPOINT_URL: aws.url }, signedIn(session, Date.now() - 1000, renewable));
    expect(await signer(aws.seen, { profile: 'sso' })).toBe('KEYOFSSO');
  });

  it.each<[string, string, Record<string, string>, ConnectionOptions]>([
    ['--profile', session, {}, { profile: 'sso' }],
    ['AWS_PROFILE', session, { AWS_PROFILE: 'sso' }, {}],
    ['--profile, without sso_session', legacy, {}, { profile: 'sso' }],
  ])('that has expired names the command that mends it: %s', async (_, config, env, options) => {
    settings({ ...region, ...env }, signedIn(config, Date.now() - hour));
    await expect(whoAmI(options)).rejects.toMatchObject({
      code: 'GP401',
      message: expect.stringMatching(/^GetCallerIdentity was not signed in: .*\bSSO\b/i),
      hint: 'run "aws sso login --profile sso"',
    });
  });

  it('that was never begun, or that the portal no longer knows, names it too', async () => {
    settings(region, { '.aws/config': session });
    await expect(whoAmI({ profile: 'sso' })).rejects.toMatchObject({ hint: 'run "aws sso login --profile sso"' });
    const aws = await standIn(() => ({
      status: 401,
      body: '{"__type":"UnauthorizedException","message":"Session token not found or invalid"}',
    }));
    settings({ ...region, AWS_ENDPOINT_URL: aws.url }, signedIn(session, Date.now() + hour));
    const error: unknown = await whoAmI({ profile: 'sso' }).catch((raised: unknown) => raised);
    expect(error).toMatchObject({ code: 'GP401', hint: 'run "aws sso login --profile sso"' });
    expect(`${JSON.stringify(error)}${String((error as Error).stack)}`).not.toContain('sso-token');
  });

  it('goes through the proxy as well', async () => {
    const aws = await secureStandIn(portal);
    const proxy = await proxyTo(aws.port);
    const env = { ...region, AWS_PROFILE: 'sso', HTTPS_PROXY: proxy.address, AWS_CA_BUNDLE: aws.ca };
    settings(env, signedIn(session, Date.now() + hour));
    expect(await signer(aws.seen)).toBe('KEYOFSSO');
    expect(proxy.targets).toEqual([
      'CONNECT portal.sso.us-east-1.amazonaws.com:443',
      'CONNECT sts.us-east-1.amazonaws.com:443',
    ]);
  });

  it('whose portal is out of reach is a matter of the network', async () => {
    settings({ ...region, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, signedIn(session, Date.now() + hour));
    await expect(whoAmI({ profile: 'sso' })).rejects.toMatchObject({ code: 'GP405', kind: 'network' });
  });
});

describe('a profile with a role', () => {
  const files = {
    '.aws/config': `[profile base]\n[profile deployer]\nrole_arn = ${role}\nsource_profile = base\nexternal_id = xyz\nmfa_serial = arn:aws:iam::111122223333:mfa/ana\n`,
    '.aws/credentials': '[base]\naws_access_key_id = KEYOFBASE\naws_secret_access_key = secret-of-base\n',
  };
  const options = { profile: 'deployer', mfaCode: () => Promise.resolve('123456') };

  it('asks once for the code of the MFA device, and signs as the role', async () => {
    const aws = await standIn();
    const asked: string[] = [];
    settings({ ...region, AWS_ENDPOINT_URL: aws.url }, files);
    const mfaCode = (serial: string) => {
      asked.push(serial);
      return Promise.resolve('123456');
    };
    const here = connect({ profile: 'deployer', mfaCode });
    await Promise.all([
      here.account(),
      here.platform(() => Promise.reject(new Error('unused'))).read({ names: { job: ['a'] } }),
    ]);
    here.close();
    expect(asked).toEqual(['arn:aws:iam::111122223333:mfa/ana']);
    const assumed = aws.seen.filter(({ operation }) => operation === 'AssumeRole');
    expect(assumed).toHaveLength(1);
    expect(assumed[0]).toMatchObject({ key: 'KEYOFBASE' });
    expect(Object.fromEntries(new URLSearchParams(assumed[0]?.body))).toMatchObject({
      RoleArn: role,
      ExternalId: 'xyz',
      SerialNumber: 'arn:aws:iam::111122223333:mfa/ana',
      TokenCode: '123456',
    });
    expect(
      aws.seen
        .filter(({ key }) => key === 'KEYOFROLE')
        .map(({ operation }) => operation)
        .toSorted(),
    ).toEqual(['BatchGetJobs', 'GetCallerIdentity']);
  });

  it('that nobody can be asked a code for is a matter of credentials', async () => {
    settings(region, files);
    await expect(whoAmI({ profile: 'deployer' })).rejects.toMatchObject({
      code: 'GP401',
      message: expect.stringContaining('multi-factor'),
    });
  });

  it('tells a wrong code from a missing permission', async () => {
    const aws = await standIn(({ operation }) =>
      operation === 'AssumeRole'
        ? stsRefusal('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.')
        : undefined,
    );
    settings({ ...region, AWS_ENDPOINT_URL: aws.url }, files);
    const error: unknown = await whoAmI(options).catch((raised: unknown) => raised);
    expect(error).toMatchObject({ code: 'GP401', hint: 'run again with the code that the MFA device shows next' });
    expect(`${JSON.stringify(error)}${String((error as Error).stack)}`).not.toMatch(/secret-of-base|123456/);
  });

  it('says who must allow what where the role is refused', async () => {
    const message = `User: arn:aws:iam::1:user/ana is not authorized to perform: sts:AssumeRole on resource: ${role}`;
    const aws = await standIn(({ operation }) =>
      operation === 'AssumeRole' ? stsRefusal('AccessDenied', message) : undefined,
    );
    settings({ ...region, AWS_ENDPOINT_URL: aws.url }, files);
    await expect(whoAmI(options)).rejects.toMatchObject({
      code: 'GP402',
      missingPermission: 'sts:AssumeRole',
      hint: `allow sts:AssumeRole on ${role} for whoever signs in; the role's trust policy must allow it too, with the same external id`,
    });
  });
});

describe('web identity', () => {
  function token(): Record<string, string> {
    const file = join(folder(), 'token');
    writeFileSync(file, 'identity-token');
    return { ...region, AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: role };
  }

  it('signs as the role of the token', async () => {
    const aws = await standIn();
    settings({ ...token(), AWS_ENDPOINT_URL: aws.url });
    expect(await signer(aws.seen)).toBe('KEYOFROLE');
    expect(aws.seen[0]).toMatchObject({ operation: 'AssumeRoleWithWebIdentity', key: '' });
    expect(aws.seen[0]?.body).toContain('WebIdentityToken=identity-token');
  });

  it('goes through the proxy as well', async () => {
    const aws = await secureStandIn();
    const proxy = await proxyTo(aws.port);
    settings({ ...token(), HTTPS_PROXY: proxy.address, AWS_CA_BUNDLE: aws.ca });
    expect(await signer(aws.seen)).toBe('KEYOFROLE');
    expect(proxy.targets.length).toBeGreaterThan(0);
  });

  it.each([
    [
      'InvalidIdentityToken',
      'No OpenIDConnect provider found',
      'GP401',
      'check AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE and the trust policy of the role',
    ],
    [
      'AccessDenied',
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      'GP402',
      'the trust policy of the role (AWS_ROLE_ARN) must name this identity: its provider, audience and subject',
    ],
  ])('that is refused with %s says what to look at', async (code, message, own, hint) => {
    const aws = await standIn(({ operation }) =>
      operation === 'AssumeRoleWithWebIdentity' ? stsRefusal(code, message) : undefined,
    );
    settings({ ...token(), AWS_ENDPOINT_URL: aws.url });
    const error: unknown = await whoAmI().catch((raised: unknown) => raised);
    expect(error).toMatchObject({ code: own, hint });
    expect(JSON.stringify(error)).not.toContain('identity-token');
  });

  it('whose token is not there names the variable', async () => {
    settings({ ...token(), AWS_WEB_IDENTITY_TOKEN_FILE: '/not/there' });
    await expect(whoAmI()).rejects.toMatchObject({
      code: 'GP401',
      hint: expect.stringContaining('AWS_WEB_IDENTITY_TOKEN_FILE'),
    });
  });
});

describe('a role on top of who signs in', () => {
  const assumeRole = { arn: role, externalId: 'xyz', sessionName: 'nightly' };

  it('is assumed once, with external id and session name, for all clients', async () => {
    const aws = await standIn();
    settings({ ...keys, AWS_ENDPOINT_URL: aws.url });
    expect(await signer(aws.seen, { assumeRole })).toBe('KEYOFROLE');
    expect(aws.seen.map(({ operation, key }) => [operation, key])).toEqual([
      ['AssumeRole', 'KEYOFENV'],
      ['GetCallerIdentity', 'KEYOFROLE'],
    ]);
    expect(Object.fromEntries(new URLSearchParams(aws.seen[0]?.body))).toMatchObject({
      RoleArn: role,
      ExternalId: 'xyz',
      RoleSessionName: 'nightly',
    });
  });

  it('is assumed by a profile and through a proxy too', async () => {
    const aws = await secureStandIn();
    const proxy = await proxyTo(aws.port);
    settings(
      { ...region, HTTPS_PROXY: proxy.address, AWS_CA_BUNDLE: aws.ca },
      { '.aws/credentials': '[work]\naws_access_key_id = KEYOFWORK\naws_secret_access_key = x\n' },
    );
    expect(await signer(aws.seen, { assumeRole: { arn: role }, profile: 'work' })).toBe('KEYOFROLE');
    expect(aws.seen[0]).toMatchObject({ operation: 'AssumeRole', key: 'KEYOFWORK' });
    expect(aws.seen[0]?.body).toContain('RoleSessionName=gluepipeline');
    expect(aws.seen[0]?.body).not.toContain('ExternalId');
    expect(new Set(proxy.targets)).toEqual(new Set(['CONNECT sts.us-east-1.amazonaws.com:443']));
  });
});
