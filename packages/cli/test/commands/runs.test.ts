import { beforeAll, describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline, textIn } from '../harness.ts';

interface Listed {
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly end: string;
  readonly trigger?: string;
}

/** A workflow that failed half-way, and a job of it that was then started by hand. */
describe('runs', () => {
  const files = chain(
    { extract: '', load: 'raise SystemExit(3)', publish: '' },
    { crawlers: [{ name: 'raw', targets: { s3: ['s3://lake/raw/'] }, database_name: 'd' }] },
  );
  let cwd = '';
  const list = async (...more: string[]) => {
    const { json } = await gluepipeline(['runs', '--local', '--json', ...more], { cwd });
    return (json as { runs: Listed[] }).runs;
  };

  beforeAll(async () => {
    cwd = folderWith(files);
    await gluepipeline(['deploy', '--local', '-q'], { cwd });
    await gluepipeline(['run', '--local', '-q'], { cwd });
    await gluepipeline(['run', 'extract', '--local', '-q'], { cwd });
  }, 120_000);

  it('says that nothing has run yet, or nothing of what is asked for', async () => {
    const empty = folderWith(files);
    const none = await gluepipeline(['runs', '--local'], { cwd: empty, tty: 'all' });
    expect(none.stdout).toMatch(/^nothing has run yet\n/);
    expect(none.stderr + none.stdout).toContain('Next: gluepipeline run --local');
    expect((await gluepipeline(['runs', '--local', '--state', 'FAILED'], { cwd: empty })).stdout).toBe('no such run\n');
  });

  it('lists the runs of the workflow and of jobs started by hand, newest first', async () => {
    expect(await list()).toMatchObject([
      { kind: 'job', name: 'extract', end: 'SUCCEEDED' },
      { kind: 'workflow', name: 'sales-dev', state: 'COMPLETED', end: 'FAILED', trigger: 'start' },
    ]);
  });

  it('lists every run of what is named, by whatever it was started', async () => {
    expect((await list('--job', 'extract')).map(({ trigger }) => trigger)).toEqual([undefined, 'start']);
    expect(await list('--job', 'load', '--job', 'raw')).toMatchObject([
      { kind: 'job', name: 'load', end: 'FAILED', trigger: 'run-load' },
      { kind: 'crawler', name: 'raw', end: 'FAILED' },
    ]);
    const wrong = await gluepipeline(['runs', '--job', 'lod', '--local'], { cwd });
    expect(wrong).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('did you mean "load"?') });
  });

  it('lists those of a state, and those since a time', async () => {
    expect(await list('--state', 'FAILED')).toMatchObject([{ kind: 'workflow' }]);
    expect(await list('--state', 'RUNNING')).toEqual([]);
    expect(await list('--since', '2100-01-01')).toEqual([]);
    expect(await list('--limit', '1')).toMatchObject([{ kind: 'job' }]);
  });

  it('is a table that fits the terminal, with ids that can be told apart', async () => {
    const wide = await gluepipeline(['runs', '--local'], { cwd });
    expect(wide.stdout).toMatch(
      /^STARTED +WHAT +STATE +DURATION +DPU-HOURS +TRIGGER +ID\n.*Z {2}job extract {2}SUCCEEDED .* jr_[0-9a-f]{64}\n.*Z {2}sales-dev {4}FAILED 2\/3 .* start +wr_[0-9a-f]{64}\n$/,
    );
    const narrow = await gluepipeline(['runs', '--local'], { cwd, tty: 'stdout', columns: 80, env: { NO_COLOR: '1' } });
    expect(Math.max(...narrow.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(narrow.stdout).toMatch(/ jr_[0-9a-f]{6,8}…\n/);
  });

  it('shows one run, of which the beginning of its id is enough: graph, Gantt chart, and why it failed', async () => {
    const [, workflow] = await list();
    const id = workflow?.id ?? '';
    const { stdout, exitCode } = await gluepipeline(['runs', 'show', `${id.slice(0, 12)}…`, '--local'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`sales-dev · workflow run · environment dev\nstate     FAILED\nid        ${id}\n`);
    expect(stdout).toContain('├─ extract  SUCCEEDED\n│  └─ load  FAILED\n│     └─ publish  skipped\n└─ raw  FAILED\n');
    expect(stdout).toMatch(/\nextract +SUCCEEDED +[\d.]+s .*━\nraw +FAILED .*\nload +FAILED .* ━+\n/);
    expect(stdout).toMatch(/\nfailed load: .*\n/);
    const { json } = await gluepipeline(['runs', 'show', '--local', '--json'], { cwd });
    expect(json).toMatchObject({ run: { id, end: 'FAILED', nodes: [{ name: 'extract' }, {}, {}, {}] } });
    const many = await gluepipeline(['runs', 'show', 'jr_', '--local'], { cwd });
    expect(many).toMatchObject({ exitCode: 9, stderr: expect.stringMatching(/the ids of 3 runs begin with "jr_"/) });
    const none = await gluepipeline(['runs', 'show', 'wr_zz', '--local'], { cwd });
    expect(none).toMatchObject({ exitCode: 9, stderr: expect.stringContaining('there is no run "wr_zz"') });
  }, 120_000);

  it('writes one run as a page, with what it wrote and without its secrets', async () => {
    const script = 'import sys\nprint("got", *sys.argv)\nraise SystemExit(3)';
    const folder = folderWith(chain({ extract: script }));
    await gluepipeline(['deploy', '--local', '-q'], { cwd: folder });
    const secret = ['--arg', 'db_password=hunter-22-x', '--arg', 'day=monday'];
    await gluepipeline(['run', 'extract', '--local', '-q', ...secret], { cwd: folder });
    const ran = await gluepipeline(['runs', 'show', '--local', '--html', 'out/run.html'], { cwd: folder });
    expect(ran).toMatchObject({ exitCode: 0, stderr: 'wrote out/run.html\n' });
    const page = textIn(folder, 'out/run.html');
    expect(page).toMatch(/<pre class="log"[^>]*>(?:.*\n)?got .* --db_password \(masked\)/);
    expect(page).toContain('<th scope="row">--day</th><td>monday</td>');
    expect(page).not.toContain('hunter-22-x');
  }, 120_000);
});
