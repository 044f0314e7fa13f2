import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type ManualClock, manualClock } from '@gluepipeline/core/testing';
import { afterEach, describe, expect, it } from '@jest/globals';

import { Connection } from '../../src/connection.ts';
import { S3BlobStore } from '../../src/s3/blob-store.ts';

const text = '{"number":1}';
const open: { close(): void }[] = [];

afterEach(() => {
  for (const each of open.splice(0)) {
    each.close();
  }
});

/** A store whose first answers are as given, and then whole; `asked` counts the requests. */
async function storeWith(clock: ManualClock, ...answers: ((answer: ServerResponse) => void)[]) {
  const asked: string[] = [];
  const server: Server = createServer(({ url = '' }, answer) => {
    asked.push(url);
    answer.writeHead(200, { 'content-length': String(text.length), etag: '"1"' });
    (answers.shift() ?? ((each) => each.end(text)))(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connection = new Connection({
    region: 'us-east-1',
    endpointUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    standalone: true,
    env: {},
    clock,
  });
  open.push(connection, { close: () => void server.close() }, { close: () => server.closeAllConnections() });
  const blobs = new S3BlobStore(
    () => connection.s3(),
    'bucket',
    () => Promise.resolve('000000000000'),
  );
  return { blobs, asked };
}

describe('an answer whose body', () => {
  it('breaks off half-way is asked for again', async () => {
    const cut = (answer: ServerResponse) => answer.write(text.slice(0, 5), () => answer.socket?.destroy());
    const { blobs, asked } = await storeWith(manualClock(), cut, cut);
    expect((await blobs.get('key'))?.body).toBe(text);
    expect(asked).toHaveLength(3);
  });

  it('comes to a stop is given up after a minute, and asked for again', async () => {
    const clock = manualClock();
    let stopped: () => void;
    const isStopped = new Promise<void>((resolve) => (stopped = resolve));
    const { blobs, asked } = await storeWith(clock, (answer) => answer.write(text.slice(0, 5), () => stopped()));
    const got = blobs.get('key');
    await isStopped;
    // The half that came may be read at any moment: time passes until it has been given up.
    while (asked.length === 1) {
      clock.advance(60_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await got)?.body).toBe(text);
    expect(asked).toHaveLength(2);
  });
});
