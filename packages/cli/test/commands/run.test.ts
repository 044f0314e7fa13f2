import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, gluepipeline, textIn, until } from '../harness.ts';

const run = ['run', '--local'];

async function deployed(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = folderWith(files);
  await gluepipeline(['deploy', '--local', '-q'], { cwd });
  return cwd;
}

/** Says on standard output which arguments it got. */
const echo = 'import sys\nopen("args.txt", "w").write(" ".join(sys.argv[1:]))\n';

describe('run', () => {
  it('runs the jobs one after the other and sums up', async () => {
    const cwd = await deployed(
      chain({ extract: 'open("a.txt", "w").write("1")', load: 'print(open("a.txt").read())' }),
    );
    const ran = await gluepipeline(run, { cwd });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toMatch(/^SUCCEEDED in \d+\.\ds: 2 succeeded\n$/);
    expect(ran.stderr).toMatch(/^started workflow sales-dev\n {2}wr_\w+\n/);
    expect(ran.stderr).toMatch(/extract SUCCEEDED\n(?:.*\n)*.*load {4}SUCCEEDED\n$/);
  });

  it('stops the branch of a failing job and says which, why and where', async () => {
    const cwd = await deployed(
      chain({ extract: '', transform: 'rows = 0\nprint(1 / rows)\n', load: 'open("loaded", "w")' }),
    );
    const ran = await gluepipeline(run, { cwd });
    expect(ran.exitCode).toBe(6);
    expect(ran.stdout).toMatch(
      /^failed transform: ZeroDivisionError: division by zero\n {2}at transform\.py:2 {3}print\(1 \/ rows\)\n\nFAILED in [\d.]+s: 1 succeeded, 1 failed, 1 skipped \(load\)\n$/,
    );
    expect(existsSync(join(cwd, 'loaded'))).toBe(false);
  });

  it('runs a part of the graph in its order, and says what it left out', async () => {
    const cwd = await deployed(
      chain({
        extract: echo,
        transform: 'open("seen", "w").write(open("args.txt").read())',
        load: 'raise SystemExit(3)',
      }),
    );
    const upTo = await gluepipeline(['run', '+transform', '--local', '--arg', 'day=monday', '--json'], { cwd });
    expect(upTo).toMatchObject({ exitCode: 0, json: { succeeded: true, runs: [{ kind: 'selection' }] } });
    expect(textIn(cwd, 'seen')).toContain('--day monday');
    const from = await gluepipeline(['run', '--from', 'transform', '--local'], { cwd });
    expect(from.exitCode).toBe(6);
    expect(from.stdout).toMatch(/FAILED in .*: 1 succeeded, 1 failed\n$/);
    const wrong = await gluepipeline(['run', '+transfrm', '--local'], { cwd });
    expect(wrong).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('did you mean "transform"?') });
  }, 120_000);

  it('starts the jobs by itself where AWS starts the workflow by its schedule alone, and says so', async () => {
    const cwd = await deployed(chain({ extract: '', load: '' }, { schedule: 'cron(0 2 * * ? *)' }));
    const ran = await gluepipeline(['run', '--local', '--quirk', 'start-workflow-refused-on-schedule'], { cwd });
    expect(ran.stdout).toMatch(/^SUCCEEDED in .*: 2 succeeded\n$/);
    expect(ran.stderr).toContain('AWS starts workflow sales-dev by its own trigger alone: its jobs are started');
  }, 120_000);

  it('shows whom an alert would have told', async () => {
    const files = chain(
      { extract: 'raise SystemExit(3)', load: '' },
      { alerts: { emails: ['ann@example.org'], states: ['FAILED'] } },
    );
    const cwd = await deployed(files);
    const ran = await gluepipeline(run, { cwd });
    expect(ran.stdout).toContain('\nalert extract FAILED → topic sales-dev-alerts (kept here, not sent)\n');
    const again = await gluepipeline([...run, '--json'], { cwd });
    expect((again.json as { alerts: unknown[] }).alerts).toEqual([
      { at: expect.any(String), topic: 'sales-dev-alerts', job: 'sales-dev-extract', state: 'FAILED' },
    ]);
  });

  it('follows crawlers among the jobs, and says why one failed', async () => {
    const crawlers = [
      { name: 'raw', targets: { s3: ['s3://lake/raw/'] }, database_name: 'd', depends_on: ['extract'] },
    ];
    const cwd = await deployed(chain({ extract: '', load: '' }, { crawlers }));
    const early = await gluepipeline(['stop', 'raw', '--local'], { cwd });
    expect(early.stderr).toContain('error[GP609] crawler "raw" has not run yet\n');
    const ran = await gluepipeline(run, { cwd });
    expect(ran.exitCode).toBe(6);
    expect(ran.stderr).toMatch(/ raw {5}FAILED\n/);
    expect(ran.stdout).toMatch(
      /^failed raw: nothing to crawl at s3:\/\/lake\/raw\/.*\n {2}why: .*\n {2}hint: .*\n\nFAILED in .*: 2 succeeded, 1 failed\n$/,
    );
    const alone = await gluepipeline([...run, 'raw', '--json'], { cwd });
    expect(alone.json).toMatchObject({
      succeeded: false,
      runs: [{ kind: 'crawler', state: 'FAILED', crawlerRuns: [{ name: 'raw' }] }],
      failures: [{ job: 'raw', state: 'FAILED' }],
    });
    const over = await gluepipeline(['stop', 'raw', '--local'], { cwd });
    expect([over.exitCode, over.stderr]).toEqual([
      10,
      expect.stringContaining('crawler "sales-dev-raw" is over (FAILED)'),
    ]);
    for (const command of ['logs', 'retry']) {
      const ofCrawler = await gluepipeline([command, 'raw', '--local'], { cwd });
      expect([ofCrawler.exitCode, ofCrawler.stderr]).toEqual([
        64,
        'error[GP603] "raw" is a crawler, and no job\n  hint: its crawls: gluepipeline runs --local --job raw\n',
      ]);
    }
    const status = await gluepipeline(['status', '--local'], { cwd });
    expect(status.stdout).toMatch(/^raw +crawler +as configured +FAILED/m);
  });

  it('counts no job as left out that waits for a failure', async () => {
    const jobs = ['extract', 'tidy'].map((name) => ({ name, script: `${name}.py`, type: 'pythonshell' }));
    const [extract, tidy] = jobs;
    const cwd = await deployed(
      chain(
        { extract: '', tidy: '' },
        { jobs: [extract, { ...tidy, depends_on: [{ job: 'extract', state: 'FAILED' }] }] },
      ),
    );
    const ran = await gluepipeline(run, { cwd });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toMatch(/^SUCCEEDED in .*: 1 succeeded\n$/);
  });

  it('tells the same as one document', async () => {
    const cwd = await deployed(chain({ extract: 'raise SystemExit(3)', load: '' }));
    const ran = await gluepipeline([...run, '--json'], { cwd });
    expect(ran).toMatchObject({ exitCode: 6, stderr: '' });
    expect(ran.json).toMatchObject({
      succeeded: false,
      runs: [
        { kind: 'workflow', name: 'sales-dev', state: 'COMPLETED', jobRuns: [{ name: 'extract', state: 'FAILED' }] },
      ],
      skipped: ['load'],
      failures: [{ job: 'extract', state: 'FAILED' }],
    });
  });

  it('runs one job, with arguments of this run', async () => {
    const cwd = await deployed(chain({ extract: 'raise SystemExit(1)', load: echo }));
    const ran = await gluepipeline([...run, 'load', '--arg', 'source=s3://b/x=1', '--arg=--mode=full'], { cwd });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toMatch(/: 1 succeeded\n$/);
    expect(textIn(cwd, 'args.txt')).toContain('--source s3://b/x=1');
    expect(textIn(cwd, 'args.txt')).toContain('--mode full');
  });

  it('takes the job also behind an --arg', async () => {
    const cwd = await deployed(chain({ extract: 'raise SystemExit(1)', load: '' }));
    expect((await gluepipeline([...run, '--arg', 'a=1', 'load'], { cwd })).stdout).toMatch(/: 1 succeeded\n$/);
  });

  it('names the module that is missing', async () => {
    const cwd = await deployed(chain({ load: 'import surely_not_installed\n' }));
    const ran = await gluepipeline([...run, 'load'], { cwd });
    expect(ran.exitCode).toBe(6);
    expect(ran.stdout).toContain("No module named 'surely_not_installed'\n  at load.py:1");
    expect(ran.stdout).toContain(
      'hint: add the package that holds "surely_not_installed" to python_modules (--additional-python-modules)',
    );
  });

  it('suggests the job that was meant', async () => {
    const ran = await gluepipeline([...run, 'loadd'], { cwd: await deployed(chain({ load: '' })) });
    expect(ran).toMatchObject({
      exitCode: 64,
      stderr: 'error[GP603] there is no job "loadd"\n  hint: did you mean "load"?\n',
    });
  });

  it('says that a job is not deployed', async () => {
    const ran = await gluepipeline([...run, 'load'], { cwd: folderWith(chain({ load: '' })) });
    expect(ran.exitCode).toBe(9);
    expect(ran.stderr).toBe(
      'error[GP605] job "sales-dev-load" is not deployed\n  hint: deploy first: gluepipeline deploy --local\n',
    );
  });

  it('starts nothing by itself where there is no workflow; --all starts every job', async () => {
    const single = { name: 'a', script: 'load.py', type: 'pythonshell' };
    const cwd = await deployed(chain({ load: '' }, { jobs: [single, { ...single, name: 'b' }] }));
    const refused = await gluepipeline(run, { cwd });
    expect(refused.exitCode).toBe(64);
    expect(refused.stderr).toContain('hint: name a job, or say --all');
    expect((await gluepipeline([...run, '--all'], { cwd })).stdout).toMatch(/: 2 succeeded\n$/);
  });

  it('refuses --no-wait where the endpoint would end with it', async () => {
    const ran = await gluepipeline([...run, '--no-wait'], {
      cwd: await deployed(chain({ load: '' }, { schedule: 'cron(0 2 * * ? *)' })),
    });
    expect(ran.exitCode).toBe(64);
    expect(ran.stderr).toContain('hint: start one in another terminal with: gluepipeline local start');
  });

  it('refuses an --arg that is no pair', async () => {
    const ran = await gluepipeline([...run, '--arg', 'source', '--json'], { cwd: folderWith(chain({ load: '' })) });
    expect(ran.json).toMatchObject({ error: { code: 'GP604', message: '--arg source is no key=value' }, exitCode: 64 });
  });

  it('ends the run and says so when it is interrupted', async () => {
    const cwd = await deployed(chain({ load: 'import time\nopen("begun", "w")\ntime.sleep(60)\nopen("ended", "w")' }));
    const going = begin([...run, 'load'], { cwd });
    await until('the job has begun', () => existsSync(join(cwd, 'begun')));
    going.signal('SIGINT');
    const ran = await going.ran;
    expect(ran.exitCode).toBe(130);
    expect(ran.stdout).toBe('interrupted: the run ended with this command, which served it\n');
    expect(existsSync(join(cwd, 'ended'))).toBe(false);
  });
});
