import { expect } from '@jest/globals';
import { apply, type ApplyResult, keyOf, kinds, makePlan, type Plan, type Resource } from '@gluepipeline/core';

import { systemClock } from '../../src/client/system-clock.ts';
import type { Endpoint } from './endpoint.ts';
import { content, stack } from './resources.ts';

const target = {
  accountId: '000000000000',
  region: 'us-east-1',
  partition: 'aws',
  bucket: 'scripts-bucket',
  role: undefined,
};

/** Each use is a run of its own: a new platform, as a new process has it. */
export async function plan({ aws }: Endpoint, desired: readonly Resource[], files = content): Promise<Plan> {
  const names = Object.fromEntries(
    kinds.map((kind) => [kind, desired.filter((each) => each.kind === kind).map(({ name }) => name)]),
  );
  const { resources } = await aws.platform(files).read({
    stack,
    names,
    artifacts: desired.filter((each) => each.kind === 'artifact'),
    wantedTags: Object.fromEntries(desired.map((each) => [keyOf(each), each.tags])),
  });
  return makePlan({ stack, target, desired, live: resources });
}

/** Plans and applies, whatever comes of it. */
export async function attempt(all: Endpoint, desired: readonly Resource[], files = content): Promise<ApplyResult> {
  return apply({ plan: await plan(all, desired, files), platform: all.aws.platform(files), clock: systemClock });
}

/** Plans and applies; nothing may fail. */
export async function deploy(all: Endpoint, desired: readonly Resource[], files = content): Promise<ApplyResult> {
  const result = await attempt(all, desired, files);
  expect(result.failed).toEqual([]);
  return result;
}

/** What a plan changes: action, key, fields. */
export const changed = ({ changes }: Plan): string[][] =>
  changes.map((change) => [
    change.action,
    keyOf(change.action === 'delete' ? change.live : change.resource),
    ...('fields' in change ? change.fields.map(({ field }) => field) : []),
  ]);
