import { describe, expect, it } from '@jest/globals';

import { judge, load } from '../../src/pipeline/load.ts';
import { pipelineOf } from '../../src/testing/builders.ts';

type Fields = Readonly<Record<string, unknown>>;

const job = (name: string, fields: Fields = {}) => ({ name, script: 's3://d/x.py', ...fields });

/** The triggers of a config as `name: what fires it → what it starts`. */
function triggersOf(config: Fields): string[] {
  return pipelineOf(config).triggers.map(({ name, firing, actions }) => {
    const fires =
      firing.kind === 'conditions'
        ? `${firing.logical} ${firing.ends.map(({ name: end, state }) => (state === 'SUCCEEDED' ? end : `${end} ${state}`)).join(' ')}`
        : firing.kind === 'schedule'
          ? firing.schedule
          : firing.kind;
    return `${name}: ${fires} → ${actions.map((action) => [action.name, ...Object.values(action.arguments)].join('=')).join(' ')}`;
  });
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

describe('references to what for_each made', () => {
  const each = job('a', { for_each: ['x', 'y'] });

  it('mean all its items, or the one that is named', () => {
    const jobs = [each, job('all', { depends_on: ['a'] }), job('one', { depends_on: ['a-y'] })];
    expect(triggersOf({ jobs })).toEqual([
      'start: on-demand → a-x a-y',
      'run-all: all a-x a-y → all',
      'run-one: all a-y → one',
    ]);
  });

  it('mean so with another end, with any, in triggers and in actions', () => {
    const jobs = [each, job('b', { depends_on: { any: [{ job: 'a', state: 'FAILED' }, 'a-x'] } })];
    const triggers = [{ name: 't', when: ['a'], actions: [{ job: 'a', arguments: { '--k': '1' } }, 'b'] }];
    expect(triggersOf({ jobs, triggers })).toEqual(
      ['start: on-demand → ', 'run-b: any a-x FAILED a-y FAILED a-x → b', 't: all a-x a-y → a-x=1 a-y=1 b'].slice(1),
    );
  });

  it('mean the jobs that an alert watches', () => {
    expect(
      pipelineOf({ jobs: [each, job('b')], alerts: { emails: ['a@example.com'], jobs: ['a'] } }).alerts?.jobs,
    ).toEqual(['sales-dev-a-x', 'sales-dev-a-y']);
  });

  it('mean crawlers too, and the kind that is asked for', () => {
    const crawlers = [{ name: 'c', database_name: 'd', targets: { s3: ['s3://d/'] }, for_each: ['x', 'y'] }];
    const jobs = [job('after', { depends_on: [{ crawler: 'c', state: 'FAILED' }, 'c-x'] })];
    expect(triggersOf({ jobs, crawlers })).toEqual([
      'start: on-demand → c-x c-y',
      'run-after: all c-x FAILED c-y FAILED c-x → after',
    ]);
  });
});

describe('the trigger of a group', () => {
  const first = job('first');
  const group = (fields: Fields, count = 2) => job('g', { depends_on: ['first'], for_each: numbers(count), ...fields });

  it('is one for jobs that start alike, whatever it passes to them', () => {
    expect(
      triggersOf({ jobs: [first, group({ trigger: { arguments: { k: '${each.key}' }, description: 'all' } })] }),
    ).toEqual(['start: on-demand → first', 'run-g: all first → g-n0=n0 g-n1=n1']);
  });

  it('is one for at most fifty', () => {
    expect(triggersOf({ jobs: [first, group({}, 50)] })).toHaveLength(2);
    expect(triggersOf({ jobs: [first, group({}, 51)] })).toHaveLength(52);
    expect(triggersOf({ jobs: [first, group({}, 1)] })[1]).toBe('run-g: all first → g-n0');
  });

  it('is one for each where they start otherwise', () => {
    const own = ['run-g-n0: all first → g-n0', 'run-g-n1: all first → g-n1'];
    expect(triggersOf({ jobs: [first, group({ trigger: { resource_name: 't-${each.key}' } })] }).slice(1)).toEqual(own);
    const after = job('g', { depends_on: ['first-${each.key}'], for_each: numbers(2) });
    expect(triggersOf({ jobs: [job('first', { for_each: numbers(2) }), after] }).slice(1)).toEqual([
      'run-g-n0: all first-n0 → g-n0',
      'run-g-n1: all first-n1 → g-n1',
    ]);
  });

  it('is one for each crawler', () => {
    const crawlers = [
      { name: 'c', database_name: 'd', targets: { s3: ['s3://d/'] }, for_each: ['x', 'y'], depends_on: ['first'] },
    ];
    expect(triggersOf({ jobs: [first], crawlers }).slice(1)).toEqual([
      'run-c-x: all first → c-x',
      'run-c-y: all first → c-y',
    ]);
  });

  it('is one for jobs of one schedule of their own', () => {
    const jobs = [job('g', { for_each: numbers(2), schedule: 'cron(0 2 * * ? *)' })];
    expect(triggersOf({ jobs })).toEqual(['run-g: cron(0 2 * * ? *) → g-n0 g-n1']);
  });
});

describe('a group', () => {
  const told = async (config: Fields) => {
    const loaded = await load(
      'config.json',
      JSON.stringify({ pipeline_name: 'p', role: 'R', glue_version: '6.0', ...config }),
    );
    return (loaded.ok ? await judge(loaded.value) : loaded.issues).map(({ code, message }) => `${code} ${message}`);
  };

  it('without items may not be referred to', async () => {
    expect(await told({ jobs: [job('a', { for_each: {} }), job('b', { depends_on: ['a'] })] })).toEqual([
      'GP204 job "b" depends on "a", which has no items in environment "dev"',
    ]);
  });

  it('has a name of its own, as its items have', async () => {
    expect(await told({ jobs: [job('a', { for_each: ['x'] }), job('a-x')] })).toEqual([
      'GP201 job name "a-x" is used twice',
    ]);
    expect(await told({ jobs: [job('a', { for_each: ['x'] }), job('a')] })).toEqual([
      'GP201 name "a" is used twice, once of a group',
    ]);
  });

  it('cannot wait for itself', async () => {
    expect(await told({ jobs: [job('a', { for_each: ['x', 'y'], depends_on: ['a'] })] })).toEqual([
      'GP203 job "a" depends on itself',
    ]);
  });
});
