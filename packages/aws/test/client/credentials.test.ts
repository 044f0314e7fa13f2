import { describe, expect, it } from '@jest/globals';

import { credentialsFor } from '../../src/client/credentials.ts';
import { Connection } from '../../src/index.ts';
import { answering } from '../support/proxy.ts';

const own = { accessKeyId: 'own', secretAccessKey: 'b' };
const region = () => Promise.resolve('us-east-1');

const assumed = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
  <AssumedRoleUser><AssumedRoleId>A:b</AssumedRoleId><Arn>arn:aws:sts::1:assumed-role/deployer/gluepipeline</Arn></AssumedRoleUser>
  <Credentials><AccessKeyId>assumed</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
  <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

describe('credentialsFor', () => {
  it('leaves it to the SDK where nothing special is asked', () => {
    expect(credentialsFor({}, region)).toBeUndefined();
    expect(credentialsFor({ profile: 'work' }, region)).toBeUndefined();
    expect(credentialsFor({ credentials: own, mfaCode: () => Promise.resolve('1') }, region)).toBe(own);
  });

  it('works as another role on top of who signs in, for all clients at once', async () => {
    const endpointUrl = await answering(200, 'text/xml', assumed);
    const assumeRole = { arn: 'arn:aws:iam::1:role/deployer', externalId: 'x' };
    const connection = new Connection({ region: 'us-east-1', env: {}, credentials: own, endpointUrl, assumeRole });
    const { client } = await connection.sts();
    expect(await client.config.credentials()).toMatchObject({ accessKeyId: 'assumed', sessionToken: 't' });
    expect(await connection.glue.config.credentials()).toBe(await client.config.credentials());
    connection.close();
  });
});
