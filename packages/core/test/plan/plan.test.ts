import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isDestructive, makePlan, type PlanInput } from '../../src/plan/plan.ts';
import type { DeploymentRecord } from '../../src/plan/record.ts';
import { recordedResources } from '../../src/deploy/recorded.ts';
import { isSecretField } from '../../src/resources/secrets.ts';
import type { Live, Resource } from '../../src/resources/resource.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';

const config = {
  role: 'etl',
  jobs: [
    { name: 'a', script: 's3://b/a.py', tags: { owner: 'me' } },
    { name: 'b', script: 's3://b/b.py', depends_on: ['a'] },
  ],
};

function planOf(over: Partial<PlanInput> = {}) {
  const desired = resourcesOf(config);
  return makePlan({ stack: 'sales/dev', target: testTarget, desired, live: desired, ...over });
}

function recordOf(resources: readonly Resource[]): DeploymentRecord {
  return {
    schemaVersion: 1,
    number: 1,
    stack: 'sales/dev',
    at: '2026-01-01T00:00:00.000Z',
    by: 'me',
    toolVersion: '0',
    accountId: testTarget.accountId,
    region: testTarget.region,
    outcome: 'done',
    resources: recordedResources({ desired: resources, outcome: 'done', previous: undefined, isSecret: () => false }),
  };
}

describe('a record', () => {
  it('keeps no value that looks like a secret, however deep it lies', () => {
    const desired = resourcesOf({
      ...config,
      jobs: [
        config.jobs[0],
        {
          ...config.jobs[1],
          arguments: { '--db_password': 'hunter2' },
          trigger: { arguments: { '--token': 'hunter3' } },
        },
      ],
    });
    const kept = JSON.stringify(
      recordedResources({ desired, outcome: 'done', previous: undefined, isSecret: isSecretField }),
    );
    expect(kept).not.toMatch(/hunter/);
    expect(kept.match(/\(masked\)/g)).toHaveLength(2);
  });
});

describe('makePlan', () => {
  it('finds nothing to do where everything is as wanted', () => {
    const plan = planOf();
    expect(plan.changes).toEqual([]);
    expect(plan.unchanged).toEqual([
      { kind: 'job', name: 'sales-dev-a', label: 'a' },
      { kind: 'job', name: 'sales-dev-b', label: 'b' },
      { kind: 'workflow', name: 'sales-dev', label: 'sales-dev' },
      { kind: 'trigger', name: 'sales-dev-run-b', label: 'run-b' },
      { kind: 'trigger', name: 'sales-dev-start', label: 'start' },
    ]);
  });

  it('names exactly the field that differs', () => {
    const live = resourcesOf({ ...config, jobs: [{ ...config.jobs[0], timeout: 7 }, config.jobs[1]] });
    expect(planOf({ live }).changes).toMatchObject([
      { action: 'update', resource: { label: 'a' }, fields: [{ field: 'timeout', before: 7, after: 480 }] },
    ]);
  });

  it('folds what AWS adds of its own: capacity echoes, empty maps, a role by its ARN', () => {
    const live = resourcesOf(config).map((resource): Live =>
      resource.kind === 'job'
        ? {
            ...resource,
            definition: {
              ...resource.definition,
              MaxCapacity: 10,
              AllocatedCapacity: 10,
              Connections: {},
              Description: '',
              NonOverridableArguments: {},
              Role: 'arn:aws:iam::123456789012:role/service-role/etl',
            },
          }
        : resource,
    );
    expect(planOf({ live }).changes).toEqual([]);
  });

  it('sees the role of another account', () => {
    const live = resourcesOf({ ...config, role: 'arn:aws:iam::999999999999:role/etl' });
    expect(planOf({ live }).changes.map((change) => change.action)).toEqual(['update', 'update']);
  });

  it('deletes what the stack owns and the config no longer says, and says what is lost', () => {
    const desired = resourcesOf({ role: 'etl', jobs: [config.jobs[0]] });
    const plan = planOf({ desired, live: resourcesOf(config) });
    expect(
      plan.changes.map((change) => [
        change.action,
        change.action === 'delete' ? [change.live.name, change.losses] : [],
      ]),
    ).toEqual([
      ['delete', ['sales-dev-b', ['run history', 'bookmark']]],
      ['delete', ['sales-dev', ['run history']]],
      ['delete', ['sales-dev-run-b', []]],
      ['delete', ['sales-dev-start', []]],
    ]);
  });

  it('never touches what somebody else owns, and blocks where the name is taken', () => {
    const foreign = resourcesOf(config).map((resource) => ({
      ...resource,
      tags: { 'gluepipeline:stack': 'other/dev' },
    }));
    const plan = planOf({ desired: resourcesOf({ role: 'etl', jobs: [config.jobs[0]] }), live: foreign });
    expect(plan.changes).toEqual([]);
    expect(plan.blockers).toEqual([
      {
        code: 'GP301',
        message: 'job "sales-dev-a" exists already and belongs to the stack other/dev',
        hint: 'give ours another name with resource_name, or delete the other job first',
      },
    ]);
  });

  it('makes a job anew only when told to, since its history goes', () => {
    const live = resourcesOf({ ...config, jobs: [{ ...config.jobs[0], type: 'pythonshell' }, config.jobs[1]] });
    expect(planOf({ live }).blockers.map(({ code }) => code)).toEqual(['GP302']);
    const allowed = planOf({ live, allowReplace: true });
    expect(allowed.blockers).toEqual([]);
    expect(allowed.changes).toMatchObject([{ action: 'replace', losses: ['run history', 'bookmark'] }]);
  });

  it('replaces a start trigger whose kind changes, because its type is fixed', () => {
    const live = resourcesOf({ ...config, schedule: 'cron(0 2 * * ? *)' });
    expect(planOf({ live }).changes).toMatchObject([{ action: 'replace', resource: { label: 'start' }, losses: [] }]);
  });

  it('leaves a tag alone that was never ours, and removes one that was', () => {
    const live = resourcesOf(config).map((resource) => ({
      ...resource,
      tags: { ...resource.tags, foreign: 'x', old: 'y' },
    }));
    expect(planOf({ live }).changes).toEqual([]);
    const before = resourcesOf({ ...config, tags: { old: 'y' } });
    expect(
      planOf({ live, record: recordOf(before) }).changes.map((change) =>
        change.action === 'update' ? change.fields : [],
      ),
    ).toEqual(Array.from({ length: 5 }, () => [{ field: 'tags.old', before: 'y' }]));
  });

  it('removes a tag of ours also after a deployment that failed before it came to that', () => {
    const tagged = resourcesOf({ ...config, tags: { old: 'y' } });
    const first = recordOf(tagged);
    const failed = {
      ...first,
      outcome: 'failed' as const,
      resources: recordedResources({
        desired: resourcesOf(config),
        outcome: 'failed',
        previous: first,
        isSecret: () => false,
      }),
    };
    const fields = planOf({ live: tagged, record: failed }).changes.flatMap((change) =>
      change.action === 'update' ? change.fields : [],
    );
    expect(fields).toEqual(Array.from({ length: 5 }, () => ({ field: 'tags.old', before: 'y' })));
  });

  it('tells two roles of one name apart where both are written as ARNs', () => {
    const role = (path: string) => ({ ...config, role: `arn:aws:iam::123456789012:role/${path}etl` });
    expect(
      planOf({ desired: resourcesOf(role('service-role/')), live: resourcesOf(role('wrong/')) }).changes,
    ).toHaveLength(2);
    expect(planOf({ desired: resourcesOf(role('service-role/')), live: resourcesOf(config) }).changes).toEqual([]);
  });

  it('never updates a job that was drawn in Glue Studio', () => {
    const live = resourcesOf(config).map((each): Live =>
      each.kind === 'job' && each.label === 'a'
        ? { ...each, definition: { ...each.definition, JobMode: 'VISUAL' } }
        : each,
    );
    expect(planOf({ live }).blockers.map(({ code }) => code)).toEqual(['GP308']);
    expect(planOf({ live }).changes).toEqual([]);
  });

  it('takes nothing unknown with it when only a tag changes', () => {
    const live = resourcesOf({ ...config, jobs: [{ ...config.jobs[0], tags: { owner: 'you' } }, config.jobs[1]] }).map(
      (each) => (each.kind === 'job' ? { ...each, unmodelled: { CodeGenConfigurationNodes: {} } } : each),
    );
    const plan = planOf({ live });
    expect(plan.changes).toMatchObject([{ fields: [{ field: 'tags.owner' }] }]);
    expect(isDestructive(plan)).toBe(false);
  });

  it('says which members an update would remove that this tool does not know, and counts that as a loss', () => {
    const live = resourcesOf({ ...config, jobs: [{ ...config.jobs[0], timeout: 7 }, config.jobs[1]] }).map((each) =>
      each.kind === 'job' ? { ...each, unmodelled: { ProfileName: 'p' } } : each,
    );
    expect(planOf({ live }).changes).toMatchObject([
      { fields: [{ field: 'timeout' }, { field: 'ProfileName', before: 'set outside this tool' }] },
    ]);
    expect(isDestructive(planOf({ live }))).toBe(true);
  });

  it('gives the same plan whatever the order of its input', () => {
    const desired = resourcesOf(config);
    const live = resourcesOf({ ...config, role: 'other' }).slice(1);
    const expected = JSON.stringify(makePlan({ stack: 'sales/dev', target: testTarget, desired, live }));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(desired, { minLength: desired.length }),
        fc.shuffledSubarray(live, { minLength: live.length }),
        (a, b) => {
          expect(JSON.stringify(makePlan({ stack: 'sales/dev', target: testTarget, desired: a, live: b }))).toBe(
            expected,
          );
        },
      ),
    );
  });
});
