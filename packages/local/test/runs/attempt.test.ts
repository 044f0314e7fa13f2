import { readdir } from 'node:fs/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { zip } from './zip.ts';
import { expectGone } from './processes.ts';
import { runScript } from './scripts.ts';
import { until } from './until.ts';

const lines = (text: string): string[] => text.trim().split('\n');

describe('a script that ends', () => {
  it('succeeds with exit code 0, and its two outputs are kept apart', async () => {
    const run = runScript('import sys; print("rows 3"); print("careful", file=sys.stderr)');
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(await run.log('output')).toBe('rows 3\n');
    expect(await run.log('error')).toBe('careful\n');
  });

  it.each(['import sys; sys.exit(0)', 'import sys; sys.exit()', 'raise SystemExit'])(
    'succeeds with %s',
    async (text) => {
      expect(await runScript(text).outcome).toEqual({ state: 'SUCCEEDED' });
    },
  );

  it('fails with the last line of the traceback and the failing line of the script', async () => {
    const run = runScript('import json\n\ndef load(text):\n    return json.loads(text)\n\nload("x")\n');
    expect(await run.outcome).toEqual({
      state: 'FAILED',
      message: 'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
      frame: { file: 'job.py', line: 4 },
    });
    expect(lines(await run.log('error'))[0]).toBe('Traceback (most recent call last):');
    expect(await run.log('error')).not.toContain('launch.py');
  });

  it('names a missing module as Glue does', async () => {
    expect(await runScript('x = 1\nimport pydantic_absent').outcome).toEqual({
      state: 'FAILED',
      message: "ModuleNotFoundError: No module named 'pydantic_absent'",
      frame: { file: 'job.py', line: 2 },
    });
  });

  it('names a syntax error by its line', async () => {
    expect(await runScript('x = 1\ny = = 2\n').outcome).toEqual({
      state: 'FAILED',
      message: 'SyntaxError: invalid syntax (job.py, line 2)',
      frame: { file: 'job.py', line: 2 },
    });
  });

  it.each([
    ['import sys\nsys.exit(1)', 'SystemExit: 1', 2],
    ['import sys\n\nsys.exit("no input")', 'SystemExit: no input', 3],
  ])('fails with %j', async (text, message, line) => {
    expect(await runScript(text).outcome).toEqual({ state: 'FAILED', message, frame: { file: 'job.py', line } });
  });

  it('tells a bare exit code and a signal from an exception', async () => {
    const code = runScript('import os; os._exit(3)');
    const signal = runScript('import os; os.kill(os.getpid(), 11)');
    expect(await code.outcome).toEqual({ state: 'FAILED', message: 'the script ended with exit code 3' });
    expect(await signal.outcome).toEqual({ state: 'FAILED', message: 'the script was ended by SIGSEGV' });
  });

  it('is not failed, nor its failure named, by a forked child that fails', async () => {
    const fork = 'import os\npid = os.fork()\nif pid == 0:\n    raise ValueError("child")\nos.waitpid(pid, 0)\n';
    const [well, badly] = [runScript(fork), runScript(`${fork}os._exit(3)`)];
    expect(await well.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(await badly.outcome).toEqual({ state: 'FAILED', message: 'the script ended with exit code 3' });
  });

  it('runs as __main__, so that classes pickle and worker processes find them', async () => {
    const text = `
import multiprocessing, pickle
class Row: pass
def double(x): return 2 * x
if __name__ == '__main__':
    pickle.loads(pickle.dumps(Row()))
    with multiprocessing.get_context('spawn').Pool(1) as pool:
        print(pool.map(double, [1, 2]))
`;
    const run = runScript(text);
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(await run.log('output')).toBe('[2, 4]\n');
  });

  it('leaves nothing but its logs behind', async () => {
    const run = runScript(
      'import os, tempfile; open(os.path.expanduser("~/x"), "w"); open("y", "w"); tempfile.mkdtemp()',
    );
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    expect((await readdir(run.root)).sort()).toEqual([
      'error.log',
      'error.log.times',
      'output.log',
      'output.log.times',
    ]);
  });

  it('ends with the processes it left running', async () => {
    const run = runScript('import subprocess; print(subprocess.Popen(["sleep", "300"]).pid)');
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    await expectGone(Number(await run.log('output')));
  });
});

describe('a script that is interrupted', () => {
  it('is stopped with all its processes, though it ignores SIGTERM', async () => {
    const text = `
import signal, subprocess, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(subprocess.Popen(['sleep', '300']).pid)
while True: time.sleep(1)
`;
    const run = runScript(text);
    const sleeper = Number(
      await until('the child is there', async () => (await run.log('output').catch(() => '')).trim() || undefined),
    );
    run.interrupt({ state: 'STOPPED' });
    expect(await run.outcome).toEqual({ state: 'STOPPED' });
    await expectGone(sleeper);
  });

  it('times out', async () => {
    const run = runScript('import time; time.sleep(300)', { limits: { timeout: 200, timeoutMessage: 'over 0.2 s' } });
    expect(await run.outcome).toEqual({ state: 'TIMEOUT', message: 'over 0.2 s' });
  });

  it('ends with its watcher, when somebody kills that', async () => {
    const run = runScript('import os, time; print(os.getpid(), os.getppid()); time.sleep(300)');
    const [script, watcher] = await until('the script has said who it is', async () => {
      const words = (await run.log('output').catch(() => '')).trim().split(' ').map(Number);
      return words.length === 2 ? words : undefined;
    });
    process.kill(watcher!, 'SIGKILL');
    expect(await run.outcome).toEqual({
      state: 'FAILED',
      message: 'the script was killed together with its watcher',
    });
    await expectGone(script!);
  });

  it('never starts when it is stopped while it is prepared', async () => {
    let started = false;
    const run = runScript('print(1)', { onRunning: () => (started = true) });
    run.interrupt({ state: 'STOPPED' });
    expect(await run.outcome).toEqual({ state: 'STOPPED' });
    expect(started).toBe(false);
  });
});

describe('what a script is given', () => {
  it('gets its arguments in sys.argv, odd values and large ones unharmed', async () => {
    const args = {
      '--day': '2026-11-01',
      '--neg': '-x',
      '--none': '',
      '--big': 'é'.repeat(150_000),
      'library-set': 'none',
    };
    const text = `
import sys
from awsglue.utils import getResolvedOptions
got = getResolvedOptions(sys.argv, ['day', 'neg', 'none', 'big'])
print(got['day'], got['neg'], repr(got['none']), len(got['big']), 'library-set' in sys.argv)
`;

    // The machine may be busy: each wait has a deadline of its own.
    jest.setTimeout(60_000);
    const run = runScript(text, { args });
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(await run.log('output')).toBe("2026-11-01 -x '' 150000 False\n");
  });

  it('prefers non-overridable arguments to the run and the run to the defaults', async () => {
    const run = runScript('import sys; print(sys.argv[1:])', {
      job: { DefaultArguments: { '--a': 'd', '--b': 'd', '--c': 'd' }, NonOverridableArguments: { '--c': 'n' } },
      args: { '--b': 'r', '--c': 'r' },
    });
    await run.outcome;
    expect(await run.log('output')).toBe("['--a', 'd', '--b', 'r', '--c', 'n']\n");
  });

  it('imports --extra-py-files: modules, archives and wheels', async () => {
    const run = runScript('import one, two, three; print(one.x, two.x, three.x)', {
      args: { '--extra-py-files': 's3://b/one.py, s3://b/lib.zip,s3://b/three-1.0-py3-none-any.whl' },
      objects: {
        'b/one.py': 'x = 1',
        'b/lib.zip': zip('two.py', 'x = 2'),
        'b/three-1.0-py3-none-any.whl': zip('three/__init__.py', 'x = 3'),
      },
    });
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(await run.log('output')).toBe('1 2 3\n');
  });

  it('unpacks wheels, those of --additional-python-modules in S3 too, and does not ask to install them', async () => {
    const run = runScript('import a.b, c; print(open(a.b.__file__).read(), c.x)', {
      args: {
        '--extra-py-files': 's3://b/a-1-py3-none-any.whl',
        '--additional-python-modules': 's3://b/c-1-py3-none-any.whl,boto3==1.2',
      },
      objects: {
        'b/a-1-py3-none-any.whl': zip('a/b.py', '# data'),
        'b/c-1-py3-none-any.whl': zip('c/__init__.py', 'x = 3'),
      },
    });
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(await run.log('output')).toBe('# data 3\n');
    expect(await run.log('error')).toMatch(/pip install boto3==1\.2\n/);
  });

  it('fails with a wheel that is none, naming it', async () => {
    const run = runScript('print(1)', {
      args: { '--extra-py-files': 's3://b/a.whl' },
      objects: { 'b/a.whl': 'no zip' },
    });
    expect(await run.outcome).toMatchObject({
      state: 'FAILED',
      message: expect.stringContaining('ImportError: a.whl is no wheel'),
    });
  });

  it('says that a Python shell job uses no jars', async () => {
    const run = runScript('print(1)', { args: { '--extra-jars': 's3://b/gone.jar' } });
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(await run.log('error')).toContain('--extra-jars is not used');
  });

  it('finds no credentials, profile or home of the user, only the endpoint', async () => {
    const run = runScript('import json, os; print(json.dumps(dict(os.environ)))', {
      environment: {
        AWS_ACCESS_KEY_ID: 'AKIAPRODUCTION',
        AWS_SECRET_ACCESS_KEY: 'production',
        AWS_SESSION_TOKEN: 'production',
        AWS_PROFILE: 'production',
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://production',
        AWS_WEB_IDENTITY_TOKEN_FILE: '/production',
        HOME: '/home/production',
        DATABASE_URL: 'postgres://production',
        LC_TIME: 'C',
      },
    });
    await run.outcome;
    const text = await run.log('output');
    expect(text.toLowerCase()).not.toContain('production');
    expect(JSON.parse(text)).toMatchObject({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_REGION: 'eu-west-1',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      HOME: `${run.root}/home`,
      TMPDIR: `${run.root}/tmp`,
      LC_TIME: 'C',
    });
  });

  it('starts in a folder of its own, or in the working folder, where it finds --extra-files', async () => {
    const text = 'import os; print(os.getcwd(), os.path.exists("rules.csv"))';
    const objects = { 'b/conf/rules.csv': 'a,b' };
    const extra = { args: { '--extra-files': 's3://b/conf/rules.csv' }, objects };
    const [plain, project, both] = [
      runScript(text),
      runScript(text, { workingFolder: '/' }),
      runScript(text, { workingFolder: '/', ...extra }),
    ];
    await Promise.all([plain.outcome, project.outcome, both.outcome]);
    expect(await plain.log('output')).toBe(`${plain.root}/work False\n`);
    expect(await project.log('output')).toBe('/ False\n');
    expect(await both.log('output')).toBe(`${both.root}/work True\n`);
  });

  it('has nothing on stdin and no way to the control pipe', async () => {
    const run = runScript('import os, sys; print(repr(sys.stdin.read())); os.fstat(3)');
    expect(await run.outcome).toMatchObject({ state: 'FAILED', message: 'OSError: [Errno 9] Bad file descriptor' });
    expect(await run.log('output')).toBe("''\n");
  });
});

describe('a run that cannot begin', () => {
  it.each([
    [
      'a script that is not there',
      { Command: { Name: 'pythonshell', ScriptLocation: 's3://b/gone.py' } },
      {},
      /s3:\/\/b\/gone\.py/,
    ],
    ['a module that is not there', {}, { '--extra-py-files': 's3://b/gone.zip' }, /s3:\/\/b\/gone\.zip/],
    ['a streaming job', { Command: { Name: 'gluestreaming' } }, {}, /not run locally/],
    ['a Ray job', { Command: { Name: 'glueray' } }, {}, /not run locally/],
    ['a Scala job', { Command: { Name: 'glueetl' } }, { '--job-language': 'scala' }, /Scala/],
  ])('fails for %s, naming it', async (_what, job, args, message) => {
    const outcome = await runScript('print(1)', { job, args }).outcome;
    expect(outcome).toEqual({ state: 'FAILED', message: expect.stringMatching(message) });
  });

  it('fails without an interpreter, naming it', async () => {
    expect(await runScript('', { python: '/nowhere/python3' }).outcome).toEqual({
      state: 'FAILED',
      message: expect.stringContaining('/nowhere/python3 could not be started'),
    });
  });
});

describe('the logs of a run', () => {
  it('are cut at the limit with a line that says so, and the script runs on', async () => {
    const run = runScript('for i in range(2000): print("x" * 999)\nraise ValueError("late")', {
      limits: { logLimit: 5000 },
    });
    expect(await run.outcome).toMatchObject({ message: 'ValueError: late' });
    const text = await run.log('output');
    expect(text.length).toBeLessThan(5200);
    expect(lines(text).at(-1)).toBe('gluepipeline: the log ends here, it is larger than 5000 bytes');
    expect(await run.log('error')).toContain('ValueError: late');
  });
});
