import type { Finding, Rule } from '../rule.ts';
import { jobsExample } from './support/example.ts';
import { argumentValue, entries } from './support/entries.ts';

const notPython = [
  'scala',
  'jar',
  'java',
  'ipynb',
  'sql',
  'sh',
  'r',
  'whl',
  'egg',
  'zip',
  'json',
  'yaml',
  'yml',
  'txt',
  'md',
];
const notScala = ['py', 'ipynb', 'sql', 'sh', 'jar', 'whl', 'egg', 'zip'];

/** A script whose ending is that of another language than the job's. */
export const scriptExtension: Rule = {
  code: 'GP241',
  severity: 'warn',
  title: 'a script that does not fit the language',
  explanation:
    'A job runs one Python script, or one Scala script with the argument `--job-language: scala`. A notebook, a query or an archive is no script: export the notebook as `.py`, pass libraries as `--extra-py-files` or `--extra-jars`.',
  bad: jobsExample('{ "name": "load", "script": "s3://data/load.ipynb" }'),
  good: jobsExample('{ "name": "load", "script": "s3://data/load.py" }'),
  check: (input) =>
    entries(input).flatMap((entry): Finding[] => {
      const { job, written } = entry;
      const { script = '' } = written;
      const scala = argumentValue(entry, '--job-language') === 'scala';
      if (!scala && script.endsWith('.py')) {
        return [];
      }
      const ending = /\.([A-Za-z0-9]+)$/.exec(script)?.[1]?.toLowerCase() ?? '';
      return (scala ? notScala : notPython).includes(ending)
        ? [
            {
              path: [...job.at, 'script'],
              message: `the script of job "${job.name}" ends in .${ending}, and the job runs ${scala ? 'Scala' : 'Python'}`,
              hint:
                ending === 'scala'
                  ? 'add the argument "--job-language": "scala"'
                  : `name a .${scala ? 'scala' : 'py'} file`,
            },
          ]
        : [];
    }),
};
