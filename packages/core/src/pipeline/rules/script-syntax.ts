import type { PythonProblem } from '../files.ts';
import { pythonMinor } from '../versions.ts';
import type { Rule } from '../rule.ts';
import { jobsExample } from './support/example.ts';
import { scriptFile } from './support/script-example.ts';
import { pythonScripts } from './support/scripts.ts';

const example = jobsExample('{ "name": "load", "script": "load.py" }');
const bad = { line: 2, message: "expected ':'", python: '3.13' };

/** A script that Python refuses before it runs a word of it. */
export const scriptSyntax: Rule = {
  code: 'GP293',
  severity: 'error',
  title: 'a script that Python does not understand',
  explanation:
    'A syntax error ends every run of the job at once. The script was shown to the `python3` of this machine; without one nothing is said. Scripts that look sound at a first, cheap glance are shown to it only by `validate --strict` and in CI (where `CI` is set). Where the Python here is older than that of the job, what may be newer syntax is passed over.',
  bad: { ...example, files: scriptFile('load.py', 'import sys\nif sys.argv\n    print(sys.argv)\n', { syntax: bad }) },
  good: { ...example, files: scriptFile('load.py', 'import sys\nif sys.argv:\n    print(sys.argv)\n') },
  check: (input) =>
    pythonScripts(input).flatMap(({ entry: { job }, file, text, facts: { syntax } }) =>
      syntax == null || mayBeNewer(syntax, text, pythonMinor(job))
        ? []
        : [
            {
              path: [...job.at, 'script'],
              message: `the script of job "${job.name}" is no Python: ${file}:${String(syntax.line)}: ${syntax.message}`,
              hint: `mend line ${String(syntax.line)} of ${file}: Python ${syntax.python} read it`,
            },
          ],
    ),
};

/** Syntax that came with Python 3.12 and later: fields of f-strings, and parameters of types. */
const newer = /\b[rR]?[fFtT][rR]?["']|^\s*(?:type\s+\w+|(?:async\s+)?def\s+\w+\s*\[|class\s+\w+\s*\[)/;

/** An older Python than that of the job may be the one that is wrong. */
function mayBeNewer({ python, line, message }: PythonProblem, text: string, minor: number): boolean {
  const own = Number(python.split('.')[1]);
  if (own >= minor) {
    return false;
  }
  return own < 10 || message.includes('f-string') || newer.test(text.split(/\r\n|\r|\n/)[line - 1] ?? '');
}
