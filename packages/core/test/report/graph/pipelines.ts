import fc from 'fast-check';

import type { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { pipelineOf } from '../../../src/testing/builders.ts';

const script = 's3://code/job.py';

/** A job of a config: its name, what it waits for, and anything else. */
export function job(name: string, dependsOn?: unknown, more: object = {}): object {
  return { name, script, ...(dependsOn == null ? {} : { depends_on: dependsOn }), ...more };
}

/** `name-1`, `name-2` and so on. */
export function names(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${String(index + 1)}`);
}

/** One of everything that a graph can show. */
export const everything: Pipeline = pipelineOf({
  schedule: 'cron(0 2 * * ? *)',
  jobs: [
    job('extract'),
    job('transform', ['extract']),
    job('load', ['transform', 'raw'], { type: 'pythonshell' }),
    job('mend', [{ job: 'transform', state: 'FAILED' }]),
    job('tell', { any: ['load', 'mend'] }),
    job('later', ['load'], { trigger: { enabled: false } }),
    { name: 'theirs', existing: true, depends_on: ['load'] },
    job('report', undefined, { schedule: 'cron(0 6 ? * MON *)' }),
    job('alone', undefined, { workflow: false }),
  ],
  crawlers: [{ name: 'raw', targets: { s3: ['s3://lake/raw/'] }, depends_on: ['extract'] }],
});

/** Sixteen jobs that all must succeed before thirty-two start. */
export const barrier: Pipeline = pipelineOf({
  workflow: {},
  jobs: [...names('stage', 16), ...names('load', 32)].map((name) => job(name)),
  triggers: [
    { name: 'go', actions: names('stage', 16) },
    { name: 'barrier', when: names('stage', 16), actions: names('load', 32) },
  ],
});

/** A pipeline without cycles: each node waits, in one of the ways there are, for nodes before it. */
export const anyPipeline: fc.Arbitrary<Pipeline> = fc
  .array(
    fc.record({
      after: fc.array(fc.nat(), { maxLength: 4 }),
      any: fc.boolean(),
      failed: fc.boolean(),
      enabled: fc.boolean(),
      crawler: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((written) => {
    const nodes = written.map(({ after, any, failed, enabled }, index) => {
      const numbers = index === 0 ? [] : [...new Set(after.map((each) => each % index))];
      const ends = numbers.map((each) => {
        const kind = written[each]?.crawler === true ? 'crawler' : 'job';
        return { [kind]: `n${String(each)}`, ...(failed ? { state: 'FAILED' } : {}) };
      });
      return {
        name: `n${String(index)}`,
        ...(ends.length === 0 ? {} : { depends_on: any ? { any: ends } : ends, trigger: { enabled } }),
      };
    });
    const isCrawler = (index: number) => written[index]?.crawler === true;
    return pipelineOf({
      workflow: {},
      jobs: nodes.filter((_, index) => !isCrawler(index)).map((node) => ({ ...node, script })),
      crawlers: nodes
        .filter((_, index) => isCrawler(index))
        .map((node) => ({ ...node, targets: { s3: ['s3://lake/a/'] } })),
    });
  });
