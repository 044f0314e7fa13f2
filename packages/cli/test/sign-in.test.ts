import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, type Going, gluepipeline } from './harness.ts';

/** An embedded endpoint in the place of AWS, and an STS of the test's own before it, which knows roles. */
const region = ['--region', 'eu-west-1'];
let glue: Going;
let sts: Server;
let stsUrl = '';
let own: Record<string, string> = {};
const asked: Record<string, string>[] = [];

beforeAll(async () => {
  glue = begin(['local', 'start', '--json', ...region], { cwd: folderWith(chain({ load: '' })) });
  while (glue.stdout() === '') {
    await new Promise((resolve) => setImmediate(resolve));
  }
  own = (JSON.parse(glue.stdout()) as { environment: Record<string, string> }).environment;
  sts = createServer((request, response) => {
    let body = '';
    request.on('data', (text) => (body += String(text)));
    request.on('end', () => {
      asked.push(Object.fromEntries(new URLSearchParams(body)));
      response.writeHead(200, { 'content-type': 'text/xml' }).end(
        body.includes('Action=AssumeRole')
          ? `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${own.AWS_ACCESS_KEY_ID ?? ''}</AccessKeyId>
             <SecretAccessKey>${own.AWS_SECRET_ACCESS_KEY ?? ''}</SecretAccessKey><SessionToken>t</SessionToken>
             <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`
          : `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>000000000000</Account>
             <Arn>arn:aws:sts::000000000000:assumed-role/r/s</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
    });
  });
  await new Promise<void>((resolve) => sts.listen(0, '127.0.0.1', resolve));
  stsUrl = `http://127.0.0.1:${String((sts.address() as AddressInfo).port)}`;
});

afterAll(async () => {
  sts.closeAllConnections();
  sts.close();
  glue.signal('SIGTERM');
  await glue.ran;
});

const before = { ...process.env };

afterEach(() => {
  for (const name of Object.keys(process.env)) {
    Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, before);
  asked.length = 0;
});

/** A home folder with these files is all that AWS's tools find. */
function home(files: Readonly<Record<string, string>>): void {
  const folder = folderWith(files);
  Object.assign(process.env, {
    HOME: folder,
    AWS_CONFIG_FILE: join(folder, '.aws/config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, '.aws/credentials'),
  });
}

const project = () => folderWith(chain({ load: '' }, { role: 'R' }));
const serial = 'arn:aws:iam::000000000000:mfa/ana';

/** A profile with a role that wants a code; its endpoints stand in a section of their own. */
function withMfa(): void {
  home({
    '.aws/config': `[profile base]\n[profile mfa]\nrole_arn = arn:aws:iam::000000000000:role/deployer\nsource_profile = base\nmfa_serial = ${serial}\nendpoint_url = ${own.AWS_ENDPOINT_URL ?? ''}\nservices = stands\n[services stands]\nsts =\n  endpoint_url = ${stsUrl}\n`,
    '.aws/credentials': '[base]\naws_access_key_id = KEYOFBASE\naws_secret_access_key = secret-of-base\n',
  });
}

describe('a profile that wants an MFA code', () => {
  it('has it asked for on the terminal, once, and everything of --profile counts', async () => {
    withMfa();
    const ran = await gluepipeline(['plan', '--profile', 'mfa', ...region, '-v'], {
      cwd: project(),
      stdin: '123456\n',
      tty: 'all',
    });
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr.split(`MFA code for ${serial}: `)).toHaveLength(2);
    expect(asked.map(({ Action, TokenCode }) => [Action, TokenCode])).toEqual([
      ['AssumeRole', '123456'],
      ['GetCallerIdentity', undefined],
    ]);
    expect(ran.stderr).not.toMatch(/secret-of-base|123456/);
  });

  it.each([
    [
      'nobody to ask',
      'none',
      undefined,
      `the profile asks for a code of the MFA device ${serial}, and this console cannot ask`,
    ],
    ['no answer', 'all', '\n', `no code of the MFA device ${serial} was given`],
  ] as const)('ends with 4 where there is %s', async (_, tty, stdin, message) => {
    withMfa();
    const ran = await gluepipeline(['plan', '--profile', 'mfa', ...region, '--json'], {
      cwd: project(),
      tty,
      ...(stdin == null ? {} : { stdin }),
    });
    expect(ran.exitCode).toBe(4);
    expect(ran.json).toMatchObject({ error: { code: 'GP401', message } });
    expect(asked).toEqual([]);
  });
});

describe('assume_role in the config', () => {
  it('is the role that everything is done as, with its external id', async () => {
    home({ '.aws/credentials': '[default]\naws_access_key_id = a\naws_secret_access_key = b\n' });
    Object.assign(process.env, { AWS_ENDPOINT_URL: own.AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_STS: stsUrl });
    const arn = 'arn:aws:iam::000000000000:role/deployer';
    const cwd = folderWith(chain({ load: '' }, { role: 'R', assume_role: { arn, external_id: 'xyz' } }));
    expect((await gluepipeline(['plan', ...region], { cwd })).exitCode).toBe(0);
    expect(asked).toMatchObject([
      { Action: 'AssumeRole', RoleArn: arn, ExternalId: 'xyz' },
      { Action: 'GetCallerIdentity' },
    ]);
  });
});

describe('an SSO session that has expired', () => {
  it('ends with 4 and names the command that mends it', async () => {
    const token = {
      accessToken: 'sso-token',
      expiresAt: '2020-01-01T00:00:00Z',
      region: 'eu-west-1',
      startUrl: 'https://x',
    };
    home({
      '.aws/config':
        '[profile corp]\nsso_session = s\nsso_account_id = 1\nsso_role_name = R\n[sso-session s]\nsso_start_url = https://x\nsso_region = eu-west-1\n',
      [`.aws/sso/cache/${createHash('sha1').update('s').digest('hex')}.json`]: JSON.stringify(token),
    });
    const ran = await gluepipeline(['plan', '--profile', 'corp', ...region], { cwd: project() });
    expect(ran.exitCode).toBe(4);
    expect(ran.stderr).toMatch(
      /^error\[GP401\] GetCallerIdentity was not signed in: .*\bSSO\b.*\n {2}hint: run "aws sso login --profile corp"\n$/,
    );
  });
});

describe('a setting that cannot be used', () => {
  it.each<[string, string[], Record<string, string>, string]>([
    ['a proxy', [], { HTTPS_PROXY: 'socks5://ana:hunter2@proxy' }, 'HTTPS_PROXY is not the address of a proxy'],
    ['an endpoint', ['--endpoint-url', 'hunter2'], {}, '--endpoint-url is no URL'],
    [
      'a file of certificates',
      [],
      { AWS_CA_BUNDLE: '/not/there.pem' },
      'AWS_CA_BUNDLE names a file that cannot be read: /not/there.pem',
    ],
  ])('is a matter of the command line, and no password is shown: %s', async (_, flags, env, message) => {
    home({ '.aws/credentials': '[default]\naws_access_key_id = a\naws_secret_access_key = b\n' });
    const ran = await gluepipeline(['plan', ...region, ...flags, '-v'], { cwd: project(), env });
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toContain(`error[GP407] ${message}\n`);
    expect(ran.stderr).not.toContain('hunter2');
  });
});
