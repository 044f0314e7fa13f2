import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What stands where python would: it succeeds at once, or fails when its job has the argument --fail. A real python
 * takes a hundred times as long; that one runs the scripts in the tests of the endpoint and of the command.
 */
const stub = (seen: string) => `#!/bin/sh
case "$1" in
  -c) echo "{\\"executable\\":\\"$0\\",\\"version\\":\\"3.11.0\\",\\"pyspark\\":null,\\"sparkError\\":null,\\"userBase\\":null}" ;;
  *) cp "$5" "${seen}/$$"; if grep -q -e --fail "$5"; then echo '{"exit": 1}' >&3; else echo '{"exit": 0}' >&3; fi ;;
esac
`;

/** A stand-in for python, and what it was told. */
export interface StubPython {
  readonly python: string;
  /** The arguments of every run that it was started for. */
  argvs(): string[][];
  remove(): void;
}

/** Puts the stand-in into a folder of its own. */
export function stubPython(): StubPython {
  const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-order-'));
  const python = join(folder, 'python');
  const seen = join(folder, 'seen');
  mkdirSync(seen);
  writeFileSync(python, stub(seen));
  chmodSync(python, 0o755);
  return {
    python,
    argvs: () =>
      readdirSync(seen).map((name) => (JSON.parse(readFileSync(join(seen, name), 'utf8')) as { argv: string[] }).argv),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
