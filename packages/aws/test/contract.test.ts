import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { platformContract } from '@gluepipeline/core/testing';
import { type LocalServer, type Quirk, quirks, serve } from '@gluepipeline/local';

import { type Aws, connect } from '../src/index.ts';
import { systemClock } from '../src/client/system-clock.ts';

const cases: [string, Quirk[]][] = [
  ['as AWS is thought to be', []],
  // A merging UpdateWorkflow keeps what was there before; only a value over it changes anything.
  [
    'with every other assumed behaviour',
    (Object.keys(quirks) as Quirk[]).filter((quirk) => quirk !== 'update-workflow-merges'),
  ],
];

describe.each(cases)('the platform contract on the embedded endpoint, %s', (_name, on) => {
  let server: LocalServer;
  let aws: Aws;
  beforeAll(async () => {
    server = await serve({ quirks: on, engine: undefined, delays: { transition: 1, deletion: 1, tagIndex: 20 } });
    aws = connect({ region: server.region, endpointUrl: server.url, credentials: server, env: {} });
    await aws.createBucket('crawled');
  });
  afterAll(async () => {
    aws.close();
    await server.stop();
  });

  it.each(platformContract.map((each, index) => ({ ...each, index })))(
    '$name',
    async ({ run, index }) => {
      const account = await aws.account();
      await run({
        platform: aws.platform(() => Promise.reject(new Error('the contract uploads nothing'))),
        target: { ...account, bucket: 'none', role: 'role' },
        clock: systemClock,
        pipeline: `contract-${String(index)}`,
        crawledBucket: 'crawled',
      });
    },
    30_000,
  );
});
