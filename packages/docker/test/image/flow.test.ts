import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { docker, folderOf, inside, ownersOf } from './harness.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../cli/package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const done = { exitCode: 0 };

describe.each([0, 10_001, 4242])('as user %d on a bind mount', (uid) => {
  it('goes from an empty folder to a run that succeeded, and every file belongs to the user', () => {
    const folder = folderOf(uid);
    const gluepipeline = (...words: readonly string[]) => inside('gluepipeline:local', uid, folder, ...words);
    expect(gluepipeline('--version')).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
    expect(gluepipeline('init', '--name', 'sales', '--template', 'csv-etl')).toMatchObject(done);
    const job = ['--job-name', 'again', '--script', 'scripts/load.py', '--job-type', 'pythonshell'];
    expect(gluepipeline('add-job', ...job)).toMatchObject(done);
    expect(gluepipeline('validate')).toMatchObject(done);
    expect(gluepipeline('plan', '--local', '--detailed-exitcode')).toMatchObject({ exitCode: 2 });
    expect(gluepipeline('deploy', '--local')).toMatchObject(done);
    expect(gluepipeline('plan', '--local', '--detailed-exitcode')).toMatchObject(done);
    const run = gluepipeline('run', 'extract', '--local');
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('SUCCEEDED') });
    expect(gluepipeline('status', '--local')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('extract'),
    });
    expect(existsSync(join(folder, 'work'))).toBe(true);
    expect([...ownersOf(folder)]).toEqual([uid]);
  }, 240_000);

  it('checks, plans and deploys in the small image, with a root file system that is read-only', () => {
    const folder = folderOf(uid);
    const gluepipeline = (...words: readonly string[]) =>
      docker('--read-only', '-u', `${uid}:${uid}`, '-v', `${folder}:/workspace`, 'gluepipeline', ...words);
    expect(gluepipeline('init', '--name', 'sales', '--template', 'csv-etl')).toMatchObject(done);
    expect(gluepipeline('validate')).toMatchObject(done);
    expect(gluepipeline('deploy', '--local')).toMatchObject(done);
    expect(gluepipeline('plan', '--local', '--detailed-exitcode')).toMatchObject(done);
    expect([...ownersOf(folder)]).toEqual([uid]);
  }, 120_000);
});

describe('the image', () => {
  it('says its help where no command is given', () => {
    expect(docker('gluepipeline')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('gluepipeline <command> [options]'),
    });
  });

  it('takes a config by its file too, as the old image did', () => {
    const folder = folderOf(10_001);
    inside('gluepipeline', 10_001, folder, 'init', '--name', 'sales');
    const words = ['-v', `${folder}:/workspace`, '-e', 'GLUE_CONFIG=/workspace/config.json'];
    expect(docker(...words, 'gluepipeline', 'list')).toMatchObject(done);
  }, 60_000);

  it('keeps a volume of its own that its user may write to', () => {
    expect(docker('gluepipeline', 'init', '--name', 'sales')).toMatchObject(done);
    expect(docker('--read-only', 'gluepipeline', 'init', '--name', 'sales')).toMatchObject(done);
  }, 60_000);

  it('says who may not write, and which folder, where the mount belongs to somebody else', () => {
    const folder = folderOf(0);
    const complaint = (path: string) => ({
      exitCode: 3,
      stderr: expect.stringContaining(`error[GP112] ${path} cannot be written: permission denied`),
    });
    expect(inside('gluepipeline', 4242, folder, 'init', '--name', 'sales')).toMatchObject(
      complaint('/workspace/config.json'),
    );
    inside('gluepipeline', 0, folder, 'init', '--name', 'sales', '--template', 'csv-etl');
    const planned = inside('gluepipeline', 4242, folder, 'plan', '--local');
    expect(planned).toMatchObject(complaint('/workspace/.gluepipeline/local'));
  }, 60_000);

  it('says that python3 is missing where --local is to run a script without it', () => {
    const folder = folderOf(10_001);
    inside('gluepipeline', 10_001, folder, 'init', '--name', 'sales', '--template', 'csv-etl');
    inside('gluepipeline', 10_001, folder, 'deploy', '--local');
    const { exitCode, stdout } = inside('gluepipeline', 10_001, folder, 'run', 'extract', '--local');
    expect(exitCode).toBe(6);
    expect(stdout).toContain('python3');
  }, 60_000);

  it('has a shell in the slim target, with gluepipeline in its path', () => {
    const words = ['-c', 'gluepipeline --version && test -f "$HOME/../../etc/ssl/certs/ca-certificates.crt" && date'];
    expect(docker('--entrypoint', 'bash', '-e', 'TZ=Europe/Madrid', 'gluepipeline:slim', ...words)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/CES?T/),
    });
  }, 60_000);

  it('knows certificates and time zones without a shell too', () => {
    const script =
      "const t=require('node:tls');console.log(t.rootCertificates.length>100, new Date(0).toLocaleString('en',{timeZone:'Europe/Madrid'}), require('node:fs').readFileSync('/etc/ssl/certs/ca-certificates.crt','utf8').split('BEGIN CERTIFICATE').length>100, require('node:fs').existsSync('/usr/share/zoneinfo/Europe/Madrid'))";
    const { stdout } = docker('--entrypoint', '/nodejs/bin/node', 'gluepipeline', '-e', script);
    expect(stdout).toBe('true 1/1/1970, 1:00:00 AM true true\n');
  }, 60_000);
});
