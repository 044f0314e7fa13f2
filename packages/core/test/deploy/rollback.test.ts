import { describe, expect, it } from '@jest/globals';

import { rollbackTarget } from '../../src/deploy/rollback.ts';
import type { DeploymentRecord } from '../../src/plan/record.ts';

type Facts = Partial<Pick<DeploymentRecord, 'what' | 'outcome' | 'resources'>>;

/** The oldest first, as they came about; what is chosen, by its number. */
function chosen(...deployments: readonly Facts[]): number | undefined {
  const records = deployments.map(
    (facts, index) =>
      ({
        number: index + 1,
        what: 'deploy',
        outcome: 'done',
        resources: [{ resource: {} }],
        ...facts,
      }) as unknown as DeploymentRecord,
  );
  return rollbackTarget(records.toReversed())?.number;
}

describe('rollbackTarget', () => {
  it.each<[string, Facts[], number | undefined]>([
    ['the one before', [{}, {}, {}], 2],
    ['the newest that came through, after a failure', [{}, {}, { outcome: 'failed' }], 2],
    ['none that failed', [{}, { outcome: 'failed' }, {}], 1],
    ['none that deleted everything', [{}, { what: 'destroy', resources: [] }, {}], 1],
    ['what was there before a destroy', [{}, { what: 'destroy', resources: [] }], 1],
    ['what a rollback went back from', [{}, {}, { what: 'rollback' }], 2],
    ['none of version 0.1.0', [{ resources: [{ kind: 'job', name: 'a', label: 'a', ownFields: [] }] }, {}], undefined],
    ['nothing where there is no other', [{}], undefined],
    ['nothing where there is none', [], undefined],
  ])('is %s', (_what, deployments, number) => {
    expect(chosen(...deployments)).toBe(number);
  });
});
