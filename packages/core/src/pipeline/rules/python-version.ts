import type { Job } from '../pipeline.ts';
import type { Rule } from '../rule.ts';
import { versionNumber } from '../versions.ts';
import { sparkExample } from './support/example.ts';
import { entries } from './support/entries.ts';

/** A Python version that the kind of job does not have (SDK JobCommand.PythonVersion; Glue developer guide, add-job-python). */
export const pythonVersion: Rule = {
  code: 'GP215',
  severity: 'error',
  title: 'an impossible python_version',
  explanation:
    'Spark jobs take `"3"`, whatever Python their Glue version brings (Glue 6.0: 3.13); Python shell jobs take `"3.9"` or `"3"`. Python 2 has ended.',
  bad: sparkExample('"python_version": "3.10"'),
  good: sparkExample('"python_version": "3"'),
  keys: ['jobs.python_version'],
  check: (input) =>
    entries(input)
      .filter(({ job }) => !possible(job).includes(job.pythonVersion))
      .map(({ job }) => ({
        path: [...job.at, 'python_version'],
        message: `${job.kind} job "${job.name}" has python_version "${job.pythonVersion}"`,
        hint: job.kind === 'pythonshell' ? 'write "3.9"' : 'write "3": the Glue version decides which Python it is',
      })),
};

function possible(job: Job): readonly string[] {
  if (job.kind === 'pythonshell') {
    return ['3', '3.9'];
  }
  return versionNumber(job.glueVersion) < 2 ? ['2', '3'] : ['3'];
}
