import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { ServeOptions } from '@gluepipeline/local';
import { afterEach, describe, expect, it } from '@jest/globals';

import { endpoint } from './support/endpoint.ts';

const clients: CloudWatchLogsClient[] = [];

afterEach(() => {
  clients.splice(0).forEach((client) => client.destroy());
});

/** An endpoint with a group that holds these streams, one event a millisecond. */
async function opened(streams: Readonly<Record<string, readonly string[]>>, options: ServeOptions = {}) {
  const all = await endpoint(options, 'scripts');
  const { url, region, accessKeyId, secretAccessKey } = all.server;
  const client = new CloudWatchLogsClient({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey } });
  clients.push(client);
  await client.send(new CreateLogGroupCommand({ logGroupName: '/g' }));
  for (const [logStreamName, messages] of Object.entries(streams)) {
    const stream = { logGroupName: '/g', logStreamName };
    await client.send(new CreateLogStreamCommand(stream));
    if (messages.length > 0) {
      const logEvents = messages.map((message, at) => ({ timestamp: 1000 + at, message }));
      await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
    }
  }
  all.clear();
  return { ...all, logs: all.aws.logs() };
}

const stream = { group: '/g', name: 'jr_1-driver' };

describe('AwsLogs', () => {
  it('finds the streams of a run on pages of any size, and none in a group that is not there', async () => {
    const names = Array.from({ length: 5 }, (_, at) => `jr_1-${String(at)}`);
    const { logs } = await opened(Object.fromEntries([...names, 'jr_2-0'].map((name) => [name, []])), {
      quirks: ['short-pages'],
    });
    expect(await logs.streams('/g', 'jr_1')).toEqual(names);
    expect(await logs.streams('/none', 'jr_1')).toEqual([]);
  });

  it('reads a stream from its head, and says by the token when there is nothing more', async () => {
    const { logs } = await opened({ 'jr_1-driver': ['a', 'b', 'c'] });
    const first = await logs.events(stream, { token: undefined, since: undefined, most: 2 });
    expect(first.events).toEqual([
      { timestamp: 1000, message: 'a' },
      { timestamp: 1001, message: 'b' },
    ]);
    const second = await logs.events(stream, { token: first.token, since: undefined, most: 2 });
    expect(second.events.map(({ message }) => message)).toEqual(['c']);
    expect(await logs.events(stream, { token: second.token, since: undefined, most: 2 })).toEqual({
      events: [],
      token: second.token,
    });
    const later = await logs.events(stream, { token: undefined, since: 1001, most: 9 });
    expect(later.events.map(({ message }) => message)).toEqual(['b', 'c']);
  });

  it('reads the end of a stream', async () => {
    const { logs } = await opened({ 'jr_1-driver': Array.from({ length: 30 }, (_, at) => String(at)) });
    expect((await logs.tail(stream, 3)).map(({ message }) => message)).toEqual(['27', '28', '29']);
    expect(await logs.tail(stream, 100)).toHaveLength(30);
  });

  it('names the permission that is missing', async () => {
    let armed = false;
    const { logs } = await opened(
      {},
      {
        fault: ({ service }) =>
          service === 'logs' && armed
            ? {
                code: 'AccessDeniedException',
                message: 'User: u is not authorized to perform: logs:DescribeLogStreams',
              }
            : undefined,
      },
    );
    armed = true;
    await expect(logs.streams('/g', 'jr_1')).rejects.toMatchObject({
      code: 'GP402',
      hint: expect.stringContaining('logs:DescribeLogStreams'),
    });
  });
});
