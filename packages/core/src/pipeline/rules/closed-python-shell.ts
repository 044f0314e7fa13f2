import type { Rule } from '../rule.ts';
import { shellExample } from './support/example.ts';
import { shellEntries } from './support/entries.ts';

/** Python 3.6 on a Python shell job: closed to new jobs since 2026-03-31 (Glue developer guide, glue-version-support-policy). */
export const closedPythonShell: Rule = {
  code: 'GP245',
  severity: 'warn',
  title: 'Python 3.6 on a Python shell job',
  explanation:
    'For a Python shell job `"3"` means Python 3.6. New jobs with it are refused since 2026-03-31; existing ones can still be updated and run. Use `"3.9"`.',
  bad: shellExample('"python_version": "3"'),
  good: shellExample('"python_version": "3.9"'),
  keys: ['jobs.python_version'],
  check: (input) =>
    shellEntries(input)
      .filter(({ job }) => job.pythonVersion === '3')
      .map(({ job }) => ({
        path: [...job.at, 'python_version'],
        message: `python_version "3" of pythonshell job "${job.name}" is Python 3.6, which takes no new jobs`,
        hint: 'write "3.9"',
      })),
};
