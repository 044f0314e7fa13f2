import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { begin, chain, folderWith, type Going, gluepipeline, until } from '../harness.ts';

/** How the stand-in of AWS speaks of crawls: with DPU-hours, as the embedded endpoint does, or not at all. */
let crawls: 'counted' | 'untold' | 'denied' = 'counted';

const prices = JSON.stringify({
  schemaVersion: 1,
  regions: { 'eu-west-1': { asOf: '2026-11-23', rates: { standard: '60', crawler: '0.44' } } },
});
const home = folderWith(chain({ load: '' }));
const cwd = folderWith({
  ...chain(
    { load: '' },
    {
      ...{ glue_version: '5.1', artifacts: { bucket: 'scripts' } },
      crawlers: [
        { name: 'raw', database_name: 'd', targets: { s3: ['s3://scripts/'] }, depends_on: ['load'] },
        { name: 'idle', database_name: 'd', targets: { s3: ['s3://scripts/'] }, workflow: false },
      ],
    },
  ),
  'prices.json': prices,
});
let [server, front]: [Going | undefined, Server | undefined] = [undefined, undefined];
let url = '';

const aws = (...words: string[]) =>
  gluepipeline([...words, '--endpoint-url', url, '--region', 'eu-west-1'], {
    cwd,
    ...{ tty: 'stdout', columns: 120, env: { GLUEPIPELINE_PRICES: 'prices.json', NO_COLOR: '1' } },
  });

/** A pipeline on what is taken for AWS, that has run once: a sixteenth of a DPU for a minute, and a crawl. */
beforeAll(async () => {
  const going = begin(['local', 'start', '--json', '--region', 'eu-west-1'], { cwd: home });
  server = going;
  await until('the endpoint tells its address', () => going.stdout() !== '');
  const { environment = {} } = JSON.parse(going.stdout()) as { environment?: Record<string, string> };
  process.env.AWS_ACCESS_KEY_ID = environment.AWS_ACCESS_KEY_ID;
  process.env.AWS_SECRET_ACCESS_KEY = environment.AWS_SECRET_ACCESS_KEY;
  front = await counting(new URL(environment.AWS_ENDPOINT_URL ?? ''));
  url = `http://127.0.0.1:${String((front.address() as AddressInfo).port)}`;
  await aws('deploy', '--create-bucket', '-q');
}, 120_000);

afterAll(async () => {
  Reflect.deleteProperty(process.env, 'AWS_ACCESS_KEY_ID');
  Reflect.deleteProperty(process.env, 'AWS_SECRET_ACCESS_KEY');
  front?.close();
  server?.signal('SIGTERM');
  await server?.ran;
});

/** Passes everything on; to each crawl that is over it adds half a DPU-hour, which nobody counts on this machine. */
async function counting(to: URL): Promise<Server> {
  const between = createServer((incoming, answer) => {
    const { method, url: path, headers } = incoming;
    const isList = headers['x-amz-target'] === 'AWSGlue.ListCrawls';
    if (isList && crawls === 'denied') {
      incoming.resume();
      answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      answer.end(
        JSON.stringify({ __type: 'AccessDeniedException', Message: 'not authorized to perform: glue:ListCrawls' }),
      );
      return;
    }
    const passed = request(to, { method, path, headers: { ...headers, host: to.host } }, (back) => {
      const parts: Buffer[] = [];
      back.on('data', (part: Buffer) => parts.push(part));
      back.on('end', () => {
        const body = Buffer.concat(parts).toString();
        const told = isList && crawls === 'counted' ? body.replaceAll('"State":"COMPLETED"', '"DPUHour":0.5,$&') : body;
        const same = { ...back.headers, 'content-length': String(Buffer.byteLength(told)) };
        const answered = isList ? { headers: same, body: told } : { headers: back.headers, body: Buffer.concat(parts) };
        answer.writeHead(back.statusCode ?? 502, answered.headers).end(answered.body);
      });
    });
    passed.on('error', () => answer.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  return between;
}

describe('the cost of crawlers', () => {
  it('is in what a run of the workflow cost, wherever that is told', async () => {
    crawls = 'counted';
    const ran = await aws('run');
    // 0.5 × 0.44 = 0.22, and 0.0625 × 60 / 60 for the job.
    expect(ran.stdout).toMatch(/2 succeeded · 0\.50 DPU-hours · \$0\.28\n/);
    expect((await aws('runs')).stdout).toMatch(/ SUCCEEDED .* 0\.50 +\$0\.28 /);
    expect((await aws('runs', '--job', 'raw')).stdout).toMatch(/crawler raw .* 0\.50 +\$0\.22 /);
    const shown = await aws('runs', 'show');
    expect(shown.stdout).toContain('\ndpu-hours 0.50\ncost      $0.28 by list price\n');
    expect(shown.stdout).toMatch(/\nraw +SUCCEEDED +\S+ +0\.50 +\$0\.22 /);
    expect((await aws('run', 'raw')).stdout).toMatch(/1 succeeded · 0\.50 DPU-hours · \$0\.22\n/);
  }, 120_000);

  it('is in what a month costs, and a crawler that has not run says so', async () => {
    const { stdout } = await aws('cost');
    expect(stdout).toMatch(/\ncrawler raw +2 +1\.00 +\$0\.44 +\$0\.22 +no schedule +\$0\.45\n/);
    expect(stdout).toMatch(/\ncrawler idle +0 +– +– +– +no schedule +–\n/);
    expect(stdout).toContain('not in the month: crawler idle: no crawl of the last 30 days has ended\n');
  });

  it.each(['untold', 'denied'] as const)(
    'is not known where DPU-hours are %s, and is never taken for nothing',
    async (how) => {
      crawls = how;
      const why = 'the DPU-hours of a crawl were not told (glue:ListCrawls)';
      expect((await aws('runs')).stdout).toMatch(/ SUCCEEDED .* ≥\$0\.06 /);
      expect((await aws('runs', 'show')).stdout).toContain(`\ncost      ≥$0.06: ${why}\n`);
      const { json } = await aws('runs', 'show', '--json');
      expect(json).toMatchObject({ run: { cost: null, costAtLeast: 0.0625, costUnknown: [why] } });
      const { stdout } = await aws('cost');
      expect(stdout).toMatch(/\ncrawler raw +[\d–] +– +unknown +unknown +no schedule +–\n/);
      expect(stdout).toMatch(
        /\ntogether +≥\$0\.06 +≥\$0\.06\n[^]*not in the month: crawler raw(, crawler idle)?: the DPU-hours/,
      );
    },
  );
});
