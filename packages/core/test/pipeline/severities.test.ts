import { describe, expect, it } from '@jest/globals';

import { printPath } from '../../src/config/issue.ts';
import { judge, load } from '../../src/pipeline/load.ts';

/** The complaints about a job that takes too long and waits for nobody known. */
async function told(rules: string, said: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const text = `pipeline_name: p\nrole: R\nglue_version: "6.0"\n${rules}\njobs: [{ name: a, script: s3://d/a.py, timeout: 99999, worker_type: G.1X }]`;
  const loaded = await load('config.yaml', text, { rules: said });
  const issues = loaded.ok ? await judge(loaded.value) : loaded.issues;
  return issues.map(
    ({ code, severity, path, position }) => `${severity} ${code} ${printPath(path)} ${position?.line ?? 0}`,
  );
}

describe('rules', () => {
  it('count as the file says, and as the command line says over it', async () => {
    expect(await told('')).toEqual(['warn GP217 jobs[0].worker_type 5', 'error GP218 jobs[0].timeout 5'].toReversed());
    expect(await told('rules: { GP218: off, GP217: error }')).toEqual(['error GP217 jobs[0].worker_type 5']);
    expect(await told('rules: { GP218: off, GP217: error }', { GP218: 'warn', GP217: 'off' })).toEqual([
      'warn GP218 jobs[0].timeout 5',
    ]);
  });

  it('count otherwise in an environment', async () => {
    expect(
      await told('rules: { GP217: error, GP218: off }\nenvironments: { dev: { rules: { GP217: off, GP218: null } } }'),
    ).toEqual(['error GP218 jobs[0].timeout 6']);
  });

  it('are those that there are', async () => {
    expect(await told('rules: { GP217: off, GP218: off, GP101: off }')).toEqual(['error GP122 rules.GP101 4']);
    expect(await told('rules: { GP217: off, GP218: off }', { GP999: 'off', GP204: 'never' })).toEqual([
      'error GP122  0',
      'error GP122  0',
    ]);
    expect(await told('rules: { GP217: sometimes }')).toEqual(['error GP106 rules.GP217 4']);
  });
});
