import { describe, expect, it } from '@jest/globals';

import { apply } from '../../src/deploy/apply.ts';
import { recordedResources } from '../../src/deploy/recorded.ts';
import { type Change, makePlan } from '../../src/plan/plan.ts';
import type { DeploymentRecord } from '../../src/plan/record.ts';
import type { Live, Resource } from '../../src/resources/resource.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';
import { MemoryPlatform } from '../../src/testing/memory-platform.ts';

const jobs = (fields: object) =>
  resourcesOf({ jobs: [{ name: 'a', script: 's3://b/a.py', timeout: 5, tags: { team: 'x' }, ...fields }] });

const live = (definition: object, more: object = {}): Live[] =>
  jobs({}).map((each) => ({ ...each, ...more, definition: { ...each.definition, ...definition } }) as Live);

const planOf = (desired: readonly Resource[], found: readonly Live[], record?: DeploymentRecord) =>
  makePlan({ stack: 'sales/dev', target: testTarget, desired, live: found, record });

const fieldsOf = (changes: readonly Change[]) =>
  changes.flatMap((change) => ('fields' in change ? change.fields.map(({ field }) => field) : change.action));

describe('ignore_changes', () => {
  it('leaves a field as it is in AWS, and sends it along when another changes', () => {
    const found = live({ Timeout: 99, NumberOfWorkers: 3 });
    expect(planOf(jobs({ ignore_changes: ['timeout', 'number_of_workers'] }), found).changes).toEqual([]);
    const [change] = planOf(
      jobs({ ignore_changes: ['timeout', 'number_of_workers'], description: 'new' }),
      found,
    ).changes;
    expect(fieldsOf(change == null ? [] : [change])).toEqual(['description']);
    expect(change).toMatchObject({ resource: { definition: { Timeout: 99, NumberOfWorkers: 3, Description: 'new' } } });
  });

  it('knows single arguments and tags, also those that are gone', () => {
    const wanted = jobs({
      arguments: { day: 'friday', x: '1' },
      ignore_changes: ['arguments.--day', 'tags.team', 'description'],
    });
    const found = live(
      { DefaultArguments: { '--x': '1' }, Description: 'by hand' },
      { tags: { 'gluepipeline:stack': 'sales/dev' } },
    );
    expect(planOf(wanted, found).changes).toEqual([]);
    expect(fieldsOf(planOf(wanted, live({ DefaultArguments: { '--x': '2' } })).changes)).toEqual(['arguments.--x']);
  });
});

describe('extra', () => {
  const extra = { SourceControlDetails: { Provider: 'GITHUB' } };

  it('is sent as it stands, compared, and taken back when the config drops it', async () => {
    const platform = new MemoryPlatform();
    const deployed = async (wanted: Resource[], record?: DeploymentRecord) => {
      const plan = planOf(wanted, [...platform.resources.values()], record);
      await apply({ plan, platform, clock: manualClock() });
      return fieldsOf(plan.changes);
    };
    const record = {
      resources: recordedResources({
        desired: jobs({ extra }),
        outcome: 'done',
        previous: undefined,
        isSecret: () => false,
      }),
    } as unknown as DeploymentRecord;
    expect(await deployed(jobs({ extra }))).toEqual(['create']);
    expect(await deployed(jobs({ extra }), record)).toEqual([]);
    expect(await deployed(jobs({ extra: { SourceControlDetails: { Provider: 'GITLAB' } } }), record)).toEqual([
      'extra.SourceControlDetails',
    ]);
    expect(await deployed(jobs({}), record)).toEqual(['extra.SourceControlDetails']);
    expect(await deployed(jobs({}), record)).toEqual([]);
  });

  it('of somebody else is no difference, and an update says that it goes', () => {
    const found = live({}, { unmodelled: extra });
    expect(planOf(jobs({}), found).changes).toEqual([]);
    expect(fieldsOf(planOf(jobs({ timeout: 6 }), found).changes)).toEqual(['timeout', 'SourceControlDetails']);
  });
});
