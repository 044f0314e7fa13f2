import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, gluepipeline, until } from '../harness.ts';

describe('status', () => {
  it('shows the config without any account, and says why the rest is missing', async () => {
    const cwd = folderWith(chain({ extract: '', load: '' }));
    const ran = await gluepipeline(['status'], { cwd, env: { AWS_REGION: 'eu-west-1' } });
    expect(ran.exitCode).toBe(0);
    const [text = '', reason = ''] = ran.stdout.split('\n\nwhat is deployed is not known: ');
    expect(text).toBe(`sales · environment dev · config.json
start: on demand

JOB      TYPE         DEPLOYED  LAST RUN
extract  pythonshell  unknown   –
load     pythonshell  unknown   –`);
    expect(reason).toMatch(
      /^GetCallerIdentity was not signed in: .*\n {2}hint: sign in \(.*\), or use --local, which needs no account\n$/,
    );
  });

  it('says which Region is missing', async () => {
    const ran = await gluepipeline(['status', '--json'], { cwd: folderWith(chain({ load: '' })) });
    expect(ran.json).toMatchObject({
      jobs: [{ name: 'load', resourceName: 'sales-dev-load', kind: 'pythonshell' }],
      changes: null,
      unavailable: { message: 'no AWS region is named' },
    });
  });

  it('shows what is not deployed yet, and the next step', async () => {
    const ran = await gluepipeline(['status', '--local'], {
      cwd: folderWith(chain({ load: '' })),
      tty: 'all',
      columns: 80,
      env: { NO_COLOR: '1' },
    });
    expect(ran.stdout).toBe(`sales · environment dev · config.json
start: each job by itself
not deployed yet: 2 changes

JOB   TYPE         DEPLOYED      LAST RUN
load  pythonshell  not deployed  –
`);
    expect(ran.stderr).toBe('\nNext: gluepipeline plan --local\n');
  });

  it('shows the last deployment and the last runs', async () => {
    const cwd = folderWith(chain({ extract: '', load: 'raise SystemExit(1)' }));
    await gluepipeline(['deploy', '--local'], { cwd, env: { GITHUB_ACTOR: 'ann' } });
    await gluepipeline(['run', '--local'], { cwd });
    const { stdout } = await gluepipeline(['status', '--local'], { cwd });
    expect(stdout).toMatch(/\nlast deployment: #1, \d{4}-\d\d-\d\d \d\d:\d\dZ, by ann\nlast run: FAILED \d{4}-/);
    expect(stdout).toMatch(
      /\nextract {2}pythonshell {2}as configured {2}SUCCEEDED, .* ago {2}1\/1 +\d+\.\ds +\d+\.\ds\nload {5}pythonshell {2}as configured {2}FAILED, .* ago {5}0\/1 +– +–\n$/,
    );
    const { json } = await gluepipeline(['status', '--local', '--json'], { cwd });
    expect(json).toMatchObject({
      valid: true,
      lastDeployment: { number: 1, by: 'ann' },
      lastRun: { workflow: 'sales-dev', status: 'COMPLETED' },
      jobs: [{ lastRun: { state: 'SUCCEEDED' } }, { lastRun: { state: 'FAILED' } }],
      changes: { add: 0, change: 0, delete: 0, unchanged: 7 },
      unavailable: null,
    });
  });

  it('names who is logged in as the one who deployed, where no CI says otherwise', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    const { json } = await gluepipeline(['status', '--local', '--json'], { cwd });
    expect(json.lastDeployment).toMatchObject({ by: expect.stringMatching(/^(?!unknown$)./) });
  });

  it('sends a person to validate when the config has errors, and ends with 3', async () => {
    const cwd = folderWith({ 'config.json': chain({ load: '' })['config.json'] ?? '' });
    const ran = await gluepipeline(['status', '--local'], { cwd });
    expect(ran.exitCode).toBe(3);
    expect(ran.stdout).toContain(
      'what is deployed is not known: the config has errors\n  hint: see: gluepipeline validate\n',
    );
  });

  it('tells when a schedule fires next, that it is paused, and what somebody changed in AWS', async () => {
    const cwd = folderWith(chain({ load: '' }, { schedule: 'cron(0 2 * * ? *)' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    const before = await gluepipeline(['status', '--local'], { cwd });
    expect(before.stdout).toMatch(/\ntrigger start: fires next \d{4}-\d\d-\d\d 02:00Z\n/);
    await gluepipeline(['pause', '--local'], { cwd, env: { GITHUB_ACTOR: 'ann' } });
    const { stdout } = await gluepipeline(['status', '--local'], { cwd });
    expect(stdout).toMatch(/\ntrigger start: paused by ann@\S+ since \d{4}-\d\d-\d\d \d\d:\d\dZ\n/);
    const { json } = await gluepipeline(['status', '--local', '--json'], { cwd });
    expect(json).toMatchObject({
      starts: [
        { trigger: 'start', schedule: 'cron(0 2 * * ? *)', next: null, pause: { by: expect.stringMatching(/^ann@/) } },
      ],
      jobs: [{ drift: false }],
      changes: { change: 0 },
    });
  });

  it('ends with 10 where the last success is too old, or there is none', async () => {
    const cwd = folderWith(chain({ extract: '', load: 'raise SystemExit(1)' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    const none = await gluepipeline(['status', '--local', '--check-fresh', '26h'], { cwd });
    expect([none.exitCode, none.stdout]).toEqual([
      10,
      expect.stringMatching(/\n\nnot fresh: there is no success among the newest 200 runs\n$/),
    ]);
    await gluepipeline(['run', '--local'], { cwd });
    expect((await gluepipeline(['status', '--local', '--check-fresh', '26h'], { cwd })).exitCode).toBe(10);

    writeFileSync(join(cwd, 'load.py'), '');
    await gluepipeline(['deploy', '--local'], { cwd });
    await gluepipeline(['run', '--local'], { cwd });
    const fresh = await gluepipeline(['status', '--local', '--check-fresh', '26h', '--json'], { cwd });
    expect([fresh.exitCode, fresh.json.fresh]).toEqual([0, expect.objectContaining({ ok: true, limit: 93_600 })]);
    const old = await gluepipeline(['status', '--local', '--check-fresh', '0s'], { cwd });
    expect([old.exitCode, old.stdout]).toEqual([
      10,
      expect.stringMatching(/not fresh: the last success began .* ago, and 0\.0s/),
    ]);
  });

  it('takes no freshness for granted where AWS cannot be asked', async () => {
    const ran = await gluepipeline(['status', '--check-fresh', '26h'], {
      cwd: folderWith(chain({ load: '' })),
      env: { AWS_REGION: 'eu-west-1' },
    });
    expect([ran.exitCode, ran.stdout]).toEqual([4, expect.stringContaining('whether it is fresh is not known')]);
  });

  it('--watch shows it again and again until a signal, and the last of it as the result', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const watching = begin(['status', '--local', '--watch', '--interval', '1s'], { cwd });
    await until('it is shown', () => watching.stderr().includes('load  pythonshell  not deployed'));
    await gluepipeline(['deploy', '--local', '-q'], { cwd });
    await until('it is shown anew', () => watching.stderr().includes('load  pythonshell  as configured'));
    watching.signal('SIGINT');
    const ran = await watching.ran;
    expect(ran.exitCode).toBe(130);
    expect(ran.stdout).toMatch(/\nload {2}pythonshell {2}as configured {2}–\n$/);
  });

  it('--watch draws lines that fit the terminal, whatever they say', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const watching = begin(['status', '--region', 'eu-west-1', '--watch', '--interval', '1s'], {
      ...{ cwd, tty: 'all', columns: 60, rows: 24 },
    });
    await until('it is drawn twice', () => watching.stderr().split('\u001B[J').length > 2);
    watching.signal('SIGINT');
    const ran = await watching.ran;
    const lines = stripVTControlCharacters(ran.stderr).split(/[\r\n]+/);
    expect(lines).toContainEqual(expect.stringMatching(/^what is deployed is not known: .*…$/));
    expect(Math.max(...lines.filter((line) => !line.startsWith('Next: ')).map((line) => line.length))).toBeLessThan(60);
  });
});
