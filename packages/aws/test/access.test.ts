import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { trusts } from '@gluepipeline/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalServer, serve } from '@gluepipeline/local';

import { accessOf } from '../src/access/access.ts';
import { Connection } from '../src/connection.ts';

let server: LocalServer;
let connection: Connection;

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const account = (arn: string) => ({ arn, accountId: '123456789012', partition: 'aws', region: 'eu-west-1' });
const access = (arn: string) => accessOf(connection, account(arn));
const statement = (Action: string, Resource: string, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

beforeAll(async () => {
  server = await serve({});
  const options = { endpointUrl: server.url, region: server.region, credentials: server, standalone: true, env: {} };
  connection = new Connection(options);
  const iam = new IAMClient({ endpoint: server.url, region: server.region, credentials: server });
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'glue.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  await iam.send(
    new CreateRoleCommand({ RoleName: 'deployer', Path: '/ci/', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  const Statement = [
    statement('glue:CreateJob', 'arn:aws:glue:*:*:job/sales-*'),
    statement('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com' } } }),
  ];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'deployer', PolicyName: 'deploy', PolicyDocument }));
  iam.destroy();
});

afterAll(async () => {
  connection.close();
  await server.stop();
});

describe('denied', () => {
  const wishes = [
    {
      actions: ['glue:CreateJob', 'glue:DeleteJob'],
      resources: ['arn:aws:glue:eu-west-1:123456789012:job/sales-dev-load'],
    },
    { actions: ['glue:CreateJob'], resources: ['arn:aws:glue:eu-west-1:123456789012:job/other'] },
    { actions: ['iam:PassRole'], resources: [role('etl')], context: { 'iam:PassedToService': 'glue.amazonaws.com' } },
    { actions: ['iam:PassRole'], resources: [role('etl')], context: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
  ];

  it('tells what a role may not do, of who works as it, whatever the path of the role', async () => {
    const found = await access('arn:aws:sts::123456789012:assumed-role/deployer/session').denied(wishes);
    expect(found).toEqual([
      { action: 'glue:DeleteJob', resource: 'arn:aws:glue:eu-west-1:123456789012:job/sales-dev-load' },
      { action: 'glue:CreateJob', resource: 'arn:aws:glue:eu-west-1:123456789012:job/other' },
      { action: 'iam:PassRole', resource: role('etl') },
    ]);
  });

  it('is nothing known for the root user, who cannot be simulated', async () => {
    expect(await access('arn:aws:iam::123456789012:root').denied(wishes)).toBeUndefined();
  });
});

describe('trustOf', () => {
  it('gives the trust policy of a role, and nothing where there is none', async () => {
    const asked = access('arn:aws:iam::123456789012:user/local');
    const trust = await asked.trustOf('deployer');
    expect(trust != null && trusts(trust, 'glue.amazonaws.com')).toBe(true);
    expect(trust != null && trusts(trust, 'ec2.amazonaws.com')).toBe(false);
    expect(await asked.trustOf('nobody')).toBeUndefined();
  });
});
