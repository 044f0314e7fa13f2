import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

/** A bucket for artifacts that is written as an address. */
export const malformedBucket: Rule = {
  code: 'GP258',
  severity: 'error',
  title: 'a bucket that is no bucket name',
  explanation:
    '`artifacts.bucket` is the bare name of a bucket: no `s3://` and no path. The path in the bucket is `artifacts.prefix`.',
  bad: topExample('"artifacts": { "bucket": "s3://sales-artifacts/etl" }'),
  good: topExample('"artifacts": { "bucket": "sales-artifacts", "prefix": "etl/" }'),
  keys: ['artifacts'],
  check: ({ config }) => {
    const bucket = config.artifacts?.bucket;
    return bucket == null || /^[A-Za-z0-9._-]+$/.test(bucket)
      ? []
      : [
          {
            path: ['artifacts', 'bucket'],
            message: `artifacts.bucket "${bucket}" is no bucket name`,
            hint: 'write the bare name, and the path as artifacts.prefix',
          },
        ];
  },
};
