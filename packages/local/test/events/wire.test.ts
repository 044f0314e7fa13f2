import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { describe, expect, it } from '@jest/globals';

import { alerts } from '../../src/index.ts';
import { emptyFolder, refusal } from '../endpoint.ts';
import { eventEndpoint } from './clients.ts';

const pattern = '{"source":["orders"]}';
const policy = (action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

describe('rules over the wire', () => {
  it('are put, read, switched, listed and deleted', async () => {
    const { events } = await eventEndpoint();
    const Tags = [{ Key: 'a', Value: '1' }];
    const { RuleArn } = await events.send(new PutRuleCommand({ Name: 'r', EventPattern: pattern, Tags }));
    expect(RuleArn).toBe('arn:aws:events:us-east-1:000000000000:rule/r');
    await events.send(new DisableRuleCommand({ Name: 'r' }));
    expect(await events.send(new DescribeRuleCommand({ Name: 'r' }))).toMatchObject({
      EventPattern: pattern,
      State: 'DISABLED',
      EventBusName: 'default',
    });
    await events.send(new EnableRuleCommand({ Name: 'r' }));
    expect((await events.send(new ListRulesCommand({}))).Rules?.map(({ State }) => State)).toEqual(['ENABLED']);
    await events.send(new DeleteRuleCommand({ Name: 'r' }));
    await events.send(new DeleteRuleCommand({ Name: 'r' }));
    expect(await refusal(events.send(new DescribeRuleCommand({ Name: 'r' })))).toMatch(/^ResourceNotFoundException/);
  });

  it('a rule that is put again keeps tags and targets and loses the rest, its being switched off too', async () => {
    const { events } = await eventEndpoint();
    const first = { Name: 'r', EventPattern: pattern, Description: 'd', State: 'DISABLED' as const };
    await events.send(new PutRuleCommand({ ...first, Tags: [{ Key: 'a', Value: '1' }] }));
    await events.send(new PutTargetsCommand({ Rule: 'r', Targets: [{ Id: '1', Arn: 'arn:aws:sns:us-east-1:1:t' }] }));
    const { RuleArn } = await events.send(new PutRuleCommand({ Name: 'r', EventPattern: pattern, Tags: [] }));
    const read = await events.send(new DescribeRuleCommand({ Name: 'r' }));
    expect([read.State, read.Description]).toEqual(['ENABLED', undefined]);
    expect((await events.send(new ListTagsForResourceCommand({ ResourceARN: RuleArn }))).Tags).toEqual([
      { Key: 'a', Value: '1' },
    ]);
    expect((await events.send(new ListTargetsByRuleCommand({ Rule: 'r' }))).Targets).toHaveLength(1);
    expect(await refusal(events.send(new DeleteRuleCommand({ Name: 'r' })))).toMatch(/since it has targets/);
    await events.send(new RemoveTargetsCommand({ Rule: 'r', Ids: ['1'] }));
    await events.send(new DeleteRuleCommand({ Name: 'r' }));
  });

  it('refuse what EventBridge refuses', async () => {
    const { events } = await eventEndpoint();
    const put = (EventPattern?: string, Name = 'r') => refusal(events.send(new PutRuleCommand({ Name, EventPattern })));
    expect(await put()).toMatch(/^ValidationException: Parameter\(s\) EventPattern or ScheduleExpression/);
    expect(await put('{')).toMatch(/^InvalidEventPatternException: Event pattern is not valid/);
    expect(await put('{"source":"x"}')).toMatch(/^InvalidEventPatternException/);
    expect(await put(JSON.stringify({ source: ['x'.repeat(2048)] }))).toMatch(/^LimitExceededException/);
    expect(await put(pattern, 'a b')).toMatch(/^ValidationException: 1 validation error/);
    await events.send(new PutRuleCommand({ Name: 'r', EventPattern: pattern }));
    const Arn = 'arn:aws:glue:us-east-1:000000000000:workflow/w';
    const target = refusal(events.send(new PutTargetsCommand({ Rule: 'r', Targets: [{ Id: '1', Arn }] })));
    expect(await target).toBe(`ValidationException: RoleArn is required for target ${Arn}.`);
  });

  it('of a bus are apart from those of another, and the bus must be there', async () => {
    const { events } = await eventEndpoint();
    const onBus = { Name: 'r', EventPattern: pattern, EventBusName: 'orders' };
    expect(await refusal(events.send(new PutRuleCommand(onBus)))).toMatch(/^ResourceNotFoundException/);
    await events.send(new CreateEventBusCommand({ Name: 'orders' }));
    expect((await events.send(new PutRuleCommand(onBus))).RuleArn).toMatch(/:rule\/orders\/r$/);
    expect((await events.send(new ListRulesCommand({}))).Rules).toEqual([]);
    expect(await refusal(events.send(new DeleteEventBusCommand({ Name: 'orders' })))).toMatch(/it has rules/);
  });

  it('are found by target, and by tag as topics are', async () => {
    const { events, sns, tagging } = await eventEndpoint();
    const Tags = [{ Key: 'team', Value: 'a' }];
    const { RuleArn } = await events.send(new PutRuleCommand({ Name: 'r', EventPattern: pattern, Tags }));
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 't', Tags }));
    await events.send(new PutTargetsCommand({ Rule: 'r', Targets: [{ Id: '1', Arn: TopicArn }] }));
    expect((await events.send(new ListRuleNamesByTargetCommand({ TargetArn: TopicArn }))).RuleNames).toEqual(['r']);
    const found = async (...types: string[]) => {
      const filter = { TagFilters: [{ Key: 'team', Values: ['a'] }], ResourceTypeFilters: types };
      const { ResourceTagMappingList: list } = await tagging.send(new GetResourcesCommand(filter));
      return list?.map(({ ResourceARN }) => ResourceARN);
    };
    expect(await found('events:rule', 'sns')).toEqual([RuleArn, TopicArn]);
    await events.send(new TagResourceCommand({ ResourceARN: RuleArn, Tags: [{ Key: 'team', Value: 'b' }] }));
    expect(await found('events:rule')).toEqual([]);
    await events.send(new UntagResourceCommand({ ResourceARN: RuleArn, TagKeys: ['team'] }));
    expect((await events.send(new ListTagsForResourceCommand({ ResourceARN: RuleArn }))).Tags).toEqual([]);
  });
});

describe('topics over the wire', () => {
  it('are made once, read, changed, listed and deleted', async () => {
    const { sns } = await eventEndpoint();
    const Attributes = { DisplayName: 'A & B' };
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 't', Attributes }));
    expect((await sns.send(new CreateTopicCommand({ Name: 't', Attributes }))).TopicArn).toBe(TopicArn);
    expect(await refusal(sns.send(new CreateTopicCommand({ Name: 't', Tags: [{ Key: 'a', Value: '1' }] })))).toMatch(
      /^InvalidParameterException: Invalid parameter: Tags Reason: Topic already exists with different tags/,
    );
    const set = { TopicArn, AttributeName: 'Policy', AttributeValue: policy('sns:Publish') };
    await sns.send(new SetTopicAttributesCommand(set));
    expect((await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes).toMatchObject({
      DisplayName: 'A & B',
      Policy: policy('sns:Publish'),
    });
    expect((await sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn }]);
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    expect(await refusal(sns.send(new GetTopicAttributesCommand({ TopicArn })))).toMatch(/^NotFoundException/);
  });

  it('wait for the owner of an address, whose mail is kept in the folder', async () => {
    const folder = await emptyFolder();
    const { sns } = await eventEndpoint({ folder });
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 't' }));
    const asked = { TopicArn, Protocol: 'email', Endpoint: 'a@example.com' };
    expect((await sns.send(new SubscribeCommand(asked))).SubscriptionArn).toBe('pending confirmation');
    const list = async () => (await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions ?? [];
    expect(await list()).toMatchObject([{ SubscriptionArn: 'PendingConfirmation', Endpoint: 'a@example.com' }]);
    const pending = refusal(sns.send(new UnsubscribeCommand({ SubscriptionArn: 'PendingConfirmation' })));
    expect(await pending).toMatch(/^InvalidParameterException/);
    const [mail] = alerts(folder);
    expect(mail).toMatchObject({ kind: 'confirmation', topicArn: TopicArn, address: 'a@example.com' });
    const Token = mail?.kind === 'confirmation' ? mail.token : '';
    await sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
    const [confirmed] = await list();
    expect(confirmed?.SubscriptionArn).toMatch(/^arn:aws:sns:us-east-1:000000000000:t:[0-9a-f-]{36}$/);
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: confirmed?.SubscriptionArn }));
    expect(await list()).toEqual([]);
  });

  it('keep what is published', async () => {
    const folder = await emptyFolder();
    const { sns } = await eventEndpoint({ folder });
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 't' }));
    const { MessageId } = await sns.send(new PublishCommand({ TopicArn, Message: 'm <&>', Subject: 's' }));
    expect(alerts(folder)).toMatchObject([
      { kind: 'message', topicArn: TopicArn, message: 'm <&>', subject: 's', messageId: MessageId },
    ]);
  });
});

describe('roles over the wire', () => {
  const made = { RoleName: 'Starter', AssumeRolePolicyDocument: policy('sts:AssumeRole') };

  it('are made once, whatever the capitals, and go when their policies have gone', async () => {
    const { iam } = await eventEndpoint();
    await iam.send(new CreateRoleCommand({ ...made, Tags: [{ Key: 'a', Value: '1' }] }));
    expect(await refusal(iam.send(new CreateRoleCommand({ ...made, RoleName: 'STARTER' })))).toMatch(
      /^EntityAlreadyExistsException/,
    );
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'Starter', PolicyName: 'p', PolicyDocument: policy('glue:*') }),
    );
    const named = { RoleName: 'Starter', PolicyName: 'p' };
    const read = await iam.send(new GetRolePolicyCommand(named));
    expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(policy('glue:*'));
    expect(await refusal(iam.send(new DeleteRoleCommand(named)))).toMatch(/^DeleteConflictException/);
    await iam.send(new DeleteRolePolicyCommand(named));
    expect((await iam.send(new ListRolePoliciesCommand(named))).PolicyNames).toEqual([]);
    await iam.send(new DeleteRoleCommand(named));
    expect(await refusal(iam.send(new GetRoleCommand(named)))).toMatch(/^NoSuchEntityException/);
  });

  it('are changed part by part', async () => {
    const { iam } = await eventEndpoint();
    const { RoleName } = made;
    await iam.send(new CreateRoleCommand({ ...made, Description: 'old', MaxSessionDuration: 7200 }));
    const boundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
    await iam.send(new UpdateRoleCommand({ RoleName, Description: 'new' }));
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: boundary }));
    const PolicyDocument = policy('sts:TagSession');
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: 'a', Value: '' }] }));
    const read = async () => (await iam.send(new GetRoleCommand({ RoleName }))).Role;
    expect(await read()).toMatchObject({
      Description: 'new',
      MaxSessionDuration: 3600,
      PermissionsBoundary: { PermissionsBoundaryArn: boundary },
      AssumeRolePolicyDocument: encodeURIComponent(PolicyDocument),
      Tags: [{ Key: 'a', Value: '' }],
    });
    await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    expect((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([]);
    expect((await read())?.PermissionsBoundary).toBeUndefined();
  });

  it('refuse a policy that is none, and a name that IAM does not take', async () => {
    const { iam } = await eventEndpoint();
    const create = (changes: Partial<typeof made>) => refusal(iam.send(new CreateRoleCommand({ ...made, ...changes })));
    expect(await create({ AssumeRolePolicyDocument: '{}' })).toMatch(/^MalformedPolicyDocumentException/);
    expect(await create({ RoleName: 'a b' })).toMatch(/^ValidationError: 1 validation error detected/);
    expect(await create({ RoleName: 'x'.repeat(65) })).toMatch(/less than or equal to 64/);
  });
});
