import {
  CloudWatchLogs,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { emptyFolder, refusal } from '../endpoint.ts';
import { endOf, inState, makeJob, runToEnd } from '../runs/pipeline.ts';
import { startLocal } from '../runs/local.ts';
import type { RunningLocal } from '../runs/local.ts';
import { until } from '../runs/until.ts';

const open: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) {
    await close();
  }
});

async function started(folder?: string): Promise<{ local: RunningLocal; logs: CloudWatchLogs }> {
  const local = await startLocal({}, folder == null ? {} : { folder });
  const { url, region, accessKeyId, secretAccessKey } = local.server;
  const logs = new CloudWatchLogs({
    endpoint: url,
    region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
  open.push(
    () => local.stop(),
    () => logs.destroy(),
  );
  return { local, logs };
}

/** Every event of a stream, page by page from its head. */
async function wholeStream(logs: CloudWatchLogs, group: string, stream: string, limit?: number): Promise<string[]> {
  const messages: string[] = [];
  for (let token: string | undefined; ;) {
    const page = await logs.getLogEvents({
      logGroupName: group,
      logStreamName: stream,
      startFromHead: true,
      limit,
      nextToken: token,
    });
    messages.push(...(page.events ?? []).map(({ message }) => message ?? ''));
    if (page.nextForwardToken === token) {
      return messages;
    }
    token = page.nextForwardToken;
  }
}

const streamsIn = async (logs: CloudWatchLogs, group: string): Promise<(string | undefined)[]> =>
  ((await logs.describeLogStreams({ logGroupName: group })).logStreams ?? []).map(({ logStreamName: name }) => name);

describe('the output of a run in CloudWatch Logs', () => {
  it('of a Python shell job is in the groups of Python shell jobs, a stream with the id of the run in each', async () => {
    const { local, logs } = await started();
    await makeJob(local, 'j', 'import sys\nprint("one")\nprint("two")\nprint("bad", file=sys.stderr)\n');
    const { Id: id = '' } = await runToEnd(local, 'j');
    expect(await streamsIn(logs, '/aws-glue/python-jobs/output')).toEqual([id]);
    expect(await wholeStream(logs, '/aws-glue/python-jobs/output', id)).toEqual(['one', 'two']);
    expect((await wholeStream(logs, '/aws-glue/python-jobs/error', id)).at(-1)).toBe('bad');
  });

  it('is stamped with when it came, and what came later comes later', async () => {
    const { local, logs } = await started();
    const before = Date.now();
    await makeJob(local, 'j', 'import time\nprint("one")\ntime.sleep(0.2)\nprint("two")\n');
    const { Id: id = '' } = await runToEnd(local, 'j');
    const stream = { logGroupName: '/aws-glue/python-jobs/output', logStreamName: id, startFromHead: true };
    const { events = [] } = await logs.getLogEvents(stream);
    const [one = 0, two = 0] = events.map(({ timestamp }) => timestamp);
    expect({ inTime: one >= before && two <= Date.now(), apart: two - one >= 150 }).toEqual({
      inTime: true,
      apart: true,
    });
    const later = await logs.getLogEvents({ ...stream, startTime: one + 1 });
    expect(later.events?.map(({ message }) => message)).toEqual(['two']);
    const earlier = await logs.getLogEvents({ ...stream, endTime: two });
    expect(earlier.events?.map(({ message }) => message)).toEqual(['one']);
  });

  it('is seen while the run goes on, a line as soon as it is whole', async () => {
    const { local, logs } = await started();
    const script = 'import time\nprint("whole")\nprint("part", end="", flush=True)\ntime.sleep(60)\n';
    await makeJob(local, 'j', script);
    const { JobRunId: id = '' } = await local.glue.startJobRun({ JobName: 'j' });
    await inState(local, 'j', id, 'RUNNING');
    const messages = await until('the line is there', async () => {
      const found = await wholeStream(logs, '/aws-glue/python-jobs/output', id);
      return found.length > 0 && found;
    });
    expect(messages).toEqual(['whole']);
    await local.glue.batchStopJobRun({ JobName: 'j', JobRunIds: [id] });
    await endOf(local, 'j', id);
    expect(await wholeStream(logs, '/aws-glue/python-jobs/output', id)).toEqual(['whole', 'part']);
  });

  it('comes in pages of any size, forwards and backwards, each event once', async () => {
    const { local, logs } = await started();
    await makeJob(local, 'j', 'for i in range(25):\n  print(i)\n');
    const { Id: id = '' } = await runToEnd(local, 'j');
    const group = '/aws-glue/python-jobs/output';
    const all = Array.from({ length: 25 }, (_, at) => String(at));
    expect(await wholeStream(logs, group, id, 4)).toEqual(all);
    const last = await logs.getLogEvents({ logGroupName: group, logStreamName: id, limit: 10 });
    const before = await logs.getLogEvents({
      logGroupName: group,
      logStreamName: id,
      limit: 10,
      nextToken: last.nextBackwardToken,
    });
    expect(last.events?.map(({ message }) => message)).toEqual(all.slice(15));
    expect(before.events?.map(({ message }) => message)).toEqual(all.slice(5, 15));
  });

  it('outlives the endpoint', async () => {
    const folder = await emptyFolder();
    const { local } = await started(folder);
    await makeJob(local, 'j', 'print("kept")\n');
    const { Id: id = '' } = await runToEnd(local, 'j');
    await local.stop();
    const again = await started(folder);
    expect(await wholeStream(again.logs, '/aws-glue/python-jobs/output', id)).toEqual(['kept']);
  });
});

describe('log groups and streams of clients', () => {
  const stream = { logGroupName: '/own', logStreamName: 'a' };

  it('hold what is put, and are found by FilterLogEvents by time across streams', async () => {
    const { logs } = await started();
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/own' }));
    for (const [name, times] of [
      ['a', [1000, 3000]],
      ['b', [2000, 4000]],
    ] as const) {
      await logs.send(new CreateLogStreamCommand({ ...stream, logStreamName: name }));
      const logEvents = times.map((timestamp) => ({ timestamp, message: `${name}\n${timestamp}` }));
      await logs.send(new PutLogEventsCommand({ ...stream, logStreamName: name, logEvents }));
    }
    const found = await logs.filterLogEvents({ logGroupName: '/own', limit: 3 });
    expect(found.events?.map(({ message }) => message)).toEqual(['a\n1000', 'b\n2000', 'a\n3000']);
    const rest = await logs.filterLogEvents({ logGroupName: '/own', limit: 3, nextToken: found.nextToken });
    expect(rest.events?.map(({ message, logStreamName }) => [logStreamName, message])).toEqual([['b', 'b\n4000']]);
    expect(rest.nextToken).toBeUndefined();
    const some = await logs.filterLogEvents({ logGroupName: '/own', filterPattern: '-3000 "a"' });
    expect(some.events?.map(({ timestamp }) => timestamp)).toEqual([1000]);
  });

  it('are refused as AWS refuses them', async () => {
    const { logs } = await started();
    expect(await refusal(logs.describeLogStreams({ logGroupName: '/none' }))).toBe(
      'ResourceNotFoundException: The specified log group does not exist.',
    );
    await logs.createLogGroup({ logGroupName: '/own' });
    expect(await refusal(logs.createLogGroup({ logGroupName: '/own' }))).toBe(
      'ResourceAlreadyExistsException: The specified log group already exists',
    );
    expect(await refusal(logs.getLogEvents(stream))).toBe(
      'ResourceNotFoundException: The specified log stream does not exist.',
    );
    await logs.createLogStream(stream);
    const events = [2000, 1000].map((timestamp) => ({ timestamp, message: 'm' }));
    expect(await refusal(logs.putLogEvents({ ...stream, logEvents: events }))).toMatch(/chronological order/);
    expect(await refusal(logs.filterLogEvents({ logGroupName: '/own', filterPattern: '{ $.a = 1 }' }))).toMatch(
      /InvalidParameterException/,
    );
  });
});
