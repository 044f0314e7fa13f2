import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from '../harness.ts';

const plain = { NO_COLOR: '1' };
const place = ['-e', 'prod', '--local'];

describe('lock', () => {
  it('says that nobody has it', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const ran = await gluepipeline(['lock', 'status', ...place], { cwd });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'sales/prod is not locked\n', stderr: '' });
    expect((await gluepipeline(['lock', 'status', '--json', ...place], { cwd })).json).toEqual({
      schemaVersion: 1,
      stack: 'sales/prod',
      locked: false,
    });
  });

  it('is held with a reason, found by whoever deploys, and released', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const env = { GITHUB_ACTOR: 'ann', ...plain };
    const hold = await gluepipeline(['lock', 'hold', '--reason', 'month end', ...place], { cwd, env, tty: 'all' });
    expect(hold).toMatchObject({
      exitCode: 0,
      stdout: 'sales/prod is locked: nobody deploys until it is released\n',
      stderr: '\nNext: gluepipeline lock release -e prod --local\n',
    });

    const deploy = await gluepipeline(['deploy', ...place], { cwd });
    expect(deploy.exitCode).toBe(5);
    expect(deploy.stdout).toBe('');
    expect(deploy.stderr).toMatch(
      /^error\[GP501\] sales\/prod is locked by ann on \S+ by hand, since \S+Z \(\d+\.\ds\): month end; the lock stays until it is released\n {2}hint: take it away with: gluepipeline lock release -e prod --local\n$/,
    );
    const status = await gluepipeline(['lock', 'status', '--json', ...place], { cwd });
    expect(status).toMatchObject({
      exitCode: 0,
      json: { locked: true, holder: { what: 'hold', by: 'ann', reason: 'month end' }, expires: null },
    });
    expect((await gluepipeline(['lock', 'status', ...place], { cwd })).stdout).toMatch(
      /^sales\/prod is locked by ann on \S+ by hand, since .*: month end\nthe lock stays until it is released\n$/,
    );

    const release = await gluepipeline(['lock', 'release', ...place], { cwd });
    expect(release.exitCode).toBe(0);
    expect(release.stdout).toMatch(/^released the lock of ann on \S+ by hand, since /);
    const again = await gluepipeline(['lock', 'release', ...place], { cwd });
    expect(again).toMatchObject({ exitCode: 0, stdout: 'sales/prod was not locked\n' });
    expect((await gluepipeline(['deploy', ...place], { cwd })).exitCode).toBe(0);
  });

  it('waits no longer than --lock-timeout, and says for whom', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(['lock', 'hold', ...place], { cwd });
    const ran = await gluepipeline(['destroy', '--lock-timeout', '1s', ...place], { cwd });
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toMatch(/^waiting for the lock of \S+ on \S+ by hand, since .*\nerror\[GP501\] /);
  });

  it.each(['ten', '10', '1.5m', '-1s', '5w'])('does not take %j for a time', async (text) => {
    const ran = await gluepipeline(['deploy', `--lock-timeout=${text}`], { cwd: folderWith() });
    expect(ran).toMatchObject({
      exitCode: 64,
      stderr: `error: --lock-timeout takes a time such as 90s, 10m or 2h, not ${text}\n  hint: see: gluepipeline deploy --help\n`,
    });
  });

  it('says which actions there are', async () => {
    const ran = await gluepipeline(['lock', 'relaese'], { cwd: folderWith() });
    expect(ran).toMatchObject({ exitCode: 64 });
    expect(ran.stderr).toContain('did you mean "release"?');
  });
});
