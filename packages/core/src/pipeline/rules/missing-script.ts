import type { Files } from '../files.ts';
import type { Job, Script } from '../pipeline.ts';
import type { Finding, Rule } from '../rule.ts';
import { jobsExample } from './support/example.ts';
import { isOtherAddress } from './support/script.ts';

const example = jobsExample('{ "name": "load", "script": "etl/load.py" }');

/** A script, or a file that it needs, that is not where the config says. */
export const missingScript: Rule = {
  code: 'GP233',
  severity: 'error',
  title: 'a script or file that cannot be read',
  explanation:
    'A script, or an item of `extra_py_files`, `extra_jars` or `extra_files`, that does not begin with `s3://` is a file beside the config, which a deployment uploads. Its path is relative to the config file. Only `extra_py_files` takes folders.',
  bad: { ...example, files: { 'etl/load.py': { kind: 'missing', reason: 'no such file' } } },
  good: { ...example, files: { 'etl/load.py': { kind: 'file', sha256: '0'.repeat(64), size: 120 } } },
  check: ({ pipeline, files }) =>
    pipeline.jobs.filter(hasLocal).flatMap((job): Finding[] => [
      ...unreadable(job.script == null ? [] : [job.script], files, false).map(({ path, reason }): Finding => ({
        path: [...job.at, 'script'],
        message: `the script of job "${job.name}", "${path}", cannot be read: ${reason}`,
        hint: relative,
      })),
      ...Object.entries(job.files).flatMap(([argument, items]) =>
        unreadable(items, files, argument === '--extra-py-files').map(({ path, reason }): Finding => ({
          path: [...job.at, argument.slice(2).replaceAll('-', '_')],
          message: `"${path}" of ${argument} of job "${job.name}" cannot be read: ${reason}`,
          hint: relative,
        })),
      ),
    ]),
};

/** Most jobs have all they need in S3. */
function hasLocal({ script, files }: Job): boolean {
  return script?.kind === 'local' || Object.keys(files).length > 0;
}

const relative = 'the path is relative to the config file';

/** Those that are not there, with the reason; only Python code may be a folder. */
function unreadable(items: readonly Script[], files: Files | undefined, orFolders: boolean) {
  return items.flatMap((item): { readonly path: string; readonly reason: string }[] => {
    const facts = item.kind === 'local' && !isOtherAddress(item.path) ? files?.[item.path] : undefined;
    const reason =
      facts?.kind === 'missing' ? facts.reason : facts?.kind === 'folder' && !orFolders ? 'it is a folder' : undefined;
    return item.kind === 'local' && reason != null ? [{ path: item.path, reason }] : [];
  });
}
