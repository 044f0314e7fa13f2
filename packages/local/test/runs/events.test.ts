import {
  CreateEventBusCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { alerts, emitEvent } from '../../src/index.ts';
import type { Delivery, EventToEmit } from '../../src/index.ts';
import { standingClock } from '../endpoint.ts';
import { startLocal } from './local.ts';
import { makeJob, makeTrigger, runsOf, runToEnd, workflowEnd } from './pipeline.ts';
import { until } from './until.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(60_000);

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) {
    await close();
  }
});

const account = '000000000000';
const workflowArn = `arn:aws:glue:us-east-1:${account}:workflow/flow`;
const allow = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
const toTopic = allow({ Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: '*' });

/** A server in a folder with all clients; time passes only by `clock.advance`. */
async function local() {
  const folder = await mkdtemp(join(tmpdir(), 'gluepipeline-local-test-'));
  open.push(() => rm(folder, { recursive: true, force: true }));
  const clock = standingClock();
  const running = await startLocal(
    { grace: 200, parallel: 2 },
    { folder, clock, delays: { transition: 0, deletion: 0 } },
  );
  const { url, region, accessKeyId, secretAccessKey } = running.server;
  const config = { endpoint: url, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
  const clients = { events: new EventBridgeClient(config), iam: new IAMClient(config), sns: new SNSClient(config) };
  open.push(
    () => running.stop(),
    () => Object.values(clients).forEach((client) => client.destroy()),
  );
  return { ...running, ...clients, folder, clock };
}

type Local = Awaited<ReturnType<typeof local>>;

/** A topic that hears of the named jobs. */
async function alertOf({ events, sns }: Local, jobs: string[], policy: string | undefined = toTopic) {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'alerts' }));
  if (policy !== '') {
    const set = { TopicArn, AttributeName: 'Policy', AttributeValue: policy };
    await sns.send(new SetTopicAttributesCommand(set));
  }
  const detail = { jobName: jobs, state: ['FAILED', 'TIMEOUT'] };
  const pattern = { source: ['aws.glue'], 'detail-type': ['Glue Job State Change'], detail };
  await events.send(new PutRuleCommand({ Name: 'alerts', EventPattern: JSON.stringify(pattern) }));
  await events.send(new PutTargetsCommand({ Rule: 'alerts', Targets: [{ Id: 'alert', Arn: TopicArn }] }));
  return TopicArn;
}

/** A workflow that starts the job `first` by so many events, and the rule that tells it of orders. */
async function startedByOrders(all: Local, batch?: { BatchSize: number; BatchWindow?: number }) {
  const { glue, events, iam } = all;
  await glue.createWorkflow({ Name: 'flow' });
  await makeJob(all, 'first', 'pass');
  const Actions = [{ JobName: 'first' }];
  const EventBatchingCondition = batch;
  await makeTrigger(all, { Name: 'start', Type: 'EVENT', WorkflowName: 'flow', Actions, EventBatchingCondition });
  const trust = allow({ Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' });
  await iam.send(new CreateRoleCommand({ RoleName: 'start', AssumeRolePolicyDocument: trust }));
  const PolicyDocument = allow({ Action: 'glue:notifyEvent', Resource: workflowArn });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'start', PolicyName: 'p', PolicyDocument }));
  await events.send(new PutRuleCommand({ Name: 'orders', EventPattern: '{"source":["orders"]}' }));
  await target(all, 'start');
}

async function target({ events }: Local, role: string) {
  const Targets = [{ Id: 'w', Arn: workflowArn, RoleArn: `arn:aws:iam::${account}:role/${role}` }];
  await events.send(new PutTargetsCommand({ Rule: 'orders', Targets }));
}

function order({ events }: Local, Detail = '{"id":7}', more: object = {}) {
  const entry = { Source: 'orders', DetailType: 'Order', Detail, ...more };
  return events.send(new PutEventsCommand({ Entries: [entry] }));
}

const of = <K extends Delivery['kind']>(folder: string, kind: K) =>
  alerts(folder).filter((each): each is Extract<Delivery, { kind: K }> => each.kind === kind);

describe('a job that fails', () => {
  it('is told to the topic that its rule names, in the words of Glue, and those of a job that succeeds are not', async () => {
    const all = await local();
    const arn = await alertOf(all, ['bad', 'good']);
    await makeJob(all, 'good', 'pass');
    await makeJob(all, 'bad', 'raise ValueError("no rows")');
    await runToEnd(all, 'good');
    const { Id } = await runToEnd(all, 'bad');
    const [alert, ...others] = of(all.folder, 'message');
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ topicArn: arn, rule: 'alerts', at: '2026-11-23T00:00:00.000Z' });
    expect(JSON.parse(alert?.message ?? '')).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      'detail-type': 'Glue Job State Change',
      source: 'aws.glue',
      account,
      time: '2026-11-23T00:00:00Z',
      region: 'us-east-1',
      resources: [],
      detail: {
        jobName: 'bad',
        severity: 'ERROR',
        state: 'FAILED',
        jobRunId: Id,
        message: `JobName:bad and JobRunId:${Id ?? ''} failed to execute with exception ValueError: no rows`,
      },
    });
  });

  it('is told once for each attempt', async () => {
    const all = await local();
    await alertOf(all, ['bad']);
    await makeJob(all, 'bad', 'raise ValueError', { MaxRetries: 1 });
    await runToEnd(all, 'bad');
    await until('the second attempt has ended', () => of(all.folder, 'message').length === 2);
  });

  it.each([
    ['the policy of the topic does not let events.amazonaws.com publish', ''],
    [
      'the policy of the topic does not let events.amazonaws.com publish',
      toTopic.replace('sns:Publish', 'sns:Subscribe'),
    ],
  ])('and is not told where %s', async (reason, policy) => {
    const all = await local();
    await alertOf(all, ['bad'], policy);
    await makeJob(all, 'bad', 'raise ValueError');
    await runToEnd(all, 'bad');
    expect(of(all.folder, 'message')).toEqual([]);
    expect(of(all.folder, 'undelivered')).toMatchObject([{ rule: 'alerts', reason }]);
  });
});

describe('a crawl', () => {
  it('is told when it begins and when it has ended, in the words of Glue', async () => {
    const all = await local();
    const arn = await alertOf(all, ['none']);
    const pattern = { source: ['aws.glue'], 'detail-type': ['Glue Crawler State Change'] };
    await all.events.send(new PutRuleCommand({ Name: 'alerts', EventPattern: JSON.stringify(pattern) }));
    const crawler = (Name: string, Path: string) =>
      all.glue.createCrawler({ Name, Role: 'R', DatabaseName: 'd', Targets: { S3Targets: [{ Path }] } });
    await all.putScript('data/1.csv', '1');
    await crawler('good', 's3://scripts/data/');
    await crawler('bad', 's3://scripts/none/');
    const told = () => of(all.folder, 'message').map(({ message }) => JSON.parse(message) as { detail: object });
    for (const [index, Name] of ['good', 'bad'].entries()) {
      await all.glue.startCrawler({ Name });
      await until(`the end of ${Name} is told`, () => told().length === 2 * (index + 1));
    }
    expect(of(all.folder, 'message').map(({ topicArn }) => topicArn)).toEqual([arn, arn, arn, arn]);
    const none = { tablesCreated: '0', tablesUpdated: '0', tablesDeleted: '0' };
    const noParts = { partitionsCreated: '0', partitionsUpdated: '0', partitionsDeleted: '0' };
    const at = '2026-11-23T00:00:00Z';
    const good = { accountId: account, crawlerName: 'good' };
    const bad = { accountId: account, crawlerName: 'bad' };
    const passed = { warningMessage: 'N/A', 'runningTime (sec)': '0', completionDate: at };
    expect(told().map(({ detail }) => detail)).toEqual([
      { ...good, state: 'Started', message: 'Crawler Started', startTime: at },
      { ...good, state: 'Succeeded', message: 'Crawler Succeeded', ...none, ...noParts, ...passed },
      { ...bad, state: 'Started', message: 'Crawler Started', startTime: at },
      {
        ...bad,
        state: 'Failed',
        message: 'Crawler Failed',
        errorMessage: expect.stringContaining('s3://scripts/none/'),
      },
    ]);
  });
});

describe('an event that somebody puts', () => {
  it('starts the workflow whose trigger waits for it, which can tell by which event', async () => {
    const all = await local();
    await startedByOrders(all);
    const { Entries } = await order(all);
    const [started] = of(all.folder, 'workflow');
    expect(started).toMatchObject({ workflow: 'flow', rule: 'orders', event: { detail: { id: 7 } } });
    const run = await workflowEnd(all, 'flow', started?.runId);
    expect(run).toMatchObject({
      Status: 'COMPLETED',
      StartingEventBatchCondition: { BatchSize: 1 },
      WorkflowRunProperties: { 'aws:eventIds': `[${Entries?.[0]?.EventId ?? ''}]` },
      Statistics: { SucceededActions: 1 },
    });
    expect(await runsOf(all, 'first')).toMatchObject([{ TriggerName: 'start', JobRunState: 'SUCCEEDED' }]);
  });

  it('starts nothing by a rule that is off, of another pattern, or of another bus', async () => {
    const all = await local();
    await startedByOrders(all);
    await all.events.send(new CreateEventBusCommand({ Name: 'other' }));
    await order(all, '{}', { Source: 'invoices' });
    await order(all, '{}', { EventBusName: 'other' });
    await all.events.send(new DisableRuleCommand({ Name: 'orders' }));
    await order(all);
    expect(alerts(all.folder)).toEqual([]);
    await all.events.send(new EnableRuleCommand({ Name: 'orders' }));
    await order(all);
    expect(of(all.folder, 'workflow')).toHaveLength(1);
  });

  it('waits for as many others as the trigger says', async () => {
    const all = await local();
    await startedByOrders(all, { BatchSize: 3 });
    await order(all);
    await order(all);
    expect(of(all.folder, 'workflow').flatMap(({ runId }) => runId ?? [])).toEqual([]);
    await order(all);
    const [runId] = of(all.folder, 'workflow').flatMap((each) => each.runId ?? []);
    const run = await workflowEnd(all, 'flow', runId);
    expect(run.StartingEventBatchCondition).toEqual({ BatchSize: 3 });
    expect(run.WorkflowRunProperties?.['aws:eventIds']?.split(', ')).toHaveLength(3);
  });

  it('or until the window that it opened has ended', async () => {
    const all = await local();
    await startedByOrders(all, { BatchSize: 3, BatchWindow: 300 });
    await order(all);
    const runs = async () => (await all.glue.getWorkflowRuns({ Name: 'flow' })).Runs ?? [];
    all.clock.advance(299_000);
    await order(all);
    expect(await runs()).toEqual([]);
    all.clock.advance(1_000);
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(run?.StartingEventBatchCondition).toEqual({ BatchWindow: 300 });
    expect(run?.WorkflowRunProperties?.['aws:eventIds']?.split(', ')).toHaveLength(2);
  });

  it.each([
    ['absent', `the role arn:aws:iam::${account}:role/absent does not exist here`, undefined],
    ['closed', 'the role closed does not let events.amazonaws.com take it', 'glue.amazonaws.com'],
    [
      'idle',
      `the role idle has no inline policy that allows glue:notifyEvent on ${workflowArn}`,
      'events.amazonaws.com',
    ],
  ])('is not delivered as the role "%s"', async (role, reason, trusted) => {
    const all = await local();
    await startedByOrders(all);
    if (trusted != null) {
      const trust = allow({ Principal: { Service: trusted }, Action: 'sts:AssumeRole' });
      await all.iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument: trust }));
    }
    await target(all, role);
    await order(all);
    expect(of(all.folder, 'undelivered')).toMatchObject([{ rule: 'orders', target: workflowArn, reason }]);
    expect((await all.glue.getWorkflowRuns({ Name: 'flow' })).Runs).toEqual([]);
  });

  it('can be played from outside, one of S3 too, and tells what came of it', async () => {
    const all = await local();
    await startedByOrders(all, { BatchSize: 2 });
    const pattern = { source: ['aws.s3'], detail: { bucket: { name: ['raw'] } } };
    await all.events.send(new PutRuleCommand({ Name: 'orders', EventPattern: JSON.stringify(pattern) }));
    const made = (name: string) => ({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { bucket: { name } },
    });
    expect(await emitEvent(all.server, 'default', made('other'))).toMatchObject({ deliveries: [], waiting: [] });
    expect(await emitEvent(all.server, 'default', made('raw'))).toMatchObject({
      deliveries: [{ kind: 'workflow', workflow: 'flow', rule: expect.stringContaining('orders') }],
      waiting: [{ workflow: 'flow', events: 1, of: 2, until: all.clock.now() + 900_000 }],
    });
    const second = await emitEvent(all.server, 'default', made('raw'));
    expect(second).toMatchObject({
      deliveries: [{ kind: 'workflow', runId: expect.stringMatching(/^wr_/) }],
      waiting: [],
    });
    await workflowEnd(
      all,
      'flow',
      second?.deliveries.flatMap((each) => (each.kind === 'workflow' ? [each.runId] : []))[0],
    );
    expect(await emitEvent(all.server, 'nowhere', made('raw'))).toBeUndefined();
  });

  it.each([
    ['a time that cannot be read', { time: 'at noon' }, '&quot;time&quot; of an event'],
    ['resources that are no list of texts', { resources: [7] }, '&quot;resources&quot; of an event'],
  ])('is refused with %s', async (_what, more, why) => {
    const { server } = await local();
    const event = { source: 'aws.s3', 'detail-type': 'Object Created', detail: {}, ...more } as EventToEmit;
    await expect(emitEvent(server, 'default', event)).rejects.toThrow(why);
  });

  it('is not delivered to a workflow that no event starts', async () => {
    const all = await local();
    await startedByOrders(all);
    await all.glue.deleteTrigger({ Name: 'start' });
    await order(all);
    expect(of(all.folder, 'undelivered')).toMatchObject([
      { reason: 'Workflow flow has no starting trigger of type EVENT' },
    ]);
  });

  it('gets an answer of its own where it is none', async () => {
    const all = await local();
    const entry = { Source: 'orders', DetailType: 'Order', Detail: '{}' };
    const bad = [
      { ...entry, Detail: '[' },
      { ...entry, Source: 'aws.glue' },
      { Source: 'orders', Detail: '{}' },
    ];
    const { FailedEntryCount, Entries } = await all.events.send(new PutEventsCommand({ Entries: [entry, ...bad] }));
    expect([FailedEntryCount, Entries?.map(({ ErrorCode }) => ErrorCode)]).toEqual([
      3,
      [undefined, 'MalformedDetail', 'NotAuthorizedForSourceException', 'InvalidArgument'],
    ]);
  });

  it('becomes the text that the target asks for', async () => {
    const all = await local();
    const TopicArn = await alertOf(all, ['x']);
    await all.events.send(new PutRuleCommand({ Name: 'orders', EventPattern: '{"source":["orders"]}' }));
    const InputPathsMap = { id: '$.detail.id', who: '$.detail.who' };
    const InputTemplate = '"Order <id> of <who>"';
    const transform = { Id: '1', Arn: TopicArn, InputTransformer: { InputPathsMap, InputTemplate } };
    const Targets = [
      transform,
      { Id: '2', Arn: TopicArn, InputPath: '$.detail' },
      { Id: '3', Arn: TopicArn, Input: '{}' },
    ];
    await all.events.send(new PutTargetsCommand({ Rule: 'orders', Targets }));
    await order(all, '{"id":7,"who":"a \\"b\\""}');
    expect(of(all.folder, 'message').map(({ message }) => message)).toEqual([
      'Order 7 of a "b"',
      '{"id":7,"who":"a \\"b\\""}',
      '{}',
    ]);
  });

  it('can be tried against a pattern', async () => {
    const all = await local();
    const Event = JSON.stringify({
      id: '1',
      account,
      source: 'orders',
      time: '2026-11-23T00:00:00Z',
      region: 'us-east-1',
      resources: [],
      'detail-type': 'Order',
      detail: { id: 7 },
    });
    const tried = async (EventPattern: string) =>
      (await all.events.send(new TestEventPatternCommand({ Event, EventPattern }))).Result;
    expect(await tried('{"detail":{"id":[{"numeric":[">",6]}]}}')).toBe(true);
    expect(await tried('{"detail":{"id":[{"numeric":[">",7]}]}}')).toBe(false);
  });
});
