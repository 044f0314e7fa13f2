import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { EventBridgeClient, DescribeRuleCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import {
  alertRule,
  alertTopic,
  eventRole,
  eventRule,
  keyOf,
  type Place,
  type Resource,
  type ResourceOf,
  roleArn,
  topicArn,
} from '@gluepipeline/core';
import { type Call, type Fault } from '@gluepipeline/local';

import { Connection } from '../src/index.ts';
import { attempt, changed, deploy, plan } from './support/deploying.ts';
import { endpoint, type Endpoint } from './support/endpoint.ts';
import { content, job, stack, trigger, workflow } from './support/resources.ts';

const place: Place = { accountId: '000000000000', region: 'us-east-1', partition: 'aws' };
const tags = { 'gluepipeline:stack': stack };

const topic = (emails: string[] = [], name = 'alerts'): ResourceOf<'topic'> => ({
  kind: 'topic',
  name,
  label: name,
  tags,
  definition: alertTopic(place, name, emails),
});

const alert = (jobs = ['extract'], enabled = true): ResourceOf<'rule'> => ({
  kind: 'rule',
  name: 'alerts',
  label: 'alerts',
  tags,
  definition: alertRule(jobs, ['FAILED'], topicArn(place, 'alerts'), enabled),
});

const role = (): ResourceOf<'role'> => ({
  kind: 'role',
  name: 'start',
  label: 'start',
  tags,
  definition: eventRole(place, 'flow'),
});

const start = (by = 'start', enabled = true): ResourceOf<'rule'> => ({
  kind: 'rule',
  name: 'start',
  label: 'start',
  tags,
  definition: eventRule(place, {
    pattern: { source: ['orders'] },
    bus: 'default',
    workflowName: 'flow',
    roleArn: roleArn(place, by),
    enabled,
  }),
});

const all = (): Resource[] => [role(), topic(['a@example.com']), alert(), start()];
const isBeside = ({ service }: Call): boolean => ['events', 'sns', 'iam'].includes(service);

const clients: { destroy(): void }[] = [];
afterEach(() => {
  clients.splice(0).forEach((client) => client.destroy());
});

function clientsOf({ server }: Endpoint) {
  const config = { endpoint: server.url, region: server.region, credentials: server };
  const made = {
    sns: new SNSClient(config),
    events: new EventBridgeClient(config),
    iam: new IAMClient(config),
  };
  clients.push(...Object.values(made));
  return made;
}

describe('a pipeline without alerts', () => {
  it('asks no service beside Glue, and loads no client of one, in no step of its life', async () => {
    const loads = (['eventbridge', 'sns', 'iam'] as const).map((name) => jest.spyOn(Connection.prototype, name));
    const one = await endpoint();
    const flow = [workflow('flow'), job('extract'), trigger('go', { WorkflowName: 'flow' })];
    await deploy(one, flow);
    await deploy(one, flow);
    await deploy(one, []);
    expect(one.requests.filter(isBeside)).toEqual([]);
    expect(loads.flatMap(({ mock }) => mock.calls)).toEqual([]);
    jest.restoreAllMocks();
  });
});

describe('alerts and starts by events', () => {
  it('are there after a deployment, switched on, and the next plan is empty', async () => {
    const one = await endpoint();
    await deploy(one, all());
    expect((await plan(one, all())).changes).toEqual([]);
    const { events } = clientsOf(one);
    expect(await events.send(new DescribeRuleCommand({ Name: 'start' }))).toMatchObject({ State: 'ENABLED' });
  });

  it('go without a trace, though nothing names them any more', async () => {
    const one = await endpoint();
    await deploy(one, all());
    await deploy(one, []);
    expect(
      (await one.aws.platform(content).read({ stack, names: { role: ['start'], rule: ['start'] } })).resources,
    ).toEqual([]);
    expect(one.operations()).toContain('RemoveTargets');
  });

  it('are updated in what differs, and by no other call', async () => {
    const one = await endpoint();
    await deploy(one, all());
    const writes = async (desired: Resource[]) => {
      const before = await plan(one, desired);
      one.clear();
      await deploy(one, desired);
      const beside = one.requests.filter(isBeside).map(({ operation }) => operation);
      return [changed(before), beside.filter((operation) => !/^(Describe|Get|List)/.test(operation))];
    };
    expect(await writes([role(), topic(['a@example.com']), alert(['extract', 'load']), start()])).toEqual([
      [['update', 'rule/alerts', 'pattern']],
      ['PutRule'],
    ]);
    expect(
      await writes([role(), topic(['a@example.com', 'b@example.com']), alert(['extract', 'load']), start()]),
    ).toEqual([[['update', 'topic/alerts', 'emails']], ['Subscribe']]);
  });

  it('a changed pattern leaves a rule as it was switched: PutRule by itself would switch it on', async () => {
    const one = await endpoint();
    await deploy(one, [topic(), alert(['extract'], false)]);
    await deploy(one, [topic(), alert(['load'], false)]);
    expect((await plan(one, [topic(), alert(['load'], false)])).changes).toEqual([]);
  });

  it('who has not confirmed counts as there, is told of, and is not asked twice', async () => {
    const one = await endpoint();
    await deploy(one, [topic(['a@example.com'])]);
    await deploy(one, [topic(['A@example.com'])]);
    await deploy(one, [topic([])]);
    expect(one.counts().Subscribe).toBe(1);
    expect(one.operations()).not.toContain('Unsubscribe');
    const { notes } = await one.aws.platform(content).read({ stack, names: { topic: ['alerts'] } });
    expect(notes).toEqual([expect.stringMatching(/^topic "alerts": a@example.com has not confirmed/)]);
  });

  it('a role that another has replaced is found without a record, by the rule’s name', async () => {
    const one = await endpoint();
    await deploy(one, [role(), start()]);
    const mine = start('their-own');
    expect(changed(await plan(one, [mine]))).toEqual([
      ['update', 'rule/start', 'targets'],
      ['delete', 'role/start'],
    ]);
    await deploy(one, [mine]);
    expect(changed(await plan(one, [mine]))).toEqual([]);
  });

  it('a role of which only the record knows is found through it', async () => {
    const one = await endpoint();
    await deploy(one, [role()]);
    const platform = one.aws.platform(content);
    expect((await platform.read({ stack, names: {} })).resources).toEqual([]);
    const recorded = () => Promise.resolve([{ kind: 'role' as const, name: 'start' }]);
    expect((await platform.read({ stack, names: {}, recorded })).resources.map(keyOf)).toEqual(['role/start']);
  });

  it.each(all().toReversed().map(keyOf))('a kill before %s is deleted leaves what the next run finds', async (key) => {
    const failing = { on: undefined as string | undefined };
    const fault = ({ operation, input = {} }: Call): Fault | undefined => {
      const kind = { DeleteRule: 'rule', DeleteTopic: 'topic', DeleteRole: 'role' }[operation];
      const name = (input.Name ?? input.RoleName ?? 'alerts') as string;
      return kind != null && `${kind}/${name}` === failing.on ? { code: 'AccessDenied', status: 403 } : undefined;
    };
    const one = await endpoint({ fault });
    await deploy(one, all());
    failing.on = key;
    const { failed } = await attempt(one, []);
    expect(failed.map(({ step }) => keyOf(step.resource))).toContain(key);
    failing.on = undefined;
    await deploy(one, []);
    const names = { rule: ['alerts', 'start'], topic: ['alerts'], role: ['start'] };
    expect((await one.aws.platform(content).read({ names })).resources).toEqual([]);
  });

  it.each([
    'PutRule',
    'PutTargets',
    'CreateTopic',
    'Subscribe',
    'CreateRole',
    'PutRolePolicy',
    'DeleteRole',
    'DeleteTopic',
    'DeleteRule',
    'RemoveTargets',
  ])('a lost answer to %s is made good', async (operation) => {
    let lost = 0;
    const fault = (call: Call): Fault | undefined =>
      call.operation === operation && lost++ === 0 ? 'reset-after' : undefined;
    const one = await endpoint({ fault });
    await deploy(one, all());
    expect((await plan(one, all())).changes).toEqual([]);
    await deploy(one, []);
    expect(lost).toBeGreaterThan(1);
  });
});

describe('what is not ours', () => {
  it('a topic and a rule of the same name stay as they are, though AWS would take them for ours', async () => {
    const one = await endpoint();
    const { sns, events } = clientsOf(one);
    await sns.send(new CreateTopicCommand({ Name: 'alerts' }));
    await events.send(new PutRuleCommand({ Name: 'alerts', EventPattern: '{"source":["theirs"]}' }));
    for (const mine of [topic(), alert()]) {
      await expect(one.aws.platform(content).create(mine, stack)).rejects.toMatchObject({
        code: 'GP301',
        message: `${mine.kind} "alerts" exists already and was not made by this tool`,
      });
    }
    expect(one.operations()).not.toContain('SetTopicAttributes');
    expect(await events.send(new DescribeRuleCommand({ Name: 'alerts' }))).toMatchObject({
      EventPattern: '{"source":["theirs"]}',
    });
  });

  it('a topic of another stack is refused', async () => {
    const one = await endpoint();
    const platform = one.aws.platform(content);
    const theirs: Resource = { ...topic(), tags: { 'gluepipeline:stack': 'other/dev' } };
    await platform.create(theirs, 'other/dev');
    await expect(platform.create(topic(), stack)).rejects.toMatchObject({ code: 'GP301' });
  });

  it('a role that our rule uses is looked at, and neither shown nor deleted', async () => {
    const one = await endpoint();
    const other: Resource = { ...role(), name: 'their-own', tags: {} };
    await one.aws.platform(content).create(other, 'other/dev');
    await deploy(one, [start('their-own')]);
    expect((await plan(one, [])).changes.map((change) => change.action)).toEqual(['delete']);
    await deploy(one, []);
    const { iam } = clientsOf(one);
    expect((await iam.send(new GetRoleCommand({ RoleName: 'their-own' }))).Role?.RoleName).toBe('their-own');
  });
});

describe('a refusal', () => {
  it.each([
    ['PutRule', 'PutRule of "alerts"', 'events:PutRule'],
    ['CreateTopic', 'CreateTopic of "alerts"', 'sns:CreateTopic'],
    ['CreateRole', 'CreateRole of "start"', 'iam:CreateRole'],
  ])('of %s names call, target and the missing permission', async (operation, words, permission) => {
    const fault = (call: Call): Fault | undefined =>
      call.operation === operation ? { code: 'AccessDenied', message: 'no', status: 403 } : undefined;
    const one = await endpoint({ fault });
    const { failed } = await attempt(one, all());
    const error = failed.map(({ error: each }) => each as { missingPermission?: string; message: string });
    expect(error.find(({ missingPermission }) => missingPermission === permission)?.message).toContain(words);
  });

  it('to pass the role says to whom it must be passed', async () => {
    const message = 'User: u is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/start';
    const fault = (call: Call): Fault | undefined =>
      call.operation === 'PutTargets' ? { code: 'AccessDeniedException', message, status: 400 } : undefined;
    const one = await endpoint({ fault });
    const { failed } = await attempt(one, [role(), start()]);
    expect(failed[0]?.error).toMatchObject({
      missingPermission: 'iam:PassRole',
      hint: 'allow iam:PassRole on arn:aws:iam::1:role/start: whoever gives a rule its role must be allowed to pass it to EventBridge',
    });
  });
});
