import type { Finding, Rule } from '../rule.ts';
import { jobsExample } from './support/example.ts';
import { isOtherAddress } from './support/script.ts';

const example = jobsExample('{ "name": "load", "script": "etl/load.py" }');

/** A script that is not where the config says. */
export const missingScript: Rule = {
  code: 'GP233',
  severity: 'error',
  title: 'a script that cannot be read',
  explanation:
    'A script that does not begin with `s3://` is a file beside the config, which a deployment uploads. Its path is relative to the config file.',
  bad: { ...example, files: { 'etl/load.py': { kind: 'missing', reason: 'no such file' } } },
  good: { ...example, files: { 'etl/load.py': { kind: 'file', sha256: '0'.repeat(64), size: 120 } } },
  check: ({ pipeline, files }) =>
    pipeline.jobs.flatMap(({ script, name, at }): Finding[] => {
      const facts = script?.kind === 'local' && !isOtherAddress(script.path) ? files?.[script.path] : undefined;
      const reason = facts?.kind === 'folder' ? 'it is a folder' : facts?.kind === 'missing' ? facts.reason : undefined;
      return script?.kind === 'local' && reason != null
        ? [
            {
              path: [...at, 'script'],
              message: `the script of job "${name}", "${script.path}", cannot be read: ${reason}`,
              hint: 'the path is relative to the config file',
            },
          ]
        : [];
    }),
};
