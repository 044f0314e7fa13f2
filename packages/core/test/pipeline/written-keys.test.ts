import { describe, expect, it } from '@jest/globals';

import { load } from '../../src/pipeline/load.ts';
import { type Example, isSilent } from '../../src/pipeline/rule.ts';
import { rules } from '../../src/pipeline/rules/index.ts';
import { writtenKeys } from '../../src/pipeline/written-keys.ts';

type Fields = Readonly<Record<string, unknown>>;

const examples = rules.flatMap(({ bad, good }) => [bad, good]);
const configs = examples.map(({ config }) => JSON.parse(config) as Fields);
/** Those that are quickly judged, for many mutations. */
const small = configs.filter((config) => JSON.stringify(config).length < 2000);

/** The rules that are not asked about a config although they would say something; nothing where it has no right shape. */
async function wronglySilent(config: Fields, files?: Example['files']): Promise<string[]> {
  const loaded = await load('config.json', JSON.stringify(config));
  if (!loaded.ok) {
    return [];
  }
  const { config: written, file, pipeline } = loaded.value;
  const keys = writtenKeys(written, file);
  return rules
    .filter((rule) => isSilent(rule, keys) && rule.check({ config: written, file, pipeline, files }).length > 0)
    .map(({ code }) => `${code}: ${JSON.stringify(config)}`);
}

async function allWronglySilent(mutants: readonly Fields[]): Promise<string[]> {
  return (await Promise.all(mutants.map((config) => wronglySilent(config)))).flat();
}

function jobsOf(config: Fields): Fields[] {
  return Array.isArray(config.jobs) ? (config.jobs as Fields[]) : [];
}

/** Every config that lacks one key of this one, at the top, of a job or of a map within. */
function withoutOne(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const list = value as unknown[];
    return list.flatMap((each, index) => withoutOne(each).map((less) => list.with(index, less)));
  }
  if (value == null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, each]) => [
    Object.fromEntries(Object.entries(value).filter(([other]) => other !== key)),
    ...withoutOne(each).map((less) => ({ ...value, [key]: less })),
  ]);
}

describe('the keys of rules', () => {
  it('keep no rule silent on any example', async () => {
    const found = await Promise.all(configs.map((config, index) => wronglySilent(config, examples[index]?.files)));
    expect(found.flat()).toEqual([]);
  });

  it('keep no rule silent where a key is taken away', async () => {
    expect(await allWronglySilent(small.flatMap((config) => withoutOne(config) as Fields[]))).toEqual([]);
  });

  it.each(['glueetl', 'streaming', 'gluestreaming', 'pythonshell'])('keep none silent on %s jobs', async (type) => {
    const mutants = small.map((config) => ({ ...config, jobs: jobsOf(config).map((job) => ({ ...job, type })) }));
    expect(await allWronglySilent(mutants)).toEqual([]);
  });

  it('keep none silent where arguments change their map, or lose their dashes', async () => {
    const mutants = small.flatMap((config) => {
      const jobs = jobsOf(config).map(({ arguments: own, ...job }) => [
        { ...job, non_overridable_arguments: own ?? {} },
        { ...job, arguments: renamed(own ?? {}) },
      ]);
      return [0, 1].map((which) => ({ ...config, jobs: jobs.map((pair) => pair[which]) }));
    });
    expect(await allWronglySilent(mutants)).toEqual([]);
  });

  it('keep none silent where the keys of two examples meet', async () => {
    const mutants = small.flatMap((one, index) =>
      small
        .filter((_, other) => (index + other) % 5 === 0)
        .map((two) => {
          const [first = {}, ...rest] = jobsOf(one);
          return { ...one, ...two, jobs: [{ ...first, ...jobsOf(two)[0] }, ...rest] };
        }),
    );
    expect(await allWronglySilent(mutants)).toEqual([]);
  });

  it('spare a plain config most rules', async () => {
    const plain = { pipeline_name: 'p', role: 'r', glue_version: '6.0', jobs: [{ name: 'a', script: 's3://b/a.py' }] };
    const loaded = await load('config.json', JSON.stringify(plain));
    const keys = loaded.ok ? writtenKeys(loaded.value.config, loaded.value.file) : new Set<string>();
    expect(rules.filter((rule) => !isSilent(rule, keys)).length).toBeLessThan(rules.length / 4);
  });
});

function renamed(map: unknown): Fields {
  return Object.fromEntries(Object.entries(map as Fields).map(([key, value]) => [key.replace(/^--/, ''), value]));
}
