import { execFile } from 'node:child_process';
import { accessSync, constants, openSync, readSync, closeSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

import type { PythonProblem } from '@gluepipeline/core';

/** What Python is asked of each file that is named to it: compiled, never run. */
const question = `
import sys, warnings
warnings.simplefilter("ignore")
sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
print("%d.%d" % sys.version_info[:2])
for at, path in enumerate(sys.argv[1:]):
    try:
        with open(path, "rb") as file:
            compile(file.read(), path, "exec", dont_inherit=True)
    except SyntaxError as error:
        print(at, error.lineno or 1, (error.msg or "invalid syntax").replace("\\n", " "), sep="\\t")
    except Exception:
        pass
`;

/** Compiling is quick: whoever takes longer has other troubles, and nothing is said of them here. */
const patience = 10_000;

/** So many files at once go well into the command line of any system. */
const together = 500;

/** What Python says is wrong with scripts, by their paths in `folder`; nothing where there is no Python 3 to ask. */
export async function pythonProblems(
  folder: string,
  paths: readonly string[],
  python: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ReadonlyMap<string, PythonProblem>> {
  const problems = new Map<string, PythonProblem>();
  const program = python ?? pythonProgram(env.PATH ?? '', process.platform);
  for (let from = 0; program != null && from < paths.length; from += together) {
    const some = paths.slice(from, from + together);
    const [version = '', ...lines] = (await ask(program, folder, some)).split(/\r?\n/);
    for (const line of lines) {
      const [at, number, message] = line.split('\t');
      const path = some[Number(at)];
      if (path != null && message != null) {
        problems.set(path, { line: Number(number), message, python: version });
      }
    }
  }
  return problems;
}

/** Whatever goes wrong with Python itself is no fault of a script. */
function ask(program: string, folder: string, paths: readonly string[]): Promise<string> {
  const words = ['-I', '-S', '-c', question, ...paths.map((path) => resolve(folder, path))];
  return new Promise((done) => {
    execFile(program, words, { timeout: patience, maxBuffer: 1 << 26 }, (error, stdout) => {
      done(error == null && /^3\.\d+\r?\n/.test(stdout) ? stdout : '');
    });
  });
}

/**
 * The first `python3` of the PATH that is a program. Wrappers such as those of pyenv are scripts, and take ten times as
 * long; the one that macOS has before its developer tools are there asks to install them.
 */
export function pythonProgram(path: string, platform: NodeJS.Platform): string | undefined {
  const found = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, platform === 'win32' ? 'python.exe' : 'python3'))
    .filter((file) => isProgram(file, platform));
  return found.find((file) => !isText(file)) ?? found[0];
}

function isProgram(file: string, platform: NodeJS.Platform): boolean {
  if (platform === 'darwin' && file === '/usr/bin/python3' && !exists('/Library/Developer/CommandLineTools')) {
    return false;
  }
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) != null;
}

function isText(file: string): boolean {
  const begin = new Uint8Array(2);
  const open = openSync(file, 'r');
  try {
    readSync(open, begin);
    return begin[0] === 0x23 && begin[1] === 0x21;
  } finally {
    closeSync(open);
  }
}
