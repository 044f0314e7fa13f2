import { describe, expect, it } from '@jest/globals';

import type { Context } from '../src/command.ts';
import { logStep } from '../src/commands/step-log.ts';
import { chain, folderWith, gluepipeline, type Json } from './harness.ts';

const ESC = '\u001B[';

describe('colours', () => {
  const cwd = folderWith(chain({ load: '' }));

  it.each<[string, 'all' | 'none', Record<string, string>, string[], boolean]>([
    ['are there on a terminal', 'all', {}, [], true],
    ['are not there elsewhere', 'none', {}, [], false],
    ['go with NO_COLOR', 'all', { NO_COLOR: '1' }, [], false],
    ['stay with an empty NO_COLOR', 'all', { NO_COLOR: '' }, [], true],
    ['go with TERM=dumb', 'all', { TERM: 'dumb' }, [], false],
    ['go with --no-color', 'all', {}, ['--no-color'], false],
    ['come with FORCE_COLOR', 'none', { FORCE_COLOR: '1' }, [], true],
    ['do not come with FORCE_COLOR=0', 'none', { FORCE_COLOR: '0' }, [], false],
    ['come with --color in spite of NO_COLOR', 'none', { NO_COLOR: '1' }, ['--color'], true],
    ['are never in JSON', 'all', { FORCE_COLOR: '1' }, ['--json'], false],
  ])('%s', async (_what, tty, env, flags, coloured) => {
    const ran = await gluepipeline(['validate', ...flags], { cwd, tty, env });
    expect(ran.stdout.includes(ESC)).toBe(coloured);
  });

  it('of stdout do not depend on stderr', async () => {
    const piped = await gluepipeline(['deploy', '--local', '-e', 'one'], { cwd, tty: 'stderr' });
    expect(piped.stderr).toContain(ESC);
    expect(piped.stdout).not.toContain(ESC);
  });
});

/** A clock that jumps ahead with each step that begins, and lets everybody who waits know. */
function passingClock(jump: number) {
  const timers = new Set<() => void>();
  let [time, asked] = [0, 0];
  return {
    now: () => {
      asked += 1;
      return (time += asked % 2 === 0 ? jump : 0);
    },
    every: (_milliseconds: number, action: () => void) => {
      const timer = setInterval(action, 1);
      timers.add(action);
      return () => {
        clearInterval(timer);
        timers.delete(action);
      };
    },
    stopped: () => timers.size === 0,
  };
}

describe('progress', () => {
  const wipe = `\r${ESC}K`;

  it('is shown on a terminal, and wiped before each line that stays', async () => {
    const ran = await gluepipeline(['deploy', '--local'], {
      cwd: folderWith(chain({ load: '' })),
      tty: 'all',
      columns: 40,
      env: { NO_COLOR: '1' },
    });
    expect(ran.stderr).toContain(`… reading what is deployed${wipe}`);
    expect(ran.stderr).toContain(`… 1/2 upload script load.py${wipe}`);
    expect(ran.stderr.replaceAll(new RegExp(`…[^\\r]*\\r\\u001B\\[K`, 'g'), '')).not.toContain('…');
  });

  it('says how long a step takes, while it goes on and after, and keeps to the width', async () => {
    const clock = passingClock(1500);
    const ran = await gluepipeline(['deploy', '--local'], {
      cwd: folderWith(chain({ load: '' })),
      tty: 'all',
      columns: 30,
      env: { NO_COLOR: '1' },
      clock,
    });
    expect(ran.stderr).toMatch(/… \d\/\d \w+ \w+ [\w.-]+ \d\.\ds\r/);
    for (const line of ran.stderr.split(/\n|\r\u001B\[K/).filter((each) => each.startsWith('…'))) {
      expect(line.length).toBeLessThan(30);
    }
    expect(clock.stopped()).toBe(true);
  });

  it('is a word now and then where there is no terminal, for what takes long alone', async () => {
    const slow = await gluepipeline(['deploy', '--local'], {
      cwd: folderWith(chain({ load: '' })),
      clock: passingClock(40_000),
    });
    expect(slow.stderr).toMatch(/^… \d\/\d \w+ .*\dm \d\ds$/m);
    const usual = await gluepipeline(['deploy', '--local'], {
      cwd: folderWith(chain({ load: '' })),
      clock: passingClock(0),
    });
    expect(usual.stderr).not.toContain('…');
  });

  it.each<[string, 'all' | 'none', Record<string, string>, string[]]>([
    ['elsewhere', 'none', {}, []],
    ['with CI', 'all', { CI: 'true' }, []],
    ['with TERM=dumb', 'all', { TERM: 'dumb' }, []],
    ['with --quiet', 'all', {}, ['--quiet']],
  ])('is not shown %s', async (_what, tty, env, flags) => {
    const ran = await gluepipeline(['deploy', '--local', ...flags], { cwd: folderWith(chain({ load: '' })), tty, env });
    expect(ran.stderr).not.toContain('…');
    expect(ran.stderr).not.toContain('\r');
  });
});

describe('streams', () => {
  it('carry results on stdout alone, and the next step on neither in a pipe', async () => {
    const ran = await gluepipeline(['validate'], { cwd: folderWith(chain({ load: '' })), tty: 'stderr' });
    expect(ran).toMatchObject({ stdout: 'valid: config.json, 1 job\n', stderr: '' });
  });
});

describe('--verbose', () => {
  const cwd = folderWith(chain({ load: '' }, { tags: { password: 'hunter2' }, defaults: undefined }));

  it('gives a line an AWS call on stderr, with what it was about and how long it took', async () => {
    const ran = await gluepipeline(['deploy', '--local', '-v', '-q'], { cwd: folderWith(chain({ load: '' })) });
    const lines = ran.stderr.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) {
      expect(line).toMatch(/^aws {2}(?:glue|s3|sts|tagging)\.[A-Z]\w+ {2}.*\d+ ms/);
    }
    expect(lines.some((line) => /^aws {2}glue\.CreateJob {2}"sales-dev-load" {2}\d+ ms {2}[\w-]{36}$/.test(line))).toBe(
      true,
    );
  });

  it('gives lines of JSON with --log-format json, with the deployment and the step of each call', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const ran = await gluepipeline(['deploy', '--local', '-v', '-q', '--log-format', 'json'], { cwd });
    const calls = ran.stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Json);
    expect(calls.find(({ operation }) => operation === 'CreateJob')).toEqual({
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      msg: 'aws call',
      service: 'glue',
      operation: 'CreateJob',
      target: '"sales-dev-load"',
      attempts: 1,
      milliseconds: expect.any(Number),
      requestId: expect.stringMatching(/^[\w-]{36}$/),
      deployment: expect.stringMatching(/^[\w-]{36}$/),
      step: 'create job sales-dev-load',
    });
    const [deployment, ...others] = new Set(calls.flatMap((line) => line.deployment ?? []));
    expect(others).toEqual([]);
    const told = calls.filter(({ msg }) => msg === 'step begins' || msg === 'step done');
    expect(told.filter(({ step }) => step === 'create job sales-dev-load').map(({ msg }) => msg)).toEqual([
      'step begins',
      'step done',
    ]);
    const history = await gluepipeline(['history', '1', '--local', '--json'], { cwd });
    expect(history.json.deployments).toMatchObject([{ number: 1, id: deployment }]);
  });

  it('tells a step that failed as an error', async () => {
    const lines: string[] = [];
    const context = {
      global: { verbose: 1, logFormat: 'json' },
      io: { stderr: (line: string) => lines.push(line) },
      progress: () => undefined,
    } as unknown as Context;
    const resource = { kind: 'job', name: 'sales-dev-load', label: 'load', tags: {}, definition: {} } as const;
    const step = { stage: 'jobs', action: 'create', resource } as const;
    logStep({ kind: 'step-failed', step, milliseconds: 7, error: new Error('no') }, 'id', context);
    while (lines.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(JSON.parse(lines.join(''))).toMatchObject({
      level: 50,
      msg: 'step failed',
      deployment: 'id',
      step: 'create job sales-dev-load',
      milliseconds: 7,
      error: 'no',
    });
  });

  it('never shows an argument, a tag or a key', async () => {
    for (const format of ['text', 'json']) {
      const own = ['-v', '--log-format', format, '--local'];
      const deployed = await gluepipeline(['deploy', ...own, '-e', format], { cwd });
      const ran = await gluepipeline(['run', 'load', ...own, '-e', format, '--arg', 'token=s3cr3t'], { cwd });
      expect(ran.exitCode).toBe(0);
      expect(deployed.stderr + ran.stderr).not.toMatch(/hunter2|s3cr3t|GPLOCAL/);
    }
  });
});
