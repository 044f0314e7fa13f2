import type { NamesByKind } from '@gluepipeline/aws';
import type { Pipeline } from '@gluepipeline/core';

import { check, type Check } from './check.ts';

/** How many an account may have in a Region unless AWS has changed it (docs/aws-facts.md#quotas). */
const quotas = { job: 2000, trigger: 1000, crawler: 1000 } as const;

/** Where an account would stand after a deployment, against the quotas that AWS gives by default. */
export async function quotaCheck(pipeline: Pipeline, names: Promise<NamesByKind>): Promise<Check> {
  const wanted = {
    job: pipeline.jobs.map(({ resourceName }) => resourceName),
    trigger: pipeline.triggers.map(({ resourceName }) => resourceName),
    crawler: pipeline.crawlers.map(({ resourceName }) => resourceName),
  };
  const live = await names;
  const after = (['job', 'trigger', 'crawler'] as const).map((kind) => ({
    kind,
    count: new Set([...live[kind], ...wanted[kind]]).size,
  }));
  const words = after.map(({ kind, count }) => `${String(count)} of ${String(quotas[kind])} ${kind}s`).join(', ');
  const fullest = Math.max(...after.map(({ kind, count }) => count / quotas[kind]));
  const cure = 'ask AWS for more in the Service Quotas console; the numbers here are the default';
  return fullest > 1
    ? check('quotas', 'fail', `after a deployment ${words}`, cure)
    : fullest >= 0.8
      ? check('quotas', 'warn', `after a deployment ${words}`, cure)
      : check('quotas', 'ok', words);
}
