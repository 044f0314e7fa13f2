import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { plain } from '@gluepipeline/core';
import type { CostReport } from '@gluepipeline/project';
import { afterAll, describe, expect, it } from '@jest/globals';

import { costNotes } from '../../src/render/cost-table.ts';
import { chain, filesIn, folderWith, gluepipeline, textIn } from '../harness.ts';

/** A price at which a minute of a sixteenth of a DPU is 10 dollars: 0.0625 / 60 × 9600. */
const dear = JSON.stringify({
  schemaVersion: 1,
  regions: { 'us-east-1': { asOf: '2026-11-01', source: 'a test', rates: { standard: '9600' } } },
});

/** A pipeline that has been deployed and run once, with prices of its own. */
async function ranOnce(more: Readonly<Record<string, unknown>> = {}) {
  const cwd = folderWith({ ...chain({ load: 'import time\ntime.sleep(1.1)\n' }, more), 'prices.json': dear });
  await gluepipeline(['deploy', '--local'], { cwd });
  await gluepipeline(['run', 'load', '--local'], { cwd });
  return cwd;
}

describe('cost', () => {
  it('tells a run and a month by prices of the user, and keeps to a budget', async () => {
    const cwd = await ranOnce({ schedule: 'cron(0 2 * * ? *)' });
    const env = { GLUEPIPELINE_PRICES: 'prices.json' };
    const { exitCode, stdout } = await gluepipeline(['cost', '--local'], { cwd, env });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`sales/dev · us-east-1 · list prices of 2026-11-01 (a test)

JOB       RUNS  DPU-HOURS  30 DAYS   A RUN  STARTS        A MONTH
load         1      <0.01   $10.00  $10.00  30.4 a month  $304.17
together                    $10.00                        $304.17

without storage, transfer, taxes and discounts
`);

    const { json } = await gluepipeline(['cost', '--local', '--json', '--prices', 'prices.json'], { cwd });
    expect(json).toMatchObject({
      stack: 'sales/dev',
      jobs: [
        { name: 'load', runs: 1, spent: 10, perRun: 10, startsPerYear: 365, month: 304.166667, monthBy: 'schedule' },
      ],
      month: 304.166667,
      advice: [],
    });

    expect((await gluepipeline(['cost', '--local', '--budget', '304.17'], { cwd, env })).exitCode).toBe(0);
    const over = await gluepipeline(['cost', '--local', '--budget', '$300', '--json'], { cwd, env });
    expect([over.exitCode, over.json.error]).toEqual([10, expect.objectContaining({ code: 'GP320' })]);
    const plan = await gluepipeline(['plan', '--local', '--budget', '300', '--out', 'plan.json'], { cwd, env });
    expect(filesIn(cwd)).not.toContain('plan.json');
    expect([plan.exitCode, plan.stderr]).toEqual([
      10,
      expect.stringMatching(
        /^Cost of a month: \$304\.17, as before\n[^]*\nerror\[GP320\] a month would cost \$304\.17/m,
      ),
    ]);
  });

  it('shows in a plan what a change costs, and lets no deployment over the budget', async () => {
    const cwd = await ranOnce({ schedule: 'cron(0 2 * * ? *)' });
    const twice = JSON.parse(textIn(cwd, 'config.json')) as Record<string, unknown>;
    writeFileSync(join(cwd, 'config.json'), JSON.stringify({ ...twice, schedule: 'cron(0 2,14 * * ? *)' }));
    const flags = ['--local', '--prices', 'prices.json'];
    const { stdout } = await gluepipeline(['plan', '--cost', ...flags], { cwd });
    expect(stdout).toContain('\n\nCost of a month: $304.17 → $608.33 (+$304.17)\n  load  $304.17 → $608.33\n');
    const { json } = await gluepipeline(['plan', '--cost', '--json', ...flags], { cwd });
    expect(json.cost).toMatchObject({ before: 304.166667, after: 608.333333, jobs: [{ name: 'load' }] });

    const refused = await gluepipeline(['deploy', '--budget', '500', ...flags], { cwd });
    expect([refused.exitCode, refused.stderr]).toEqual([10, expect.stringContaining('error[GP320]')]);
    expect((await gluepipeline(['plan', '--local', '--detailed-exitcode'], { cwd })).exitCode).toBe(2);
    expect((await gluepipeline(['deploy', '--budget', '700', ...flags], { cwd })).exitCode).toBe(0);
  });

  it('says of a job that events start that no schedule does', async () => {
    const event = { start: { event: { pattern: { source: ['app'] } } } };
    const { stdout } = await gluepipeline(['cost', '--local'], { cwd: folderWith(chain({ load: '' }, event)) });
    expect(stdout).toMatch(/^load +0 +– +– +– +no schedule +–$/m);
    expect(stdout).toMatch(/^together +\$0\.00 +unknown$/m);
  });

  it('says in one line why a month is unknown, that a budget does not count it, and fits the terminal', async () => {
    const cwd = folderWith(chain({ extract: '', load: '', publish: '' }));
    const why = 'no run of the last 30 days has ended';
    const shown = await gluepipeline(['cost', '--local', '--budget', '5'], { cwd, tty: 'all', columns: 60 });
    expect(shown.stdout).toContain(
      `  not in the month: job extract, job load, job publish: no\n    run of the last 30 days has ended\n`,
    );
    expect(
      Math.max(
        ...shown.stdout
          .split('\n')
          .slice(1)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(90);
    const warning = `warning: not counted in the budget: job extract, job load, job publish: ${why}\n`;
    expect([shown.exitCode, shown.stderr]).toEqual([0, warning]);
    const plan = await gluepipeline(['plan', '--local', '--budget', '5'], { cwd });
    expect([plan.exitCode, plan.stderr]).toEqual([0, expect.stringContaining(warning)]);
    expect(plan.stdout).toContain('\nCost of a month: not known for 3 jobs\n');
    const deployed = await gluepipeline(['deploy', '--local', '--budget', '5'], { cwd });
    expect([deployed.exitCode, deployed.stderr]).toEqual([0, expect.stringContaining(warning)]);
  });

  it('says what is wrong with an amount and with a file of prices', async () => {
    const cwd = folderWith({ ...chain({ load: '' }), 'prices.json': '{}' });
    const amount = await gluepipeline(['cost', '--local', '--budget', 'much'], { cwd });
    expect([amount.exitCode, amount.stderr]).toEqual([64, expect.stringContaining('"much" is no amount of dollars')]);
    const prices = await gluepipeline(['cost', '--local', '--prices', 'prices.json'], { cwd });
    expect([prices.exitCode, prices.stderr]).toEqual([3, expect.stringContaining('prices.json is no file of prices')]);
    const none = await gluepipeline(['cost', '--local', '--prices', 'none.json'], { cwd });
    expect([none.exitCode, none.stderr]).toEqual([3, expect.stringContaining('none.json cannot be read')]);
  });
});

const servers: Server[] = [];

afterAll(() => {
  servers.forEach((server) => server.close());
});

/** A server in the place of AWS that knows who calls and what a DPU-hour costs. */
async function priceListAt(usagetype: string, price: string): Promise<string> {
  const product = {
    product: { attributes: { usagetype, group: 'ETL Job run' } },
    terms: { OnDemand: { a: { priceDimensions: { b: { unit: 'DPU-Hour', pricePerUnit: { USD: price } } } } } },
  };
  const caller =
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/a</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>';
  const server = createServer((request, response) => {
    const isPriceList = String(request.headers['x-amz-target']).endsWith('.GetProducts');
    request.resume().on('end', () => {
      response
        .writeHead(200, { 'content-type': isPriceList ? 'application/x-amz-json-1.1' : 'text/xml' })
        .end(isPriceList ? JSON.stringify({ PriceList: [JSON.stringify(product)] }) : caller);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

describe('cost refresh', () => {
  const env = { AWS_ACCESS_KEY_ID: 'KEY', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'sa-east-1' };

  it('keeps the prices of the Region beside those of others, and cost goes by them', async () => {
    const cwd = folderWith({ ...chain({ load: '' }), 'mine.json': dear });
    const url = await priceListAt('SAE1-ETL-DPU-Hour', '0.6900000000');
    process.env.AWS_ACCESS_KEY_ID = env.AWS_ACCESS_KEY_ID;
    process.env.AWS_SECRET_ACCESS_KEY = env.AWS_SECRET_ACCESS_KEY;
    const ran = await gluepipeline(['cost', 'refresh', '--endpoint-url', url, '--out', 'mine.json'], { cwd, env });
    expect([ran.exitCode, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toBe(`prices of Glue in sa-east-1, a DPU-hour:\n  standard   $0.69\nwrote mine.json\n`);
    expect(JSON.parse(textIn(cwd, 'mine.json'))).toMatchObject({
      regions: { 'sa-east-1': { rates: { standard: '0.69' } }, 'us-east-1': { asOf: '2026-11-01' } },
    });

    const kept = await gluepipeline(['cost', 'refresh', '--endpoint-url', url, '--json'], { cwd, env });
    expect(kept.json).toMatchObject({ region: 'sa-east-1', file: '.gluepipeline/prices.json' });
    const none = await priceListAt('SAE1-Catalog-Request', '0.1');
    const empty = await gluepipeline(['cost', 'refresh', '--endpoint-url', none], { cwd, env });
    expect([empty.exitCode, empty.stderr]).toEqual([9, expect.stringContaining('no prices of Glue in dollars')]);
    Reflect.deleteProperty(process.env, 'AWS_ACCESS_KEY_ID');
    Reflect.deleteProperty(process.env, 'AWS_SECRET_ACCESS_KEY');
  });

  it('shows the name of a job in advice as it is written', () => {
    const advice = [{ kind: 'flex', job: 'a$$b', text: 'execution_class: FLEX', saves: undefined }];
    const cost = { jobs: [], crawlers: [], unknown: [] };
    const report = { cost, frame: { days: 30 }, advice } as unknown as CostReport;
    expect(costNotes(report, { paint: plain, columns: 80 }).at(-1)).toBe('  a$$b: execution_class: FLEX');
  });

  it('says why the days before are not known where the month is', () => {
    const jobs = [{ name: 'load', month: { known: true, money: 1n }, spent: { known: false, why: 'too many runs' } }];
    const cost = { jobs, crawlers: [], unknown: [] };
    const report = { cost, frame: { days: 30 }, advice: [] } as unknown as CostReport;
    expect(costNotes(report, { paint: plain, columns: 80 })).toContain('  not in the 30 days: job load: too many runs');
  });

  it('refuses flags that it would pass over', async () => {
    const cwd = folderWith(chain({ load: '' }));
    for (const flag of [
      ['--budget', '5'],
      ['--days', '3'],
      ['--prices', 'p.json'],
    ]) {
      const ran = await gluepipeline(['cost', 'refresh', ...flag], { cwd });
      expect([ran.exitCode, ran.stderr]).toEqual([
        64,
        expect.stringContaining(`${flag[0] ?? ''} does not go with refresh`),
      ]);
    }
  });

  it('is refused where prices do not come from', async () => {
    const ran = await gluepipeline(['cost', 'refresh', '--local'], { cwd: folderWith(chain({ load: '' })) });
    expect([ran.exitCode, ran.stderr]).toEqual([9, expect.stringContaining('has no price list')]);
  });
});
