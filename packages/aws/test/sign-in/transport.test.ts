import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { type AwsCall, connect, type ConnectionOptions, isAwsCallError } from '../../src/index.ts';
import { folder, keys, proxyTo, secureStandIn, settings, standIn } from '../support/aws-stand-in.ts';

const password = 'p@ss word/#1';
const account = { accountId: '111122223333' };

/** Asks whose account it is, on a connection of its own. */
async function whoAmI(options: ConnectionOptions = {}) {
  const aws = connect({ maxAttempts: 1, ...options });
  try {
    return await aws.account();
  } finally {
    aws.close();
  }
}

describe('a proxy', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])(
    'of %s leads to AWS, whose certificate AWS_CA_BUNDLE vouches for',
    async (variable) => {
      const aws = await secureStandIn();
      const proxy = await proxyTo(aws.port);
      settings({ ...keys, [variable]: `http://${proxy.address}`, AWS_CA_BUNDLE: aws.ca });
      expect(await whoAmI()).toMatchObject(account);
      expect(proxy.targets).toEqual(['CONNECT sts.us-east-1.amazonaws.com:443']);
      expect(aws.seen).toMatchObject([{ host: 'sts.us-east-1.amazonaws.com', key: 'KEYOFENV' }]);
    },
  );

  it('may be written without a scheme, as the AWS CLI takes it', async () => {
    const aws = await secureStandIn();
    const proxy = await proxyTo(aws.port);
    settings({ ...keys, HTTPS_PROXY: proxy.address, AWS_CA_BUNDLE: aws.ca });
    expect(await whoAmI()).toMatchObject(account);
    expect(proxy.targets).toHaveLength(1);
  });

  it('is told user and password, and nobody else is', async () => {
    const aws = await secureStandIn();
    const proxy = await proxyTo(aws.port);
    const calls: AwsCall[] = [];
    settings({
      ...keys,
      HTTPS_PROXY: `http://ana:${encodeURIComponent(password)}@${proxy.address}`,
      AWS_CA_BUNDLE: aws.ca,
    });
    await whoAmI({ onCall: (call) => calls.push(call) });
    expect(proxy.users).toEqual([`ana:${password}`]);
    expect(JSON.stringify([calls, aws.seen])).not.toMatch(/ana|p@ss|p%40ss/);
  });

  it.each([407, 403, 503])('that refuses with %i is told apart from AWS, without its password', async (status) => {
    const proxy = await proxyTo(0, status);
    settings({ ...keys, HTTPS_PROXY: `http://ana:${encodeURIComponent(password)}@${proxy.address}` });
    const error: unknown = await whoAmI().catch((raised: unknown) => raised);
    expect(isAwsCallError(error)).toBe(true);
    expect(error).toMatchObject({
      code: 'GP405',
      kind: 'network',
      status: undefined,
      message: expect.stringMatching(
        new RegExp(`^GetCallerIdentity did not get through: the proxy .*\\(status ${String(status)}\\)`),
      ),
      hint: 'check HTTPS_PROXY (http://user:password@host:port); NO_PROXY names hosts that need no proxy',
    });
    expect(`${JSON.stringify(error)} ${(error as Error).stack ?? ''}`).not.toMatch(/p@ss|p%40ss/);
  });

  it('that is not there is named in the hint', async () => {
    settings({ ...keys, HTTPS_PROXY: 'http://127.0.0.1:9' });
    await expect(whoAmI()).rejects.toMatchObject({
      code: 'GP405',
      hint: 'check the network, HTTPS_PROXY and NO_PROXY and the endpoint URL, then run again: what was done is found',
    });
  });

  it.each(['socks5://127.0.0.1:1080', 'http://ana:p@ss#1@proxy:3128', 'http://ana:100%@proxy', 'http://'])(
    'that cannot be one is refused without being shown: %s',
    async (value) => {
      settings({ ...keys, HTTPS_PROXY: value });
      const error: unknown = await whoAmI().catch((raised: unknown) => raised);
      expect(error).toMatchObject({ code: 'GP407', message: 'HTTPS_PROXY is not the address of a proxy' });
      expect(`${JSON.stringify(error)} ${(error as Error).stack ?? ''}`).not.toMatch(/ana|p@ss|1080/);
    },
  );

  it('is left aside for what NO_PROXY names', async () => {
    const proxy = await proxyTo(0);
    settings({ ...keys, HTTPS_PROXY: `http://${proxy.address}`, NO_PROXY: 'example.invalid' });
    await expect(whoAmI({ endpointUrl: 'https://sts.example.invalid' })).rejects.toMatchObject({ code: 'GP405' });
    expect(proxy.targets).toEqual([]);
  });

  it('of HTTP_PROXY is asked for the whole URL of what is not encrypted', async () => {
    const proxy = await proxyTo(0, 407);
    settings({ ...keys, HTTP_PROXY: `http://ana:secret@${proxy.address}` });
    await expect(whoAmI({ endpointUrl: 'http://emulator.invalid:4566' })).rejects.toMatchObject({
      code: 'GP405',
      hint: expect.stringContaining('check HTTPS_PROXY'),
    });
    expect(proxy.targets).toEqual(['POST http://emulator.invalid:4566/']);
    expect(proxy.users).toEqual(['ana:secret']);
  });

  it('is never asked for this machine', async () => {
    const aws = await standIn();
    settings({ ...keys, HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' });
    expect(await whoAmI({ endpointUrl: aws.url })).toMatchObject(account);
  });

  it('and all other settings are left aside for an endpoint that stands alone', async () => {
    const aws = await standIn();
    settings(
      {
        HTTP_PROXY: 'socks5://nonsense',
        AWS_CA_BUNDLE: '/not/there',
        AWS_USE_FIPS_ENDPOINT: 'true',
        AWS_USE_DUALSTACK_ENDPOINT: 'true',
        AWS_PROFILE: 'not-there',
      },
      {},
    );
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const options = { endpointUrl: aws.url, region: 'us-east-1', credentials, standalone: true, env: {} };
    expect(await whoAmI(options)).toMatchObject(account);
  });
});

describe('a certificate', () => {
  it('that nobody vouches for names AWS_CA_BUNDLE', async () => {
    const aws = await secureStandIn();
    settings(keys);
    await expect(whoAmI({ endpointUrl: aws.url })).rejects.toMatchObject({
      code: 'GP405',
      hint: 'where a proxy of your company looks into TLS, set AWS_CA_BUNDLE to the file with its certificate',
    });
    expect(aws.seen).toEqual([]);
  });

  it('is vouched for by ca_bundle of the profile, and AWS_CA_BUNDLE is stronger', async () => {
    const aws = await secureStandIn();
    const config = { '.aws/config': `[profile work]\nca_bundle = ${aws.ca}\n` };
    settings(keys, config);
    expect(await whoAmI({ endpointUrl: aws.url, profile: 'work', credentials: own })).toMatchObject(account);
    settings({ ...keys, AWS_PROFILE: 'work' }, config);
    expect(await whoAmI({ endpointUrl: aws.url })).toMatchObject(account);
    settings({ ...keys, AWS_PROFILE: 'work', AWS_CA_BUNDLE: '/not/there.pem' }, config);
    await expect(whoAmI({ endpointUrl: aws.url })).rejects.toMatchObject({
      name: 'UserError',
      code: 'GP407',
      message: 'AWS_CA_BUNDLE names a file that cannot be read: /not/there.pem',
    });
  });

  it('is looked for in a file that holds one', async () => {
    const file = join(folder(), 'empty.pem');
    writeFileSync(file, 'nothing');
    settings({ ...keys, AWS_CA_BUNDLE: file });
    await expect(whoAmI({ endpointUrl: 'https://localhost:9' })).rejects.toMatchObject({
      code: 'GP407',
      message: `AWS_CA_BUNDLE names a file without a certificate: ${file}`,
    });
  });
});

const own = { accessKeyId: 'own', secretAccessKey: 'b' };
