import { describe, expect, it } from '@jest/globals';

import { connect, type ConnectionOptions } from '../../src/index.ts';
import { keys, proxyTo, secureStandIn, type Seen, settings, standIn } from '../support/aws-stand-in.ts';

const nothing = () => Promise.reject(new Error('unused'));

/** Asks each of the four services something. */
async function askAll(options: ConnectionOptions = {}): Promise<void> {
  const aws = connect({ maxAttempts: 1, ...options });
  try {
    await aws.account();
    await aws.platform(nothing).read({ stack: 'p/dev', names: { job: ['a'] } });
    await aws.objectExists('bucket-of-ours', 'a.py');
  } finally {
    aws.close();
  }
}

/** The hosts that a proxy was asked for while all four services were asked. */
async function hosts(env: Record<string, string>, files: Record<string, string> = {}, options: ConnectionOptions = {}) {
  const aws = await secureStandIn();
  const proxy = await proxyTo(aws.port);
  settings({ ...keys, HTTPS_PROXY: proxy.address, AWS_CA_BUNDLE: aws.ca, ...env }, files);
  await askAll(options);
  return [...new Set(proxy.targets.map((target) => target.replace(/^CONNECT (.*):443$/, '$1')))].toSorted();
}

const fips = [
  'bucket-of-ours.s3-fips.us-east-1.amazonaws.com',
  'glue-fips.us-east-1.amazonaws.com',
  'sts-fips.us-east-1.amazonaws.com',
  'tagging-fips.us-east-1.amazonaws.com',
];
const dualStack = [
  'bucket-of-ours.s3.dualstack.us-east-1.amazonaws.com',
  'glue.us-east-1.api.aws',
  'sts.us-east-1.api.aws',
  'tagging.us-east-1.api.aws',
];

function serviceOf({ operation, path }: Seen): string {
  const services: Readonly<Record<string, string>> = { GetCallerIdentity: 'sts', GetResources: 'tagging' };
  return path.includes('bucket-of-ours') ? 's3' : (services[operation] ?? 'glue');
}

describe('the hosts of AWS', () => {
  it.each<[string, string[], Record<string, string>, Record<string, string>, ConnectionOptions]>([
    [
      'of a Region',
      [
        'bucket-of-ours.s3.us-east-1.amazonaws.com',
        'glue.us-east-1.amazonaws.com',
        'sts.us-east-1.amazonaws.com',
        'tagging.us-east-1.amazonaws.com',
      ],
      {},
      {},
      {},
    ],
    ['of AWS_USE_FIPS_ENDPOINT', fips, { AWS_USE_FIPS_ENDPOINT: 'true' }, {}, {}],
    [
      'of use_fips_endpoint',
      fips,
      { AWS_PROFILE: 'gov' },
      { '.aws/config': '[profile gov]\nuse_fips_endpoint = true\n' },
      {},
    ],
    ['of AWS_USE_DUALSTACK_ENDPOINT', dualStack, { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, {}, {}],
    [
      'of use_dualstack_endpoint',
      dualStack,
      { AWS_PROFILE: 'six' },
      { '.aws/config': '[profile six]\nuse_dualstack_endpoint = true\n' },
      {},
    ],
  ])('are those %s', async (_, expected, env, files, options) => {
    expect(await hosts(env, files, options)).toEqual(expected);
  });
});

describe('an endpoint of one’s own', () => {
  it.each<[string, (url: (service: string) => string) => [Record<string, string>, string?], string[]]>([
    [
      'AWS_ENDPOINT_URL serves all',
      (url) => [{ AWS_ENDPOINT_URL: url('all') }],
      ['glue at all', 's3 at all', 'sts at all', 'tagging at all'],
    ],
    [
      'AWS_ENDPOINT_URL_<SERVICE> serves one, and is stronger',
      (url) => [
        {
          AWS_ENDPOINT_URL: url('all'),
          AWS_ENDPOINT_URL_GLUE: url('glue'),
          AWS_ENDPOINT_URL_S3: url('s3'),
          AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API: url('tagging'),
        },
      ],
      ['glue at glue', 's3 at s3', 'sts at all', 'tagging at tagging'],
    ],
    [
      'a services section of the profile serves those it names, endpoint_url the others',
      (url) => [
        { AWS_PROFILE: 'lab' },
        `[profile lab]\nservices = lab\nendpoint_url = ${url('all')}\n[services lab]\nglue =\n  endpoint_url = ${url('glue')}\ns3 =\n  endpoint_url = ${url('s3')}\n`,
      ],
      ['glue at glue', 's3 at s3', 'sts at all', 'tagging at all'],
    ],
    [
      'the environment is stronger than the profile',
      (url) => [{ AWS_PROFILE: 'lab', AWS_ENDPOINT_URL: url('env') }, `[profile lab]\nendpoint_url = ${url('all')}\n`],
      ['glue at env', 's3 at env', 'sts at env', 'tagging at env'],
    ],
  ])('%s', async (_, given, expected) => {
    const aws = await standIn();
    const [env, config = ''] = given((service) => `${aws.url}/${service}`);
    settings({ ...keys, ...env }, { '.aws/config': config });
    await askAll();
    const places = aws.seen.map((each) => `${serviceOf(each)} at ${each.path.split('/')[1] ?? ''}`);
    expect([...new Set(places)].toSorted()).toEqual(expected);
    // A bucket stands in the path: an address of one's own has no host name for each.
    expect(aws.seen.map(({ path }) => path)).toContainEqual(expect.stringMatching(/^\/\w+\/bucket-of-ours\/a\.py/));
  });

  it('by flag is stronger than all others', async () => {
    const aws = await standIn();
    settings({ ...keys, AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_GLUE: 'http://127.0.0.1:9' });
    await askAll({ endpointUrl: aws.url });
    expect(new Set(aws.seen.map(serviceOf))).toEqual(new Set(['sts', 'glue', 'tagging', 's3']));
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
      {
        AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
        AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9',
      },
      '',
    ],
    [
      'ignore_configured_endpoint_urls',
      { AWS_PROFILE: 'lab' },
      '[profile lab]\nignore_configured_endpoint_urls = true\nendpoint_url = http://127.0.0.1:9\n',
    ],
  ])('is left aside by %s, also for buckets', async (_, env, config) => {
    expect(await hosts(env, { '.aws/config': config })).toContain('bucket-of-ours.s3.us-east-1.amazonaws.com');
  });

  it('excludes FIPS: the error names both', async () => {
    settings({ ...keys, AWS_USE_FIPS_ENDPOINT: 'true', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    await expect(askAll()).rejects.toMatchObject({
      name: 'UserError',
      code: 'GP407',
      message: 'there is no such endpoint: Invalid Configuration: FIPS and custom endpoint are not supported',
      hint: 'check AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT, the region and the endpoint URL',
    });
  });

  it.each(['not a url', 'user:hunter2@host', 'ftp://hunter2'])(
    'that is no URL is told without being shown: %s',
    async (value) => {
      settings({ ...keys, AWS_ENDPOINT_URL_S3: value });
      const error: unknown = await askAll().catch((raised: unknown) => raised);
      expect(error).toMatchObject({ name: 'UserError', code: 'GP407', message: 'AWS_ENDPOINT_URL_S3 is no URL' });
      await expect(askAll({ endpointUrl: value })).rejects.toMatchObject({ message: '--endpoint-url is no URL' });
      expect(`${JSON.stringify(error)}${String((error as Error).stack)}`).not.toContain('hunter2');
    },
  );
});
