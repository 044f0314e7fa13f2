import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { judge, load } from '../../src/pipeline/load.ts';
import { desired } from '../../src/resources/desired.ts';
import type { Resource } from '../../src/resources/resource.ts';
import { filesOf, testTarget } from '../../src/testing/builders.ts';

/** What an example becomes in an environment; nothing may be said of it. */
async function sent(example: string, environment: string): Promise<Resource[]> {
  const path = fileURLToPath(new URL(`../../../../examples/${example}/gluepipeline.yaml`, import.meta.url));
  const place = { environment, accountId: '444444444444', region: 'eu-west-1' };
  const loaded = await load(path, readFileSync(path, 'utf8'), place);
  if (!loaded.ok) {
    throw new Error(loaded.issues.map(({ message }) => message).join('\n'));
  }
  const { pipeline } = loaded.value;
  const files = filesOf(pipeline);
  expect((await judge(loaded.value, files)).map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  return desired(pipeline, testTarget, files);
}

const jobsIn = (all: readonly Resource[]) => all.flatMap((each) => (each.kind === 'job' ? [each] : []));
const triggersIn = (all: readonly Resource[]) => all.flatMap((each) => (each.kind === 'trigger' ? [each] : []));

describe('examples/weather', () => {
  it('is 70 jobs in seven stages, an AND of sixteen, and 32 that start at once with seven arguments each', async () => {
    const all = await sent('weather', 'prod');
    expect(jobsIn(all)).toHaveLength(70);
    const stages = triggersIn(all).map(({ label, definition: { Predicate, Actions = [] } }) => [
      label,
      Predicate?.Conditions?.length ?? 0,
      Actions.length,
    ]);
    expect(stages).toEqual([
      ['start', 0, 1],
      ['run-stations', 1, 4],
      ['run-radar', 4, 6],
      ['run-models', 6, 8],
      ['run-regions', 8, 16],
      ['run-compare', 16, 32],
      ['run-report', 32, 3],
    ]);
    const fan = triggersIn(all).find(({ label }) => label === 'run-compare')?.definition.Actions ?? [];
    expect(fan.map((action) => Object.keys(action.Arguments ?? {}).length)).toEqual(fan.map(() => 7));
    expect(fan[31]).toEqual({
      JobName: 'weather-prod-compare-rain-16',
      Arguments: {
        '--needs': 'regions-r16',
        '--what': 'rain-16',
        '--region': 'r16',
        '--forecast': 's3://weather-lake-prod/forecast/r16/',
        '--measured': 's3://weather-lake-prod/measured/r16/',
        '--target': 's3://weather-lake-prod/compared/rain-16/',
        '--environment': 'prod',
      },
    });
  });
});

describe('examples/shops', () => {
  it('is 72 jobs with a crawler behind every second one, half of them active in prod alone', async () => {
    const kinds = async (environment: string) => {
      const all = await sent('shops', environment);
      const active = triggersIn(all).filter(({ definition }) => definition.enabled);
      return [
        jobsIn(all).length,
        all.filter(({ kind }) => kind === 'crawler').length,
        triggersIn(all).length,
        active.length,
      ];
    };
    expect([await kinds('dev'), await kinds('prod')]).toEqual([
      [72, 36, 74, 36],
      [72, 36, 74, 74],
    ]);
  });
});

describe('examples/environments', () => {
  it('differs in capacity, class, schedule, activation, role, account and existence', async () => {
    const of = async (environment: string) => {
      const all = await sent('environments', environment);
      const load = jobsIn(all).find(({ label }) => label === 'load')?.definition;
      const start = triggersIn(all).find(({ label }) => label === 'start')?.definition;
      const { WorkerType, NumberOfWorkers, ExecutionClass, Timeout, Role, DefaultArguments } = load ?? {};
      return [
        [WorkerType, NumberOfWorkers, ExecutionClass, Timeout, Role, DefaultArguments],
        [start?.Schedule, start?.enabled],
        jobsIn(all).map(({ label }) => label),
      ];
    };
    expect(await of('dev')).toEqual([
      [
        'G.1X',
        2,
        'FLEX',
        60,
        'arn:aws:iam::111111111111:role/reports-dev',
        { '--bucket': 's3://reports-111111111111-dev' },
      ],
      ['cron(0 6 * * ? *)', false],
      ['load', 'report'],
    ]);
    expect(await of('staging')).toEqual([
      [
        'G.1X',
        2,
        'FLEX',
        60,
        'arn:aws:iam::222222222222:role/reports-staging',
        { '--bucket': 's3://reports-222222222222-staging' },
      ],
      ['cron(0 6 ? * MON *)', true],
      ['load', 'report'],
    ]);
    expect(await of('prod')).toEqual([
      [
        'G.2X',
        20,
        'STANDARD',
        240,
        'arn:aws:iam::333333333333:role/reports-live',
        { '--bucket': 's3://reports-333333333333-prod' },
      ],
      ['cron(0 6 * * ? *)', true],
      ['load', 'report', 'publish'],
    ]);
  });
});
