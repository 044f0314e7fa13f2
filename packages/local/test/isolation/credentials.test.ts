import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runLog } from '../../src/index.ts';
import { clientsOf } from '../runs/local.ts';
import { makeJob, runToEnd } from '../runs/pipeline.ts';
import { scratchFolder } from '../runs/scratch.ts';
import { serverBundle } from './apart.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(120_000);

/** In every secret of the machine, and nowhere else. */
const mark = 'kept7from3scripts';

const scratch = scratchFolder();
const home = path.join(scratch, 'home');

/** What a developer's machine or a CI runner holds. */
const environment = {
  PATH: process.env.PATH,
  LANG: 'C.UTF-8',
  HOME: home,
  AWS_ACCESS_KEY_ID: `AKIA${mark}`,
  AWS_SECRET_ACCESS_KEY: mark,
  AWS_SESSION_TOKEN: mark,
  AWS_SECURITY_TOKEN: mark,
  AWS_PROFILE: mark,
  AWS_DEFAULT_PROFILE: mark,
  AWS_REGION: mark,
  AWS_DEFAULT_REGION: mark,
  AWS_CONFIG_FILE: path.join(home, '.aws', 'config'),
  AWS_SHARED_CREDENTIALS_FILE: path.join(home, '.aws', 'credentials'),
  AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://169.254.170.23/${mark}`,
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: `/${mark}`,
  AWS_CONTAINER_AUTHORIZATION_TOKEN: mark,
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: path.join(home, 'token'),
  AWS_WEB_IDENTITY_TOKEN_FILE: path.join(home, 'token'),
  AWS_ROLE_ARN: `arn:aws:iam::123456789012:role/${mark}`,
  AWS_ROLE_SESSION_NAME: mark,
  AWS_ENDPOINT_URL: `https://${mark}.example`,
  AWS_ENDPOINT_URL_S3: `https://${mark}.example`,
  AWS_ENDPOINT_URL_GLUE: `https://${mark}.example`,
  BOTO_CONFIG: path.join(home, '.aws', 'config'),
  HTTPS_PROXY: `http://user:${mark}@proxy.example`,
  https_proxy: `http://user:${mark}@proxy.example`,
  GITHUB_TOKEN: mark,
  GH_TOKEN: mark,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: mark,
  NPM_TOKEN: mark,
  DATABASE_URL: `postgres://user:${mark}@db.example`,
  SSH_AUTH_SOCK: `/tmp/${mark}`,
  PYTHONPATH: path.join(home, 'modules'),
  PYTHONSTARTUP: path.join(home, 'modules', 'sitecustomize.py'),
  XDG_CONFIG_HOME: path.join(home, '.config'),
};

const files = {
  '.aws/credentials': `[default]\naws_access_key_id = AKIA${mark}\naws_secret_access_key = ${mark}\n`,
  '.aws/config': `[default]\nregion = ${mark}\n`,
  '.aws/sso/cache/token.json': `{"accessToken": "${mark}"}`,
  '.netrc': `machine github.com password ${mark}`,
  '.ssh/id_ed25519': mark,
  '.config/gh/hosts.yml': mark,
  token: mark,
  'modules/sitecustomize.py': `print("${mark}")`,
};

// Everything a script can find without looking for another user's or process's things on purpose.
const dump = `
import glob, json, os, sys

def contents(place):
    for folder, _, names in os.walk(place):
        for name in names:
            with open(os.path.join(folder, name), 'rb') as file:
                yield os.path.join(folder, name), file.read(100_000).decode('utf-8', 'replace')

def text(path):
    try:
        with open(path, 'rb') as file:
            return file.read().decode('utf-8', 'replace')
    except OSError as error:
        return str(error)

places = [os.path.expanduser('~'), os.environ['TMPDIR'], os.getcwd(), os.path.dirname(__file__)]
named = [value for name, value in os.environ.items() if name.endswith(('_FILE', '_CONFIG')) and os.path.exists(value)]
print(json.dumps({
    'environment': dict(os.environ),
    'arguments': sys.argv,
    'watcher': text('/proc/%d/environ' % os.getppid()),
    'home': os.path.expanduser('~'),
    'hidden': [text(os.path.expanduser('~/' + name)) for name in (${Object.keys(files)
      .map((name) => `'${name}'`)
      .join(', ')})],
    'files': [found for place in places for found in contents(place)],
    'named': {path: text(path) for path in named},
    'variables': sorted(os.environ),
}))
`;

let found: { readonly text: string; readonly dump: Readonly<Record<string, unknown>> };

beforeAll(async () => {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(home, name)), { recursive: true });
    await writeFile(path.join(home, name), content);
  }
  const serveApart = await serverBundle(scratch);
  const server = await serveApart(path.join(scratch, 'state'), environment);
  try {
    const local = await clientsOf(server.address);
    await makeJob(local, 'dump', dump);
    const run = await runToEnd(local, 'dump');
    const [output, error] = [
      await runLog(server.address, run.Id!, 'output'),
      await runLog(server.address, run.Id!, 'error'),
    ];
    expect(run.ErrorMessage).toBeUndefined();
    found = { text: `${output!.text}${error!.text}`, dump: JSON.parse(output!.text) as typeof found.dump };
  } finally {
    server.process.kill('SIGTERM');
    await once(server.process, 'exit');
  }
});

describe('a script, run by a server that holds secrets', () => {
  it('finds none of them: in its environment, its home, its folders and the files it is pointed to', () => {
    expect(found.text).not.toContain(mark);
    expect(found.text).not.toContain('169.254');
  });

  it('has these variables and no others', () => {
    // The system's own (macOS), and the place of `pip install --user`, which a virtual environment has not.
    const variables = (found.dump.variables as readonly string[]).filter((name) => !/^__|^PYTHONUSERBASE$/.test(name));
    expect(variables).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_CONFIG_FILE',
      'AWS_DEFAULT_REGION',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_ENDPOINT_URL',
      'AWS_REGION',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SHARED_CREDENTIALS_FILE',
      'GLUEPIPELINE_GLUE_VERSION',
      'HOME',
      'LANG',
      'PATH',
      'PYTHONDONTWRITEBYTECODE',
      'PYTHONIOENCODING',
      'PYTHONPATH',
      'PYTHONUNBUFFERED',
      'TMPDIR',
    ]);
  });

  it('has a home of its own, which is empty', () => {
    expect(found.dump.home).not.toContain(home);
    expect(found.dump.hidden).toEqual(Object.keys(files).map(() => expect.stringContaining('No such file')));
  });
});
