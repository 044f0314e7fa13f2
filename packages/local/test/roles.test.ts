import { CreateCrawlerCommand, CreateJobCommand, CreateTriggerCommand } from '@aws-sdk/client-glue';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterEach, describe, expect, it } from '@jest/globals';
import { endpoint, refusal } from './endpoint.ts';

const open: IAMClient[] = [];
afterEach(() => open.splice(0).forEach((client) => client.destroy()));

const trusted = (Service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
  });

/** An endpoint that keeps two roles: `good` for Glue, `bad` for something else. */
async function withRoles() {
  const { server, glue } = await endpoint();
  const { url, region, accessKeyId, secretAccessKey } = server;
  const iam = new IAMClient({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 });
  open.push(iam);
  const make = (RoleName: string, service: string) =>
    iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trusted(service) }));
  await make('good', 'glue.amazonaws.com');
  await make('bad', 'lambda.amazonaws.com');
  return glue;
}

describe('a role that does not trust Glue', () => {
  it('is no role for a crawler', async () => {
    const glue = await withRoles();
    const crawler = (Role: string) =>
      glue.send(new CreateCrawlerCommand({ Name: Role, Role, Targets: { S3Targets: [{ Path: 's3://lake/a/' }] } }));
    await crawler('good');
    await crawler('unknown-here');
    const words = "InvalidInputException: Service is unable to assume provided role. Please verify role's TrustPolicy";
    expect(await refusal(crawler('bad'))).toBe(words);
    expect(await refusal(crawler('arn:aws:iam::000000000000:role/BAD'))).toBe(words);
  });

  it('is taken for a job, which no trigger may start then', async () => {
    const glue = await withRoles();
    for (const Role of ['good', 'bad', 'unknown-here']) {
      const Command = { Name: 'pythonshell', PythonVersion: '3.9' };
      await glue.send(new CreateJobCommand({ Name: Role, Role, Command }));
    }
    const trigger = (JobName: string) =>
      glue.send(new CreateTriggerCommand({ Name: JobName, Type: 'ON_DEMAND', Actions: [{ JobName }] }));
    await trigger('good');
    await trigger('unknown-here');
    expect(await refusal(trigger('bad'))).toBe(
      'InvalidInputException: Service is unable to assume role arn:aws:iam::000000000000:role/bad',
    );
  });
});
