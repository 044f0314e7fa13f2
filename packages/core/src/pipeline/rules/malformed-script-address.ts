import type { Job } from '../pipeline.ts';
import type { Finding, Rule } from '../rule.ts';
import { jobsExample } from './support/example.ts';
import { isOtherAddress } from './support/script.ts';

/** A script address that names no object in S3. */
export const malformedScriptAddress: Rule = {
  code: 'GP234',
  severity: 'error',
  title: 'a script address that is no S3 object',
  explanation:
    'A script is a file beside the config, or `s3://<bucket>/<key>`: a bucket name of letters, digits, dots, dashes and underscores, and the key of an object, not of a folder.',
  bad: jobsExample('{ "name": "load", "script": "s3://data" }'),
  good: jobsExample('{ "name": "load", "script": "s3://data/load.py" }'),
  check: ({ pipeline }) =>
    pipeline.jobs.flatMap((job): Finding[] => {
      const wrong = wrongWith(job);
      return wrong == null
        ? []
        : [
            {
              path: [...job.at, 'script'],
              message: `the script of job "${job.name}" ${wrong}`,
              hint: 'write s3://<bucket>/<key>, or a path relative to the config file',
            },
          ];
    }),
};

function wrongWith({ script }: Job): string | undefined {
  if (script == null) {
    return undefined;
  }
  if (script.kind === 'local') {
    if (script.path.trim() === '') {
      return 'is empty';
    }
    return isOtherAddress(script.path) ? `is "${script.path}", which is no address in S3` : undefined;
  }
  // Nearly every script is an object by its address.
  if (
    script.uri.length < 1024 &&
    /^s3:\/\/[A-Za-z0-9._-]+\/[^\r\n\u2028\u2029]*[^/\r\n\u2028\u2029]$/.test(script.uri)
  ) {
    return undefined;
  }
  const [, bucket = '', key] = /^[^:]+:\/\/([^/]*)(?:\/(.*))?$/.exec(script.uri) ?? [];
  if (bucket === '') {
    return `names no bucket: "${script.uri}"`;
  }
  if (!/^[A-Za-z0-9._-]+$/.test(bucket)) {
    return `names a bucket "${bucket}", which cannot be one`;
  }
  if (key == null || key === '') {
    return `names a bucket and no object: "${script.uri}"`;
  }
  // The key of an object has at most 1,024 bytes (S3 user guide, object-keys), of which a character takes one at least.
  if (key.length > 1024) {
    return `names a key of ${key.length} characters, and S3 has at most 1024`;
  }
  return key.endsWith('/') ? `names a folder: "${script.uri}"` : undefined;
}
