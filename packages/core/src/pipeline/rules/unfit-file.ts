import type { Files } from '../files.ts';
import type { Job } from '../pipeline.ts';
import type { Finding, Rule } from '../rule.ts';
import { jobsExample } from './support/example.ts';

const example = jobsExample('{ "name": "load", "script": "s3://data/load.py", "extra_py_files": ["lib"] }');
const folder = (modules: number): Files => ({
  lib: { kind: 'folder', sha256: '0'.repeat(64), size: 300, files: 2, modules },
});

/** A file for a job that its run could not use: Glue takes the files as one text with commas (Glue developer guide, aws-glue-programming-etl-glue-arguments). */
export const unfitFile: Rule = {
  code: 'GP286',
  severity: 'error',
  title: 'a file that a run could not use',
  explanation:
    'An item of `extra_py_files`, `extra_jars` or `extra_files` is one file: Glue gets them joined with commas, so none may hold one. A folder of `extra_py_files` is packed as a zip that Python imports from, and needs a `.py` file somewhere in it.',
  bad: { ...example, files: folder(0) },
  good: { ...example, files: folder(2) },
  keys: ['jobs.files'],
  check: ({ pipeline, files }) => pipeline.jobs.flatMap((job) => unfit(job, files)),
};

function unfit(job: Job, files: Files | undefined): Finding[] {
  return Object.entries(job.files).flatMap(([argument, items]) => {
    const key = argument.slice(2).replaceAll('-', '_');
    return items.flatMap((item, index): Finding[] => {
      const written = item.kind === 's3' ? item.uri : item.path;
      const facts = item.kind === 'local' ? files?.[item.path] : undefined;
      const path = [...job.at, key, index];
      if (written.trim() === '' || written.includes(',')) {
        return [
          {
            path,
            message: `an item of ${key} of job "${job.name}" ${written.includes(',') ? 'holds a comma' : 'is empty'}: "${written}"`,
            hint: 'write each file as an item of its own, and rename what has a comma in its name',
          },
        ];
      }
      return argument === '--extra-py-files' && facts?.kind === 'folder' && facts.modules === 0
        ? [
            {
              path,
              message: `folder "${written}" of ${key} of job "${job.name}" holds no .py file`,
              hint: 'name the folder that holds your modules or packages',
            },
          ]
        : [];
    });
  });
}
