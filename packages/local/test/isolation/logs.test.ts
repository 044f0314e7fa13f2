import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { capture } from '../../src/runs/capture.ts';
import { scratchFolder } from '../runs/scratch.ts';

/** A file that cannot be opened, and on Linux one that is always full. */
function unwritable(): readonly string[] {
  const folder = path.join(scratchFolder(), 'output.log');
  mkdirSync(folder);
  return [folder, '/dev/full'].filter((file) => existsSync(file));
}

describe('the log of a script', () => {
  it.each(unwritable())('that cannot be written (%s) is given up, and the script goes on', async (file) => {
    const source = new PassThrough();
    const captured = capture(source, file, 100 * 2 ** 20);
    // More than a pipe holds: it is taken only by who reads it.
    source.write(Buffer.alloc(2 ** 20));
    source.end(Buffer.alloc(2 ** 20));
    await captured;
    expect({ read: source.readableEnded, failed: source.errored }).toEqual({ read: true, failed: null });
  });

  it('keeps exactly as many bytes as it may', async () => {
    for (const [limit, expected] of [
      [6, 'abcdef'],
      [5, 'abcde\ngluepipeline: the log ends here, it is larger than 5 bytes\n'],
      [3, 'abc\ngluepipeline: the log ends here, it is larger than 3 bytes\n'],
    ] as const) {
      const file = path.join(scratchFolder(), 'output.log');
      const source = new PassThrough();
      const captured = capture(source, file, limit);
      source.write('abc');
      source.write('def');
      source.end();
      await captured;
      expect(await readFile(file, 'utf8')).toBe(expected);
    }
  });
});
