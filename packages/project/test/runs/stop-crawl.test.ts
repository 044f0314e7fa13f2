import { type LocalServer, serve } from '@gluepipeline/local';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ConnectOptions, deploy, run, stop } from '../../src/index.ts';
import { config, deployment, folderWith } from '../harness.ts';

const crawlers = [{ name: 'raw', database_name: 'd', targets: { s3: ['s3://lake/'] } }];
const cwd = folderWith({ 'config.json': config({ crawlers, jobs: [] }) });
let server: LocalServer;
let connect: ConnectOptions;

/** A stand-in of AWS whose crawls go on until they are stopped. */
beforeAll(async () => {
  server = await serve({ delays: { crawl: 3_600_000, crawlEnd: 1 } });
  process.env.AWS_ACCESS_KEY_ID = server.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = server.secretAccessKey;
  connect = { local: false, endpointUrl: server.url, region: server.region, env: {} };
});

afterAll(async () => {
  Reflect.deleteProperty(process.env, 'AWS_ACCESS_KEY_ID');
  Reflect.deleteProperty(process.env, 'AWS_SECRET_ACCESS_KEY');
  await server.stop();
});

describe('stop', () => {
  it('of a crawler ends the crawl that goes on, and says so of one that is over', async () => {
    await deploy(deployment(cwd, { connect }));
    const options = { place: { cwd, env: {} }, overrides: {}, connect, wait: false };
    await run({ ...options, jobs: ['raw'], arguments: {}, runProperties: {} });
    const stopped = await stop({ ...options, job: 'raw', wait: true });
    expect(stopped).toMatchObject({ ref: { kind: 'crawler', name: 'sales-dev-raw' }, state: 'CANCELLED', over: true });
    await expect(stop({ ...options, job: 'raw' })).rejects.toThrow('crawler "sales-dev-raw" is over (CANCELLED)');
  });
});
