import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { follow, graphOf } from '@gluepipeline/core';
import fc from 'fast-check';

import type { ConfigObject } from './configs.ts';
import { forEachConfig } from './each-config.ts';
import { impatientClock, openStack } from './stack.ts';

/**
 * What stands where python would: it succeeds at once, or fails when its job has the argument --fail. A real python
 * takes a hundred times as long; that one runs the scripts in the tests of the endpoint and of the command.
 */
const stub = `#!/bin/sh
case "$1" in
  -c) echo "{\\"executable\\":\\"$0\\",\\"version\\":\\"3.11.0\\",\\"pyspark\\":null,\\"sparkError\\":null,\\"userBase\\":null}" ;;
  *) if grep -q -e --fail "$5"; then echo '{"exit": 1}' >&3; else echo '{"exit": 0}' >&3; fi ;;
esac
`;

/** Graphs of up to seven Python shell jobs, each waiting for some before it, some of them failing. */
const graphs: fc.Arbitrary<ConfigObject> = fc
  .array(fc.tuple(fc.array(fc.nat(), { maxLength: 3 }), fc.integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 7 })
  .map((nodes) => ({
    workflow: {},
    jobs: nodes.map(([picks, dice], index) => ({
      name: `job${String(index)}`,
      type: 'pythonshell',
      script: 'scripts/c.py',
      ...(dice === 0 ? { arguments: { fail: 'yes' } } : {}),
      ...(index > 0 && picks.length > 0
        ? { depends_on: [...new Set(picks.map((pick) => `job${String(pick % index)}`))] }
        : {}),
    })),
  }));

describe('a run of the workflow', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-order-'));
  const python = join(folder, 'python');
  beforeAll(() => {
    writeFileSync(python, stub);
    chmodSync(python, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it(
    'starts each job once, after all that it waits for have succeeded, and never when one of them failed',
    async () => {
      const stack = await openStack([], python);
      let failures = 0;
      try {
        await forEachConfig(async (config, name) => {
          const pipeline = await stack.pipeline(config, name);
          await stack.deploy(pipeline);
          const id = await stack.runs.startWorkflow(`${name}-dev`, {});
          const end = await follow(
            stack.runs,
            impatientClock,
            { kind: 'workflow', name: `${name}-dev`, id },
            { pollMilliseconds: 5 },
          );

          const succeeds = new Map<string, boolean>();
          const runs = new Map(end.jobRuns.map((run) => [run.job, run]));
          expect(runs.size).toBe(end.jobRuns.length);
          const graph = graphOf(pipeline);
          for (const job of pipeline.jobs) {
            const before = graph.find(({ name }) => name === job.name)?.after ?? [];
            const mayStart = before.every((each) => succeeds.get(each) === true);
            succeeds.set(job.name, mayStart && job.arguments['--fail'] == null);
            const run = runs.get(job.resourceName);
            expect([job.name, run?.state]).toEqual([
              job.name,
              mayStart ? (succeeds.get(job.name) === true ? 'SUCCEEDED' : 'FAILED') : undefined,
            ]);
            for (const each of before.filter(() => run != null)) {
              expect(runs.get(`${name}-dev-${each}`)?.completedAt).toBeLessThanOrEqual(run?.startedAt ?? 0);
            }
          }
          failures += end.succeeded ? 0 : 1;
          expect(end.succeeded).toBe([...succeeds.values()].every((good) => good));
        }, graphs);
      } finally {
        await stack.close();
      }
      expect(failures).toBeGreaterThan(0);
    },
    60 * 60_000,
  );
});
