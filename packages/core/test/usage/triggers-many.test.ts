import { describe, expect, it } from '@jest/globals';

import { after, job, numbered, onDemand, starts, triggersOf } from './written.ts';

describe('many triggers, and triggers of many', () => {
  it('waits for sixteen at once', async () => {
    const config = {
      jobs: [
        job('first'),
        ...numbered('load', 16).map((name) => job(name, { depends_on: ['first'] })),
        job('sum', { depends_on: numbered('load', 16) }),
      ],
    };
    expect(await triggersOf(config)).toEqual({
      start: onDemand('first'),
      ...Object.fromEntries(numbered('load', 16).map((name) => [`run-${name}`, after(['first'], starts(name))])),
      'run-sum': after(numbered('load', 16), starts('sum')),
    });
  });

  it('has several triggers with the same predicate', async () => {
    const config = {
      workflow: {},
      jobs: [job('a'), ...numbered('b', 5).map((name) => job(name))],
      triggers: numbered('b', 5).map((name) => ({ name: `to-${name}`, when: ['a'], actions: [name] })),
    };
    expect(await triggersOf(config)).toEqual({
      start: onDemand('a'),
      ...Object.fromEntries(numbered('b', 5).map((name) => [`to-${name}`, after(['a'], starts(name))])),
    });
  });

  it('fans out to 32 runs of one job, each with seven arguments of its own, in one trigger', async () => {
    const words = ['schema', 'table', 'source', 'target', 'day', 'full', 'empty'];
    const passed = (index: number) => ({
      ...Object.fromEntries(words.slice(0, 5).map((word) => [word, `${word}-${index}`])),
      full: index % 2 === 0,
      empty: '',
    });
    const names = numbered('load', 32);
    const triggers = await triggersOf({
      workflow: {},
      jobs: [job('first'), ...names.map((name) => job(name))],
      triggers: [
        {
          name: 'fan',
          when: ['first'],
          actions: names.map((name, index) => ({ job: name, arguments: passed(index) })),
        },
      ],
    });
    expect(triggers).toEqual({
      start: onDemand('first'),
      fan: after(
        ['first'],
        names.map((name, index) => ({
          JobName: `sales-dev-${name}`,
          Arguments: Object.fromEntries(
            Object.entries(passed(index)).map(([key, value]) => [`--${key}`, String(value)]),
          ),
        })),
      ),
    });
  });

  it('starts one job by 48 schedules, each with a resource of its own', async () => {
    const resources = numbered('resource', 48);
    const triggers = await triggersOf({
      jobs: [job('ingest', { max_concurrent_runs: 48 })],
      triggers: resources.map((resource, index) => ({
        name: `ingest ${resource}`,
        schedule: `cron(${index} 2 * * ? *)`,
        actions: [{ job: 'ingest', arguments: { resource } }],
      })),
    });
    expect(triggers).toEqual(
      Object.fromEntries(
        resources.map((resource, index) => [
          `ingest ${resource}`,
          {
            Type: 'SCHEDULED',
            Schedule: `cron(${index} 2 * * ? *)`,
            Actions: [{ JobName: 'sales-dev-ingest', Arguments: { '--resource': resource } }],
            enabled: true,
          },
        ]),
      ),
    );
  });
});
