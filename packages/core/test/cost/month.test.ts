import { describe, expect, it } from '@jest/globals';

import { adviceFor } from '../../src/cost/advice.ts';
import { mustBeWithin } from '../../src/cost/budget.ts';
import { costChange, resourcesAfter } from '../../src/cost/change.ts';
import { crawlerMonth } from '../../src/cost/crawl-month.ts';
import { jobMonth, spentOn } from '../../src/cost/job-month.ts';
import { dollar, moneyText } from '../../src/cost/money.ts';
import { builtInPrices } from '../../src/cost/prices.ts';
import { stackCost } from '../../src/cost/stack-cost.ts';
import { yearlyStarts } from '../../src/cost/starts.ts';
import { makePlan } from '../../src/plan/plan.ts';
import { adviceText, costChangeText, costText } from '../../src/report/cost-text.ts';
import type { Resource, ResourceOf } from '../../src/resources/resource.ts';
import type { CrawlerRun, JobRun } from '../../src/runs/ports.ts';
import { resourcesOf, testJobRun, testTarget } from '../../src/testing/builders.ts';

const now = Date.UTC(2026, 10, 27);
const frame = { region: 'us-east-1', prices: builtInPrices, days: 30 };
const workers = { worker_type: 'G.1X', number_of_workers: 10, glue_version: '5.1' };

/** A nightly job `a` and what a run of it was; settings are laid over. */
function stackWith(settings: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) {
  const job = { name: 'a', script: 'a.py', type: 'glueetl', ...workers, ...settings };
  return resourcesOf({ role: 'r', naming: '${name}', schedule: 'cron(0 2 * * ? *)', jobs: [job], ...more });
}

function jobIn(resources: readonly Resource[]): ResourceOf<'job'> {
  return resources.find((each) => each.kind === 'job')!;
}

/** A run of 20 minutes on ten workers, which is 1.4667 dollars on Glue 5.1. */
function run(over: Partial<JobRun> = {}): JobRun {
  const terms = { workerType: 'G.1X', numberOfWorkers: 10, glueVersion: '5.1', executionClass: 'STANDARD' };
  return testJobRun({ ...terms, executionTime: 1200, ...over });
}

/** A crawl of half a DPU-hour: 0.22 dollars. */
function crawlOf(crawler: string, over: Partial<CrawlerRun> = {}): CrawlerRun {
  const times = { startedAt: 0, completedAt: 900_000 };
  return { id: 'c', crawler, state: 'SUCCEEDED', ...times, errorMessage: undefined, dpuHours: 0.5, ...over };
}

describe('jobMonth', () => {
  const { definition } = jobIn(stackWith({}));
  const month = (runs: readonly JobRun[], yearly: number | undefined) => {
    const found = jobMonth(definition, runs, yearly, frame);
    return found.known ? [moneyText(found.money), found.by] : found.why;
  };

  it('is the average run as often as the schedule starts it: 1.4667 × 365 / 12 = 44.61', () => {
    expect(month([run()], 365)).toEqual(['$44.61', 'schedule']);
    expect(month([run(), run({ executionTime: 2400 })], 365)).toEqual(['$66.92', 'schedule']);
  });

  it('is as in the days before where no clock starts it: 2 × 1.4667 × 365 / 360 = 2.97', () => {
    expect(month([run(), run()], undefined)).toEqual(['$2.97', 'history']);
  });

  it('is nothing where the schedule is off, and unknown without a run that got to work', () => {
    expect(month([run()], 0)).toEqual(['$0.00', 'schedule']);
    expect(month([run({ executionTime: 0, state: 'FAILED' })], 365)).toBe('no run of the last 30 days has ended');
    expect(month([run({ state: 'RUNNING' })], 365)).toBe('no run of the last 30 days has ended');
  });

  it('counts a run as it would be with the workers of today', () => {
    expect(month([run({ numberOfWorkers: 40, glueVersion: '4.0' })], 365)).toEqual(['$44.61', 'schedule']);
  });

  it('keeps what auto scaling took in proportion', () => {
    const scaling = jobIn(stackWith({ auto_scaling: true, number_of_workers: 20 })).definition;
    const found = jobMonth(scaling, [run({ dpuSeconds: 6000 })], 12, frame);
    // 6000 of 12000 DPU-seconds were used; with twice the workers that is 12000, as without scaling before.
    expect(found.known && moneyText(found.money)).toBe('$1.47');
  });
});

describe('crawlerMonth', () => {
  const crawl = (over: Partial<CrawlerRun> = {}) => crawlOf('raw', over);
  const told = (crawls: readonly CrawlerRun[] | undefined, yearly?: number) => {
    const { spent, perRun, month } = crawlerMonth(crawls, yearly, frame);
    return [costText(spent), costText(perRun), month.known ? [moneyText(month.money), month.by] : month];
  };
  const untold = 'the DPU-hours of a crawl were not told (glue:ListCrawls)';

  it('is the average crawl as often as the schedule starts it, or as in the days before: 0.5 × 0.44 × 365 / 12', () => {
    expect(told([crawl(), crawl({ dpuHours: 1 })], 365)).toEqual(['$0.66', '$0.33', ['$10.04', 'schedule']]);
    expect(told([crawl(), crawl()])).toEqual(['$0.44', '$0.22', ['$0.45', 'history']]);
    expect(told([crawl()], 0)).toEqual(['$0.22', '$0.22', ['$0.00', 'schedule']]);
  });

  it('takes crawls without a figure for no habit, and what is not told at all for unknown', () => {
    expect(told([crawl(), crawl({ dpuHours: undefined, state: 'FAILED' })], 12)).toEqual([
      ...['unknown', '$0.22', ['$0.22', 'schedule']],
    ]);
    const unknown = { known: false, why: untold, missing: 'runs' };
    expect(told([crawl({ dpuHours: undefined })], 12)).toEqual(['unknown', 'unknown', unknown]);
    expect(told(undefined, 12)).toEqual(['unknown', 'unknown', unknown]);
    const none = { known: false, why: 'no crawl of the last 30 days has ended', missing: 'runs' };
    expect(told([crawl({ dpuHours: undefined, state: 'RUNNING' })], 12)).toEqual(['$0.00', '–', none]);
  });
});

describe('spentOn', () => {
  it('adds up runs as they were, and says why it cannot', () => {
    const spent = spentOn([run(), run({ numberOfWorkers: 20 })], frame);
    expect(spent.known && moneyText(spent.money)).toBe('$4.40');
    expect(spentOn([run(), run({ glueVersion: '9.0' })], frame)).toEqual({
      known: false,
      why: 'no price is known for Glue 9.0',
      dpuSeconds: 24_000,
    });
  });
});

/** What a change of the settings does to the plan's cost, as it is told. */
async function told(before: readonly Resource[], after: readonly Resource[], runs: readonly JobRun[]): Promise<string> {
  const plan = makePlan({ stack: 'sales/dev', target: testTarget, desired: after, live: before });
  return costChangeText(await costChange(plan, after, { jobs: { a: runs }, crawlers: {} }, frame, now), frame);
}

describe('costChange', () => {
  it('counts what was not selected as it is, not as the config wants it', async () => {
    const [live, desired] = [stackWith({}), stackWith({ number_of_workers: 6 })];
    const select = {
      words: ['trigger/start'],
      items: [{ word: 'trigger/start', kind: 'trigger' as const, name: 'start', node: undefined }],
      own: new Map<string, string[]>(),
    };
    const plan = makePlan({ stack: 'sales/dev', target: testTarget, desired, live, select });
    const wanted = resourcesAfter(plan, desired, live);
    const change = await costChange(plan, wanted, { jobs: { a: [run()] }, crawlers: {} }, frame, now);
    expect([change.jobs, ...[change.before, change.after].map(({ month }) => moneyText(month))]).toEqual([
      [],
      '$44.61',
      '$44.61',
    ]);
    expect(resourcesAfter(plan, desired, []).filter(({ kind }) => kind === 'job')).toEqual([]);
  });

  it('tells the month before and after, and the job that differs', async () => {
    expect(await told(stackWith({}), stackWith({ number_of_workers: 6 }), [run()])).toBe(
      `Cost of a month: $44.61 → $26.77 (−$17.84)
  a  $44.61 → $26.77
  list prices of 2026-11-23 (AWS Glue pricing page)
  if runs take as long as in the last 30 days`,
    );
  });

  it('sees another schedule, which changes no job', async () => {
    const twice = stackWith({}, { schedule: 'cron(0 2,14 * * ? *)' });
    expect(await told(stackWith({}), twice, [run()])).toContain('Cost of a month: $44.61 → $89.22 (+$44.61)\n  a  ');
  });

  it('tells the price of an hour of a job that has not run yet', async () => {
    expect(await told([], stackWith({}), [])).toContain(
      '\n  a  new → unknown; $4.40 an hour while it runs\n  unknown: no run of the last 30 days has ended\n',
    );
  });

  it('does not take for nothing what nobody can tell', async () => {
    expect(await told([], stackWith({}), [])).toMatch(/^Cost of a month: not known for 1 job\n/);
    const jobs = ['a', 'b'].map((name) => ({ name, script: 'a.py', type: 'glueetl', ...workers }));
    expect(await told(stackWith({}), stackWith({}, { jobs }), [run()])).toMatch(
      /^Cost of a month: \$44\.61, as before, without 1 job whose cost is not known\n/,
    );
  });

  it('tells what a job that goes has cost', async () => {
    const text = await told(stackWith({}), [], [run()]);
    expect(text).toContain('Cost of a month: $44.61 → $0.00 (−$44.61)\n  a  $44.61 → gone\n');
  });

  it('tells the month of a crawler beside those of jobs', async () => {
    const crawlers = [{ name: 'raw', role: 'r', database_name: 'd', targets: { s3: ['s3://b/'] }, depends_on: ['a'] }];
    const runs = { jobs: { a: [run()] }, crawlers: { raw: [crawlOf('raw')] } };
    const [before, after] = [stackWith({}, { crawlers }), stackWith({})];
    const plan = makePlan({ stack: 'sales/dev', target: testTarget, desired: after, live: before });
    const text = costChangeText(await costChange(plan, after, runs, frame, now), frame);
    expect(text).toContain('Cost of a month: $51.30 → $44.61 (−$6.69)\n  crawler raw  $6.69 → gone\n');
  });

  it('says nothing of jobs whose month is the same', async () => {
    expect(await told(stackWith({}), stackWith({ description: 'other' }), [run()])).toContain(
      'Cost of a month: $44.61, as before\n  list prices',
    );
  });
});

describe('stackCost', () => {
  it('takes as many runs as were read at most for some of more: an average is known, and no sum of them', async () => {
    const resources = stackWith({});
    const runs = { jobs: { a: [run(), run()] }, crawlers: {} };
    const yearly = await yearlyStarts(resources, now);
    const why = 'it has run more often in 30 days than is looked at (2 runs): say fewer --days';
    const [scheduled] = stackCost(resources, runs, yearly, { ...frame, most: 2 }).jobs;
    expect(scheduled).toMatchObject({ spent: { known: false, why }, perRun: { known: true }, month: { known: true } });
    const byHand = stackCost(resources, runs, {}, { ...frame, most: 2 });
    expect([byHand.month, byHand.unknown]).toEqual([0n, [{ kind: 'job', name: 'a', why, missing: 'runs' }]]);
    const all = stackCost(resources, runs, {}, { ...frame, most: 3 });
    expect([moneyText(all.spent), moneyText(all.month), all.unknown]).toEqual(['$2.93', '$2.97', []]);
  });
});

describe('mustBeWithin', () => {
  const costOf = async (runs: readonly JobRun[], region = 'us-east-1') => {
    const resources = stackWith({});
    return stackCost(resources, { jobs: { a: runs }, crawlers: {} }, await yearlyStarts(resources, now), {
      ...frame,
      region,
    });
  };

  it('refuses a month over the budget and lets the rest pass', async () => {
    const cost = await costOf([run()]);
    expect(() => mustBeWithin(45n * dollar, cost)).not.toThrow();
    expect(() => mustBeWithin(44n * dollar, cost)).toThrow(
      'a month would cost $44.61, most of it for a ($44.61), and the budget is $44.00',
    );
  });

  it('refuses what has no price, and not what has not run', async () => {
    const dear = await costOf([run()], 'sa-east-1');
    expect(() => mustBeWithin(45n * dollar, dear)).toThrow(
      'whether a month is within the budget cannot be told: a: no price is known for Glue up to 5.1 in sa-east-1',
    );
    const unrun = Array.from({ length: 7 }, (_, at) => ({
      ...{ kind: 'job' as const, name: `j${String(at)}`, why: 'no run', missing: 'runs' as const },
    }));
    expect(mustBeWithin(dollar, { ...dear, month: 0n, unknown: unrun })).toEqual([
      'warning: not counted in the budget: job j0, job j1, job j2, job j3, job j4 and 2 more: no run',
    ]);
    expect(() => {
      mustBeWithin(0n, { ...dear, unknown: [{ kind: 'job', name: 'a', why: 'no run', missing: 'runs' }] });
    }).not.toThrow();
  });
});

describe('adviceFor', () => {
  const advice = (settings: Readonly<Record<string, unknown>>, runs: readonly JobRun[]) =>
    adviceFor(jobIn(stackWith(settings)), runs, 365, frame).map((each) => adviceText(each));
  const three = (over: Partial<JobRun> = {}) => [run(over), run(over), run(over)];

  it('finds FLEX, the lower price of 6.0 and auto scaling, the largest saving first', () => {
    expect(advice({}, three())).toEqual([
      'a: if it may start up to 20 minutes later and now and then lose a worker: execution_class: FLEX (saves $15.21 a month)',
      'a: Glue 6.0 has a lower price than 5.1: glue_version: "6.0" (saves $13.38 a month)',
      'a: its 10 workers are paid whether they work or not: auto_scaling: true pays those that do',
    ]);
  });

  it('finds timeouts of days, and says what a run that hangs would cost', () => {
    expect(
      advice({ timeout: 2880, number_of_workers: 2, execution_class: 'FLEX', glue_version: '6.0' }, three()),
    ).toEqual([
      'a: a run that hangs is stopped after 2 days, and would cost $19.49 until then; the longest good one took 20 minutes: timeout: 60 would do',
    ]);
  });

  it('finds workers that stand idle: by what auto scaling used, and in runs that are over before all work', () => {
    const scaled = { auto_scaling: true, glue_version: '6.0' };
    expect(advice(scaled, three({ dpuSeconds: 2400 }))).toEqual([
      'a: uses 2.0 of its 10 workers on average; number_of_workers: 5 bounds a bad night',
    ]);
    expect(advice({ glue_version: '6.0', execution_class: 'FLEX' }, three({ executionTime: 70 }))).toEqual([
      'a: has 10 workers for runs of 70 seconds, a time in which few of them get to work; try number_of_workers: 2',
    ]);
  });

  it('has none for a job that is well set, nor from fewer than three good runs', () => {
    expect(advice({ glue_version: '6.0', number_of_workers: 2, execution_class: 'FLEX' }, three())).toEqual([]);
    expect(advice({}, [run(), run(), run({ state: 'FAILED' })])).toEqual([]);
  });
});
