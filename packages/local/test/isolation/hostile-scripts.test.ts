import { readFile } from 'node:fs/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { expectGone } from '../runs/processes.ts';
import { runScript } from '../runs/scripts.ts';
import { until } from '../runs/until.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(120_000);

/** Runs a script to its end and gives all there is of it. */
async function result(
  script: string | Buffer,
  given: Parameters<typeof runScript>[1] = {},
): Promise<{ readonly outcome: unknown; readonly output: string; readonly error: string }> {
  const run = runScript('', { ...given, objects: { 'b/job.py': script } });
  return { outcome: await run.outcome, output: await run.log('output'), error: await run.log('error') };
}

/** The number that a running script has written first. */
async function firstNumber(run: ReturnType<typeof runScript>): Promise<number> {
  return Number(
    await until('the script has written', async () => {
      const text = await run.log('output').catch(() => '');
      return text.includes('\n') && text.split('\n')[0];
    }),
  );
}

describe('a script that ends oddly', () => {
  it.each([
    ['os._exit(0)', 'import os; os._exit(0)', { state: 'SUCCEEDED' }],
    [
      'an exit in a thread',
      'import os, threading, time; threading.Timer(0.01, os._exit, [4]).start(); time.sleep(60)',
      { state: 'FAILED', message: 'the script ended with exit code 4' },
    ],
    [
      'an exit code of more than a byte',
      'import sys\nsys.exit(256)',
      { state: 'FAILED', message: 'SystemExit: 256', frame: { file: 'job.py', line: 2 } },
    ],
    [
      'a signal of its own',
      'import os, signal; os.kill(os.getpid(), signal.SIGTERM)',
      { state: 'FAILED', message: 'the script was ended by SIGTERM' },
    ],
    [
      'a signal to its whole group',
      'import os, signal; os.killpg(0, signal.SIGTERM)',
      { state: 'FAILED', message: 'the script was ended by SIGTERM' },
    ],
    [
      'an exception that cannot be told',
      'class Mute(Exception):\n  def __str__(self): raise ValueError\nraise Mute',
      { state: 'FAILED', message: 'Mute', frame: { file: 'job.py', line: 3 } },
    ],
    [
      'an exception after stderr is closed',
      'import sys\nsys.stderr.close()\nraise ValueError("unheard")',
      { state: 'FAILED', message: 'ValueError: unheard', frame: { file: 'job.py', line: 3 } },
    ],
    [
      'an exception with stderr gone',
      'import sys\nsys.stderr = None\nraise ValueError("unheard")',
      { state: 'FAILED', message: 'ValueError: unheard', frame: { file: 'job.py', line: 3 } },
    ],
    [
      'a text that is no Python, read by a library',
      'import ast\n\nast.literal_eval("1 +")',
      {
        state: 'FAILED',
        message: 'SyntaxError: invalid syntax (<unknown>, line 1)',
        frame: { file: 'job.py', line: 3 },
      },
    ],
    [
      'no room on the stack',
      'def deep(): return deep()\ndeep()',
      {
        state: 'FAILED',
        message: 'RecursionError: maximum recursion depth exceeded',
        frame: { file: 'job.py', line: 1 },
      },
    ],
    [
      'half a character in its message',
      'raise ValueError("\\ud800")',
      { state: 'FAILED', message: 'ValueError: \ud800', frame: { file: 'job.py', line: 1 } },
    ],
    [
      'a read of stdin',
      'input()',
      { state: 'FAILED', message: 'EOFError: EOF when reading a line', frame: { file: 'job.py', line: 1 } },
    ],
    ['a thread that fails', 'import threading\nthreading.Thread(target=lambda: 1 / 0).start()', { state: 'SUCCEEDED' }],
    ['a closed stdout', 'import os, sys\nsys.stdout.close()\nos.close(2)', { state: 'SUCCEEDED' }],
    ['no folder to be in', 'import os, shutil\nshutil.rmtree(os.getcwd())', { state: 'SUCCEEDED' }],
    ['no text at all', '', { state: 'SUCCEEDED' }],
  ])('has the outcome of %s', async (_what, script, outcome) => {
    expect((await result(script)).outcome).toEqual(outcome);
  });

  it('waits for threads that go on working, as Python does', async () => {
    const run = await result(
      'import threading, time\nthreading.Thread(target=lambda: (time.sleep(0.3), print("late"))).start()\nprint("early")',
    );
    expect(run).toEqual({ outcome: { state: 'SUCCEEDED' }, output: 'early\nlate\n', error: '' });
  });
});

describe('a script file', () => {
  it.each([
    ['a byte order mark', Buffer.from('\ufeffprint("ü")')],
    ['the line ends of Windows', Buffer.from('if True:\r\n    print("ü")\r\n')],
    ['another encoding, which it names', Buffer.from('# -*- coding: latin-1 -*-\nprint("ü")', 'latin1')],
  ])('may have %s', async (_what, script) => {
    expect(await result(script)).toEqual({ outcome: { state: 'SUCCEEDED' }, output: 'ü\n', error: '' });
  });

  it.each([
    ['another encoding, unnamed', Buffer.from('x = 1\nprint("ü")', 'latin1'), /^SyntaxError: .*utf-8/],
    ['zero bytes', Buffer.from('x = 1\0'), /^(Syntax|Value)Error: source code .*null bytes/],
    ['bytes that are no text', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff]), /^SyntaxError: /],
  ])('that has %s fails in words', async (_what, script, message) => {
    expect((await result(script)).outcome).toMatchObject({
      state: 'FAILED',
      message: expect.stringMatching(message),
    });
  });
});

describe('the output of a script', () => {
  it('of 200 MB is read to its end, kept to the limit, and does not hold the script up', async () => {
    const run = await result(
      'import sys\nfor _ in range(200): sys.stdout.write("x" * 2**20)\nprint("end", file=sys.stderr)',
    );
    expect(run.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(run.error).toBe('end\n');
    expect(run.output.length).toBeLessThan(100_200);
  });

  it('is kept as the bytes it is', async () => {
    const run = runScript('import os; os.write(1, bytes(range(256))); print("Zürich 東京 😀")', {
      environment: { LC_ALL: 'C', LANG: 'C' },
    });
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    const file = await readFile(`${run.root}/output.log`);
    expect(file).toEqual(
      Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), Buffer.from('Zürich 東京 😀\n')]),
    );
  });

  it('is there though the script has no line end and is killed', async () => {
    const run = await result('import os, sys; sys.stdout.write("half"); os.kill(os.getpid(), 9)');
    expect(run).toMatchObject({ outcome: { state: 'FAILED' }, output: 'half' });
  });
});

describe('the arguments of a script', () => {
  it('arrive as they are: lines, dashes, blanks, quotes, nothing, other alphabets and 200 KB', async () => {
    const args = {
      '--lines': 'a\nb\r\nc',
      '--dashes': '--not-an-option',
      '--blank': ' ',
      '--none': '',
      '--quotes': `"'$HOME;\`rm\`\\`,
      '--equals': 'a=b=c',
      '--alphabet': '東京 😀',
      '--large': 'é'.repeat(100_000),
    };
    const names = Object.keys(args).map((key) => key.slice(2));
    const script = `
import hashlib, json, sys
from awsglue.utils import getResolvedOptions
names = ${JSON.stringify(names)}
options = getResolvedOptions(sys.argv, names)
options['large'] = options['large'] == 'é' * 100_000
print(json.dumps({'--' + name: options[name] for name in names}))
`;
    const run = await result(script, { args });
    expect(run.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(JSON.parse(run.output)).toEqual({ ...args, '--large': true });
  });
});

describe('a script that will not go', () => {
  it('is stopped though it answers SIGTERM with success', async () => {
    const run = runScript(
      'import os, signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\nprint(os.getpid())\ntime.sleep(300)',
    );
    await firstNumber(run);
    run.interrupt({ state: 'STOPPED' });
    expect(await run.outcome).toEqual({ state: 'STOPPED' });
  });

  it('is stopped though it has halted itself', async () => {
    const run = runScript('import os, signal\nprint(os.getpid())\nos.kill(os.getpid(), signal.SIGSTOP)');
    const script = await firstNumber(run);
    run.interrupt({ state: 'STOPPED' });
    expect(await run.outcome).toEqual({ state: 'STOPPED' });
    await expectGone(script);
  });

  it('takes processes with it that ignore signals and have lost their parent', async () => {
    const orphan = `
import os, signal, time
if os.fork() == 0:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    if os.fork() == 0:
        print(os.getpid())
        time.sleep(300)
    os._exit(0)
os.wait()
`;
    const [ending, stopped] = [runScript(`${orphan}time.sleep(0.5)`), runScript(`${orphan}time.sleep(300)`)];
    const pids = [await firstNumber(ending), await firstNumber(stopped)];
    stopped.interrupt({ state: 'STOPPED' });
    expect(await ending.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(await stopped.outcome).toEqual({ state: 'STOPPED' });
    for (const pid of pids) {
      await expectGone(pid);
    }
  });

  it('ends though a daemon that left its group holds its output', async () => {
    const run = runScript(`
import subprocess
print(subprocess.Popen(['sleep', '300'], start_new_session=True).pid)
`);
    const daemon = await firstNumber(run);
    try {
      expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    } finally {
      process.kill(daemon, 'SIGKILL');
    }
  });

  it('is not resurrected by a stop that comes after its end', async () => {
    const run = runScript('print(1)');
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    run.interrupt({ state: 'STOPPED' });
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
  });
});
