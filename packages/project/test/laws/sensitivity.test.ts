import { describe, expect, it } from '@jest/globals';
import { type Change, keyOf, ownerOf, type Plan, type Resource, stackOf, subjectOf } from '@gluepipeline/core';
import { type Quirk, quirks } from '@gluepipeline/local';

import { driftsOf } from './drifts.ts';
import { forEachConfig, runs } from './each-config.ts';
import { ignoring } from './mutation.ts';
import { crawlerMutations } from './mutations-crawlers.ts';
import { flowMutations } from './mutations-flow.ts';
import { jobMutations } from './mutations.ts';
import { openStack, type Stack } from './stack.ts';

const minutes = 60_000;
const cases: [string, Quirk[]][] = [
  ['as AWS is thought to be', []],
  ['with every assumed behaviour switched on', Object.keys(quirks) as Quirk[]],
];

/** The fields that a plan names, by the label or name of what they belong to; triggers that go with their workflow have none. */
function named(plan: Plan, by: (change: Change) => string): Record<string, string[]> {
  return Object.fromEntries(
    plan.changes
      .filter((change) => change.action !== 'replace' || change.fields.length > 0)
      .map((change) => [
        by(change),
        change.action === 'update' || change.action === 'replace'
          ? change.fields.map(({ field }) => field)
          : [change.action],
      ]),
  );
}

async function withStack(on: readonly Quirk[], use: (stack: Stack) => Promise<void>): Promise<void> {
  const stack = await openStack(on);
  try {
    await use(stack);
  } finally {
    await stack.close();
  }
}

describe('a plan', () => {
  it.each(cases)(
    'names exactly the field that changed or was left out in the config: %s',
    async (_name, on) => {
      let tried = 0;
      await withStack(on, (stack) =>
        forEachConfig(async (config, name) => {
          const before = await stack.pipeline(config, name);
          const { record } = await stack.deploy(before);
          const live = await stack.read(before);
          for (const mutation of [
            ...config.jobs.flatMap((_job, index) => jobMutations(config, index)),
            ...(config.crawlers ?? []).flatMap((_crawler, index) => crawlerMutations(config, index)),
            ...flowMutations(config),
          ]) {
            const plan = stack.planAgainst(await stack.shaped(mutation.config, name), live, record);
            const fields = named(plan, (change) => labelOf(change));
            expect({ what: mutation.what, fields }).toEqual({ what: mutation.what, fields: mutation.expected });
            tried += 1;
          }
        }),
      );
      expect(tried).toBeGreaterThan(runs * 20);
    },
    60 * minutes,
  );

  it.each(cases)(
    'names exactly the field that was changed behind our back: %s',
    async (_name, on) => {
      let tried = 0;
      await withStack(on, (stack) =>
        forEachConfig(async (config, name) => {
          const pipeline = await stack.pipeline(config, name);
          const { record } = await stack.deploy(pipeline);
          const expected: Record<string, readonly string[]> = {};
          const wanted = new Map(stack.resources(pipeline).map((each) => [keyOf(each), each]));
          for (const live of await stack.read(pipeline)) {
            const drifts = driftsOf(live);
            // Another one each time, so that all of them come up many times over.
            const drift = drifts[tried % Math.max(1, drifts.length)];
            if (drift != null) {
              tried += 1;
              Object.assign(expected, seen(wanted.get(keyOf(live)), keyOf(live), drift.fields));
              const owner = ownerOf(live) ?? stackOf(pipeline);
              // What we do not model is left as it is.
              const { unmodelled } = live;
              const resource = unmodelled == null ? drift.resource : { ...drift.resource, extra: unmodelled };
              // An update leaves a switch as it is.
              await (drift.fields[0] === 'enabled' && (resource.kind === 'trigger' || resource.kind === 'rule')
                ? stack.platform.setActive(live, resource.definition.enabled, owner)
                : stack.platform.update(resource, live, drift.fields, owner));
            }
          }
          const plan = await stack.plan(pipeline, record);
          expect(named(plan, (change) => keyOf(subjectOf(change)))).toEqual(expected);
        }),
      );
      expect(tried).toBeGreaterThan(runs * 2);
    },
    60 * minutes,
  );
});

/** The workflow has the name of its stack, which is another for each config. */
function labelOf(change: Change): string {
  const subject = subjectOf(change);
  if (subject.kind === 'workflow') {
    const [further] = /flow\d$/.exec(subject.name) ?? [];
    return further == null ? 'WORKFLOW' : `WORKFLOW ${further}`;
  }
  return subject.label.startsWith('alerts') ? `${subject.label} ${subject.kind}` : subject.label;
}

/** What a plan says of a drift: nothing where it is somebody else's, or where the field is not to be changed. */
function seen(wanted: Resource | undefined, key: string, fields: readonly string[]): Record<string, readonly string[]> {
  return wanted == null ? {} : ignoring({ name: wanted.name, ignore_changes: wanted.ignoreChanges }, { [key]: fields });
}
