import { describe, expect, it } from '@jest/globals';

import { yearlyStarts } from '../../src/cost/starts.ts';
import { resourcesOf } from '../../src/testing/builders.ts';

const now = Date.UTC(2026, 10, 27, 12);

function startsOf(config: Readonly<Record<string, unknown>>) {
  return yearlyStarts(resourcesOf({ role: 'r', naming: '${name}', ...config }), now);
}

const job = (name: string, more: object = {}) => ({ name, script: `${name}.py`, type: 'glueetl', ...more });

describe('yearlyStarts', () => {
  it('follows the start through the graph', async () => {
    const jobs = [job('a'), job('b', { depends_on: ['a'] }), job('c', { depends_on: ['a', 'b'] })];
    expect(await startsOf({ schedule: 'cron(0 2 * * ? *)', jobs })).toEqual({
      'job/a': 365,
      'job/b': 365,
      'job/c': 365,
    });
  });

  it('counts every minute of every day that a schedule names', async () => {
    const count = async (schedule: string) => (await startsOf({ jobs: [job('a', { schedule })] }))['job/a'];
    expect(await count('cron(0/15 8-17 ? * MON-FRI *)')).toBe(4 * 10 * 260);
    expect(await count('cron(30 6 L * ? *)')).toBe(12);
    expect(await count('cron(0 0 1 1 ? 2026)')).toBe(0);
  });

  it('knows nothing of jobs that are started by hand, by events or after a failure', async () => {
    expect(await startsOf({ jobs: [job('a')] })).toEqual({});
    const jobs = [job('a'), job('b', { depends_on: [{ job: 'a', state: 'FAILED' }] })];
    expect(await startsOf({ schedule: 'cron(0 2 * * ? *)', jobs })).toEqual({ 'job/a': 365 });
  });

  it('counts nothing where the start is switched off', async () => {
    const start = { schedule: 'cron(0 2 * * ? *)', enabled: false };
    expect(await startsOf({ start, jobs: [job('a')], workflow: {} })).toEqual({ 'job/a': 0 });
  });

  it('starts as often as its rarest part what waits for all, as its commonest what waits for any', async () => {
    const jobs = [
      job('a'),
      job('x', { workflow: 'slow' }),
      job('y', { workflow: 'slow' }),
      job('z', { workflow: 'slow', depends_on: { any: ['x', 'y'] } }),
    ];
    const workflows = { slow: { schedule: 'cron(0 3 ? * SUN *)' } };
    expect(await startsOf({ schedule: 'cron(0 2 * * ? *)', workflows, jobs })).toEqual({
      'job/a': 365,
      'job/x': 52,
      'job/y': 52,
      'job/z': 52,
    });
  });

  it('works each node out once, however many wait for it', async () => {
    const layer = (at: number) => [`left-${at}`, `right-${at}`];
    const jobs = Array.from({ length: 40 }, (_, at) =>
      layer(at).map((name) => job(name, at === 0 ? {} : { depends_on: layer(at - 1) })),
    ).flat();
    expect(await startsOf({ schedule: 'cron(0 2 * * ? *)', jobs })).toEqual(
      Object.fromEntries(jobs.map(({ name }) => [`job/${name}`, 365])),
    );
  });

  it('adds up the ways to start', async () => {
    const triggers = [{ name: 'noon', schedule: 'cron(0 12 * * ? *)', actions: ['a'], workflow: false }];
    const jobs = [job('a', { schedule: 'cron(0 2 * * ? *)' })];
    expect(await startsOf({ jobs, triggers })).toEqual({ 'job/a': 730 });
  });
});
