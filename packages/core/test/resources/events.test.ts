import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { alertPattern, patternText, splitAlert } from '../../src/pipeline/alert-pattern.ts';
import { diff } from '../../src/plan/diff.ts';
import { foldPolicy } from '../../src/resources/policy.ts';
import type { Live, Resource } from '../../src/resources/resource.ts';
import { eventRole, roleArn, roleFields, roleNameOf } from '../../src/resources/role.ts';
import { alertRule, eventRule, ruleFields, ruleKey, ruleNameOf, startsWorkflow } from '../../src/resources/rule.ts';
import { alertTopic, topicFields } from '../../src/resources/topic.ts';
import { testTarget } from '../../src/testing/builders.ts';

const china = { ...testTarget, partition: 'aws-cn', region: 'cn-north-1' };

describe('a rule for alerts', () => {
  it('hears the ends of the named jobs, and tells the topic the whole event', () => {
    expect(alertRule(['sales-dev-load'], ['FAILED', 'TIMEOUT'], 'arn:aws:sns:eu-west-1:1:alerts')).toEqual({
      EventBusName: 'default',
      EventPattern: {
        source: ['aws.glue'],
        'detail-type': ['Glue Job State Change'],
        detail: { jobName: ['sales-dev-load'], state: ['FAILED', 'TIMEOUT'] },
      },
      Targets: [{ Id: 'alert', Arn: 'arn:aws:sns:eu-west-1:1:alerts' }],
      enabled: true,
    });
  });

  it('is split where its pattern would be too long: every job is in one list, in order, and no list can take in the next', () => {
    const names = fc.array(fc.string({ minLength: 1, maxLength: 255, unit: 'grapheme' }), { maxLength: 60 });
    fc.assert(
      fc.property(names, fc.subarray(['FAILED', 'TIMEOUT', 'STOPPED'], { minLength: 1 }), (jobs, states) => {
        const lists = splitAlert(jobs, states);
        const length = (list: readonly string[]) => patternText(alertPattern(list, states)).length;
        expect(lists.flat()).toEqual(jobs);
        expect(lists.filter((list) => list.length > 1 && length(list) > 2048)).toEqual([]);
        expect(lists.filter((list) => list.length === 0)).toEqual([]);
        const joinable = lists.filter(
          (list, index) => length([...list, ...(lists[index + 1] ?? []).slice(0, 1)]) <= 2048,
        );
        expect(joinable.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is not made for no jobs at all: such a pattern would mean the jobs of everybody', () => {
    expect(splitAlert([], ['FAILED'])).toEqual([]);
  });
});

describe('a start by an event', () => {
  const start = { pattern: { source: ['orders'] }, bus: 'default', workflowName: 'sales-dev', enabled: true };

  it('tells the workflow, as the role', () => {
    const arn = roleArn(china, 'path/starter');
    expect(eventRule(china, { ...start, roleArn: arn })).toEqual({
      EventBusName: 'default',
      EventPattern: { source: ['orders'] },
      Targets: [
        {
          Id: 'workflow',
          Arn: 'arn:aws-cn:glue:cn-north-1:123456789012:workflow/sales-dev',
          RoleArn: 'arn:aws-cn:iam::123456789012:role/path/starter',
        },
      ],
      enabled: true,
    });
    expect(roleNameOf(china, arn)).toBe('starter');
    expect(roleNameOf(china, 'arn:aws-cn:iam::999999999999:role/starter')).toBeUndefined();
  });

  it('has a role that EventBridge alone may take and that can do nothing else', () => {
    expect(eventRole(testTarget, 'sales-dev', 'arn:aws:iam::123456789012:policy/bound')).toEqual({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: {
        gluepipeline: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'glue:notifyEvent',
              Resource: 'arn:aws:glue:eu-west-1:123456789012:workflow/sales-dev',
            },
          ],
        },
      },
      Description: 'Lets EventBridge start the Glue workflow sales-dev',
      PermissionsBoundary: 'arn:aws:iam::123456789012:policy/bound',
    });
  });

  it.each([
    ['default', 'start', 'start', 'default'],
    ['orders', 'start', 'orders/start', 'orders'],
    ['aws.partner/example.com/1', 'start', 'aws.partner/example.com/1/start', 'aws.partner/example.com/1'],
    ['arn:aws:events:eu-west-1:1:event-bus/orders', 'start', 'orders/start', 'orders'],
    ['arn:aws:events:eu-west-1:1:event-bus/default', 'start', 'start', 'default'],
  ])('on the bus %s is known as its ARN has it', (bus, name, key, plainBus) => {
    expect(ruleKey({ bus, name })).toBe(key);
    expect(ruleNameOf(key)).toEqual({ bus: plainBus, name });
    expect(eventRule(testTarget, { ...start, bus, roleArn: 'r' }).EventBusName).toBe(plainBus);
  });

  it('is told from an alert', () => {
    expect(startsWorkflow(eventRule(testTarget, { ...start, roleArn: 'r' }))).toBe(true);
    expect(startsWorkflow(alertRule(['a'], ['FAILED'], 'arn:aws:sns:eu-west-1:1:t'))).toBe(false);
  });
});

describe('what a policy means', () => {
  const plain = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: 'x' },
    ],
  };

  it.each([
    ['lists of one', { ...plain, Statement: { ...plain.Statement[0], Action: ['sns:Publish'], Resource: ['x'] } }],
    ['actions in capitals', { ...plain, Statement: [{ ...plain.Statement[0], Action: 'SNS:Publish' }] }],
    ['names for policy and statement', { Id: 'a', ...plain, Statement: [{ Sid: 'b', ...plain.Statement[0] }] }],
  ])('is the same with %s', (_, echo) => {
    expect(foldPolicy(echo)).toEqual(foldPolicy(plain));
  });

  it('is the same with lists in another order', () => {
    const allow = (Action: string[]) => foldPolicy({ Statement: [{ Action }, { Action: 'z' }] });
    expect(allow(['a', 'b'])).toEqual(allow(['b', 'a']));
  });

  it.each([
    ['another action', { ...plain.Statement[0], Action: 'sns:*' }],
    ['another resource in capitals', { ...plain.Statement[0], Resource: 'X' }],
    ['another effect', { ...plain.Statement[0], Effect: 'Deny' }],
  ])('is not the same with %s', (_, statement) => {
    expect(foldPolicy({ ...plain, Statement: [statement] })).not.toEqual(foldPolicy(plain));
  });
});

describe('the fields', () => {
  const owned = { 'gluepipeline:stack': 'sales/dev' };
  const topic = (emails: string[], pending: string[] = []): Live => ({
    kind: 'topic',
    name: 'alerts',
    label: 'alerts',
    tags: owned,
    definition: { ...alertTopic(testTarget, 'alerts', emails), PendingEmails: pending },
  });
  const fieldsThatDiffer = (wanted: Resource, live: Live) =>
    diff(wanted, live, testTarget, new Set()).map(({ field }) => field);

  it('of a topic say its addresses in order, and the same one once', () => {
    expect(topicFields(alertTopic(testTarget, 'alerts', ['b@x.org', 'A@x.org', 'a@x.org']))).toMatchObject({
      emails: ['a@x.org', 'b@x.org'],
    });
  });

  it('of a topic count an address that was asked as there', () => {
    expect(fieldsThatDiffer(topic(['a@x.org', 'b@x.org']), topic(['a@x.org'], ['B@x.org']))).toEqual([]);
    expect(fieldsThatDiffer(topic(['a@x.org', 'b@x.org']), topic(['a@x.org']))).toEqual(['emails']);
  });

  it('of a topic do not mind an address that was asked and is no longer wanted, but one that has confirmed', () => {
    expect(fieldsThatDiffer(topic(['a@x.org']), topic(['a@x.org'], ['old@x.org']))).toEqual([]);
    expect(fieldsThatDiffer(topic(['a@x.org']), topic(['a@x.org', 'old@x.org']))).toEqual(['emails']);
  });

  it('of a rule know null from its absence, and not the order of targets', () => {
    const rule = alertRule(['a'], ['FAILED'], 't');
    const targets = [...rule.Targets, { Id: 'b', Arn: 'b' }];
    expect(ruleFields({ ...rule, Targets: targets })).toEqual(ruleFields({ ...rule, Targets: targets.toReversed() }));
    const pattern = (value: null[]) => ruleFields({ ...rule, EventPattern: { 'user-id': value } });
    expect(pattern([null])).not.toEqual(pattern([]));
  });

  it('of a role name each of its policies', () => {
    const role = eventRole(testTarget, 'sales-dev');
    expect(Object.keys(roleFields({ ...role, Policies: { ...role.Policies, other: { Statement: [] } } }))).toEqual([
      'assume_role_policy',
      'description',
      'policies.gluepipeline',
      'policies.other',
    ]);
  });
});
