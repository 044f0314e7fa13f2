import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { folderOf, ran } from './harness.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const { getuid } = process;
const self = getuid?.() ?? 0;

/** The commands of the README's section about containers, block by block. */
const blocks = [
  ...(readFileSync(join(root, 'README.md'), 'utf8').split('## In a container\n')[1]?.split('\n## ')[0] ?? '').matchAll(
    /```sh\n([^`]*)```/g,
  ),
].map(([, text = '']) => text.trim().split('\n'));

describe("the README's section about containers", () => {
  const [build = [], local = [], aws = []] = blocks;
  const folder = folderOf(self);

  it('has three blocks: build, run here, run on AWS', () => {
    expect(blocks.map((lines) => lines.length)).toEqual([2, 4, 1]);
  });

  it.each(build)(
    '%s',
    (line) => {
      expect(ran('sh', ['-c', line], { cwd: root })).toMatchObject({ exitCode: 0 });
    },
    300_000,
  );

  it.each(local)(
    '%s',
    (line) => {
      expect(ran('sh', ['-c', line], { cwd: folder })).toMatchObject({ exitCode: 0 });
    },
    60_000,
  );

  it.each(aws)(
    '%s',
    (line) => {
      // No AWS here: the profile leads to a port where nobody listens, and the command says so. It has read the profile, then.
      const config = join(folder, 'config.json');
      const written = JSON.parse(readFileSync(config, 'utf8')) as object;
      writeFileSync(config, JSON.stringify({ ...written, role: 'arn:aws:iam::111122223333:role/glue-jobs' }));
      const home = folderOf(self);
      mkdirSync(join(home, '.aws'));
      const endpoint = 'endpoint_url = http://127.0.0.1:9';
      writeFileSync(join(home, '.aws/config'), `[profile night]\nregion = eu-west-1\n${endpoint}\n`);
      writeFileSync(
        join(home, '.aws/credentials'),
        '[night]\naws_access_key_id = not-a-key\naws_secret_access_key = nor-a-secret\n',
      );
      chownSync(join(home, '.aws'), self, self);
      const { exitCode, stderr } = ran('sh', ['-c', line], { cwd: folder, env: { HOME: home, AWS_PROFILE: 'night' } });
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 9,
        stderr: expect.stringContaining('127.0.0.1:9'),
      });
    },
    120_000,
  );
});

describe('examples/docker-usage.sh', () => {
  it('goes from an empty folder to a run that succeeded, and leaves nothing behind', () => {
    const { exitCode, stdout, stderr } = ran('sh', [join(root, 'examples/docker-usage.sh')], { cwd: folderOf(self) });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout).toContain('Deployed: ');
    expect(stdout).toContain('SUCCEEDED');
  }, 300_000);
});

describe('docker-compose.yml', () => {
  const compose = ['compose', '-f', join(root, 'packages/docker/docker-compose.yml')];
  const folder = folderOf(self);
  mkdirSync(join(folder, 'scripts'));
  mkdirSync(join(folder, '.aws'));
  const env = {
    GLUEPIPELINE_WORKSPACE: folder,
    GLUEPIPELINE_AWS: join(folder, '.aws'),
    GLUEPIPELINE_USER: `${self}:${self}`,
  };

  it('says which variable is missing', () => {
    const { exitCode, stderr } = ran('docker', [...compose, 'run', '--rm', 'gluepipeline-cli', 'list'], {
      env: { GLUEPIPELINE_WORKSPACE: '' },
    });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('say which folder holds your config');
  });

  it('says which folder is missing, and makes none', () => {
    const { exitCode, stderr } = ran('docker', [...compose, 'run', '--rm', 'gluepipeline-cli', 'list'], {
      env: { ...env, GLUEPIPELINE_AWS: join(folder, 'nowhere') },
    });
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/bind source path does not exist: .*nowhere/);
  }, 60_000);

  it('gives a shell in which gluepipeline is made from the sources', () => {
    const words = ['run', '--rm', '-T', 'gluepipeline-dev', 'bash', '-c'];
    const script =
      'node /src/packages/cli/esbuild.config.mjs /opt/gluepipeline && gluepipeline init --name sales && gluepipeline list';
    expect(ran('docker', [...compose, ...words, script], { env })).toMatchObject({ exitCode: 0 });
  }, 120_000);

  it('lets no container write to the scripts', () => {
    writeFileSync(join(folder, 'scripts/job.py'), 'print(1)\n');
    const words = [
      '--profile',
      'local',
      'run',
      '--rm',
      '-T',
      '--entrypoint',
      'sh',
      'gluepipeline-local',
      '-c',
      'echo 2 > scripts/job.py',
    ];
    const { exitCode, stderr } = ran('docker', [...compose, ...words], { env });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('Read-only file system');
  }, 60_000);
});
