import type { Path } from '../../config/issue.ts';
import type { Job } from '../pipeline.ts';
import type { Finding, Rule } from '../rule.ts';
import { type CrawlerEntry, crawlerEntries } from './support/crawlers.ts';
import { jobsExample } from './support/example.ts';
import { isOtherAddress } from './support/script.ts';

/** A script that names no object in S3, or a target of a crawler that names no place there. */
export const malformedAddress: Rule = {
  code: 'GP234',
  severity: 'error',
  title: 'an address that is none in S3',
  explanation:
    'A script is a file beside the config, or `s3://<bucket>/<key>`: a bucket name of letters, digits, dots, dashes and underscores, and the key of an object, not of a folder. The `s3`, `delta`, `iceberg` and `hudi` targets of a crawler are addresses that begin with `s3://<bucket>`.',
  bad: jobsExample('{ "name": "load", "script": "s3://data" }'),
  good: jobsExample('{ "name": "load", "script": "s3://data/load.py" }'),
  check: (input) => [...input.pipeline.jobs.flatMap(wrongScript), ...crawlerEntries(input).flatMap(wrongTargets)],
};

function wrongScript(job: Job): Finding[] {
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
}

/** What a target of each kind calls its addresses, where it is a map. */
const addressKeys = { s3: 'path', delta: 'delta_tables', iceberg: 'paths', hudi: 'paths' } as const;

function wrongTargets({ crawler: { at, name }, written }: CrawlerEntry): Finding[] {
  return Object.entries(addressKeys).flatMap(([kind, key]) =>
    (written.targets?.[kind as keyof typeof addressKeys] ?? []).flatMap((target: string | object, index) => {
      const place = [...at, 'targets', kind, index];
      return typeof target === 'string'
        ? wrongAddress(name, target, place)
        : [(target as Readonly<Record<string, string | readonly string[]>>)[key] ?? []].flatMap((addresses) =>
            typeof addresses === 'string'
              ? wrongAddress(name, addresses, [...place, key])
              : addresses.flatMap((address, position) => wrongAddress(name, address, [...place, key, position])),
          );
    }),
  );
}

function wrongAddress(crawler: string, address: string, path: Path): Finding[] {
  return /^s3[an]?:\/\/[^/]/.test(address)
    ? []
    : [
        {
          path,
          message: `crawler "${crawler}" is to crawl "${address}", which is no address in S3`,
          hint: 'write s3://<bucket>/<folder>',
        },
      ];
}

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
