import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { signIn } from '../../src/index.ts';
import { endpoint } from '../support/endpoint.ts';

const closing: (() => void)[] = [];

afterEach(() => closing.splice(0).forEach((close) => close()));

const identity = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::000000000000:user/a</Arn>
<Account>000000000000</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

describe('what will be needed after the sign-in', () => {
  it('is loaded while the answer is on its way, after the request has been sent whole', async () => {
    let arrived = 0;
    let loaded: (() => void) | undefined;
    const loading = new Promise<void>((resolve) => (loaded = resolve));
    // Nobody would answer, if the answer were waited for.
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        arrived += 1;
        void loading.then(() => response.writeHead(200, { 'content-type': 'text/xml' }).end(identity));
      });
    });
    closing.push(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const aws = await signIn(
      {
        region: 'eu-west-1',
        endpointUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
        credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
        env: {},
      },
      {
        services: ['s3', 'tagging'],
        load: async () => {
          loaded?.();
          return Promise.resolve();
        },
      },
    );
    closing.push(() => aws.close());
    expect(await aws.account()).toMatchObject({ accountId: '000000000000' });
    expect(arrived).toBe(1);
  });

  it('is not loaded where nobody can sign in', async () => {
    let loads = 0;
    const load = () => Promise.resolve((loads += 1));
    const options = { endpointUrl: 'http://127.0.0.1:9', region: 'eu-west-1', env: {} };
    const credentials = () => Promise.reject(new Error('nobody'));
    await expect(signIn({ ...options, credentials }, { load })).rejects.toThrow('nobody');
    // A request that somebody else sends later is none of its concern.
    const { aws } = await endpoint();
    await aws.account();
    expect(loads).toBe(0);
  });

  it('hinders nothing where it cannot be loaded', async () => {
    const { server } = await endpoint();
    const { accessKeyId, secretAccessKey, region, url } = server;
    const aws = await signIn(
      { region, endpointUrl: url, credentials: { accessKeyId, secretAccessKey }, env: {} },
      { load: () => Promise.reject(new Error('no such file')) },
    );
    closing.push(() => aws.close());
    expect(await aws.account()).toMatchObject({ region });
  });
});
