import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';

const made: string[] = [];

afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An empty folder that is gone after the test file. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'gluepipeline-runs-'));
  made.push(folder);
  return folder;
}
