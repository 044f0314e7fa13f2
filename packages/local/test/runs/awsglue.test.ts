import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, jest } from '@jest/globals';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(60_000);

const file = fileURLToPath(new URL('python/test_awsglue.py', import.meta.url));
const run = promisify(execFile);

const there = async (python: string): Promise<boolean> =>
  run(python, ['-c', '']).then(
    () => true,
    () => false,
  );

describe('the awsglue stand-in', () => {
  // python3 must be there; the others are tried where they are installed.
  it.each(['python3', 'python3.9', 'python3.10', 'python3.11', 'python3.12', 'python3.13'])(
    'keeps its promises under %s',
    async (python) => {
      if (python === 'python3' || (await there(python))) {
        const { stderr } = await run(python, ['-B', '-W', 'error', file]);
        expect(stderr).toMatch(/\nOK\n$/);
      }
    },
  );
});
