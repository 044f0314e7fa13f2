import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { printPath } from '../../../src/config/issue.ts';
import { judge, load } from '../../../src/pipeline/load.ts';
import { desired } from '../../../src/resources/desired.ts';
import { filesOf, testTarget } from '../../../src/testing/builders.ts';

type Fields = Readonly<Record<string, unknown>>;

const words = fc.constantFrom('a', 'b', 'x y', '');
const maps = fc.dictionary(
  fc.constantFrom('k', 'l', '--m'),
  fc.oneof(words, fc.integer({ min: 0, max: 3 }), fc.boolean()),
);

/** What may be said of a job, on any level. */
const settings = {
  description: words,
  timeout: fc.integer({ min: 1, max: 3 }),
  max_retries: fc.integer({ min: 0, max: 2 }),
  max_concurrent_runs: fc.integer({ min: 1, max: 2 }),
  glue_version: fc.constantFrom('4.0', '5.0'),
  worker_type: fc.constantFrom('G.1X', 'G.2X'),
  number_of_workers: fc.integer({ min: 2, max: 3 }),
  job_run_queuing_enabled: fc.boolean(),
  arguments: maps,
  tags: fc.dictionary(fc.constantFrom('s', 't'), words),
  metrics: fc.boolean(),
  job_bookmark: fc.constantFrom('enable', 'disable'),
  connections: fc.subarray(['c', 'd']),
};

const optional = { requiredKeys: [] as [] };
const level = fc.record(settings, optional);
/** The same with nulls, which take away. */
const changes = fc.record(
  Object.fromEntries(Object.entries(settings).map(([key, each]) => [key, fc.option<unknown>(each, { freq: 8 })])),
  optional,
);

const names = ['one', 'two', 'three'];

/** Jobs that follow each other, a workflow, tags and defaults. */
const configs = fc
  .record(
    {
      tags: fc.dictionary(fc.constantFrom('s', 'u'), words),
      description: words,
      glue_version: fc.constantFrom('4.0', '5.0'),
      schedule: fc.constant('cron(0 2 * * ? *)'),
      workflow: fc.record({ description: words, max_concurrent_runs: fc.integer({ min: 1, max: 2 }) }, optional),
      defaults: fc.record({ jobs: level, glueetl: level }, optional),
      jobs: fc.tuple(level, level, level),
      chained: fc.boolean(),
    },
    { requiredKeys: ['jobs', 'chained'] },
  )
  .map(({ jobs, chained, ...rest }) => ({
    pipeline_name: 'sales',
    role: 'R',
    ...rest,
    jobs: jobs.map((job, index) => ({
      ...job,
      name: names[index],
      script: 's3://d/x.py',
      ...(chained && index > 0 ? { depends_on: [names[index - 1]] } : {}),
    })),
  }));

const overlays = fc.record(
  {
    tags: fc.dictionary(fc.constantFrom('s', 'u'), words),
    description: words,
    glue_version: fc.constantFrom('4.0', '5.0'),
    schedule: fc.constantFrom('cron(0 2 * * ? *)', 'cron(0 3 * * ? *)', null),
    start: fc.record({ enabled: fc.boolean() }),
    workflow: fc.record({ description: words, max_concurrent_runs: fc.integer({ min: 1, max: 2 }) }, optional),
    defaults: fc.record({ jobs: changes, glueetl: changes, pythonshell: changes }, optional),
    jobs: fc.dictionary(fc.constantFrom('one', 'two'), changes),
  },
  optional,
);

/** What a config becomes, and every complaint about it. */
async function become(config: Fields) {
  const loaded = await load('config.json', JSON.stringify(config));
  if (!loaded.ok) {
    return { told: loaded.issues, resources: undefined };
  }
  const { pipeline } = loaded.value;
  const files = filesOf(pipeline);
  return { told: await judge(loaded.value, files), resources: desired(pipeline, testTarget, files) };
}

/** What a config becomes, whatever is to be said of it. */
async function resourcesOf(config: Fields) {
  const loaded = await load('config.json', JSON.stringify(config));
  return loaded.ok ? desired(loaded.value.pipeline, testTarget, filesOf(loaded.value.pipeline)) : undefined;
}

/** Maps as they are but for the order of their keys. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  return value != null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, each]) => [key, reversed(each)]),
      )
    : value;
}

/** Maps by their keys. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOrder);
  }
  return value != null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, inOrder(each)]),
      )
    : value;
}

type Path = readonly string[];

function leaves(value: unknown, path: Path = []): Path[] {
  return value != null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]))
    : path.length === 0
      ? []
      : [path];
}

function without(value: Fields, [first = '', ...rest]: Path): Fields {
  const { [first]: inner, ...others } = value;
  const left = rest.length === 0 ? {} : without(inner as Fields, rest);
  return Object.keys(left).length === 0 ? others : { ...value, [first]: left };
}

const runs = { numRuns: 25 };

describe('an overlay', () => {
  it('of nothing changes nothing, and a file that needs no work means what it means without', async () => {
    await fc.assert(
      fc.asyncProperty(configs, async (config) => {
        const plain = await become(config);
        for (const nothing of [
          { environments: { dev: {} } },
          { environments: { dev: null, '*': { role: 'X' } } },
          { variables: { a: 1 } },
        ]) {
          expect((await become({ ...config, ...nothing })).resources).toEqual(plain.resources);
        }
      }),
      runs,
    );
  });

  it('means the same in any order of keys', async () => {
    await fc.assert(
      fc.asyncProperty(configs, overlays, async (config, dev) => {
        const whole = { ...config, environments: { dev } };
        const [one, other] = [await become(whole), await become(reversed(whole) as Fields)];
        expect(other.resources).toEqual(one.resources);
        const codes = ({ told }: typeof one) => told.map(({ code }) => code).toSorted();
        expect(codes(other)).toEqual(codes(one));
      }),
      runs,
    );
  });

  it('means what the file would mean if the same were written into it', async () => {
    await fc.assert(
      fc.asyncProperty(configs, changes, async (config, job) => {
        // No arguments at all means none of the short forms below either.
        fc.pre(!('arguments' in job) || job.arguments != null);
        const [first, ...others] = config.jobs;
        // Maps are merged: here one of the two says nothing of them.
        const rest = Object.fromEntries(
          Object.entries(first ?? {}).filter(([key]) => key !== 'arguments' && key !== 'tags'),
        );
        const base = { ...config, jobs: [{ ...rest }, ...others] };
        const written = await become({ ...base, jobs: [{ ...rest, ...job }, ...others] });
        expect((await become({ ...base, environments: { dev: { jobs: { one: job } } } })).resources).toEqual(
          written.resources,
        );
      }),
      runs,
    );
  });

  it('is seen in what is deployed, or told to have no effect: each part of it', async () => {
    await fc.assert(
      fc.asyncProperty(configs, overlays, async (config, dev) => {
        const { told, resources } = await become({ ...config, environments: { dev } });
        const at = (path: Path) =>
          told.filter((each) => printPath(each.path) === printPath(path)).map(({ code }) => code);
        for (const leaf of resources == null ? [] : leaves(dev)) {
          const other = await resourcesOf({ ...config, environments: { dev: without(dev, leaf) } });
          const isSeen = JSON.stringify(inOrder(other)) !== JSON.stringify(inOrder(resources));
          const codes = at(['environments', 'dev', ...leaf]);
          // Another rule may know better why: an on-demand start that is switched off.
          const isRight = isSeen ? !codes.includes('GP298') : codes.length > 0;
          expect([leaf.join('.'), isRight]).toEqual([leaf.join('.'), true]);
        }
      }),
      runs,
    );
  }, 60_000);
});
