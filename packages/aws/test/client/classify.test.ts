import { describe, expect, it } from '@jest/globals';
import { UserError } from '@gluepipeline/core';

import { asAwsCallError } from '../../src/client/classify.ts';
import type { AwsCallError } from '../../src/index.ts';

const direct = { profile: undefined, mayUseProxy: false };
const call = { service: 'glue', operation: 'CreateJob', target: '"load"' };

/** An error as the SDK throws it. */
function raised(
  name: string,
  message: string,
  more: { status?: number; code?: string; attempts?: number } = {},
): Error {
  const { status, code, attempts = 1 } = more;
  const metadata = { attempts, ...(status == null ? {} : { httpStatusCode: status, requestId: 'r-1' }) };
  return Object.assign(new Error(message), { name, $metadata: metadata, ...(code == null ? {} : { code }) });
}

function classified(error: Error, profile?: string, info = call): AwsCallError {
  return asAwsCallError(error, info, { profile, mayUseProxy: false }) as AwsCallError;
}

describe('asAwsCallError', () => {
  it('names call, target, reason and cure', () => {
    const error = classified(raised('InvalidInputException', 'Please set both.', { status: 400, attempts: 2 }));
    expect({ ...Object.fromEntries(Object.entries(error)), text: error.message }).toEqual({
      name: 'AwsCallError',
      text: 'CreateJob of "load" was refused: Please set both. (InvalidInputException)',
      code: 'GP403',
      kind: 'refused',
      operation: 'CreateJob',
      target: '"load"',
      awsCode: 'InvalidInputException',
      status: 400,
      requestId: 'r-1',
      missingPermission: undefined,
      hint: 'change what AWS names',
      attempts: 2,
    });
  });

  it.each([
    [
      'no credentials',
      raised('CredentialsProviderError', 'Could not load credentials from any providers'),
      'there is no profile "work", or nothing in it to sign in with: see "aws configure list-profiles"',
    ],
    [
      'an expired SSO session',
      raised(
        'CredentialsProviderError',
        'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
      ),
      'run "aws sso login --profile work"',
    ],
    [
      'an expired SSO token',
      raised(
        'TokenProviderError',
        "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
      ),
      'run "aws sso login --profile work"',
    ],
    [
      'expired keys',
      raised('ExpiredTokenException', 'The security token included in the request is expired', { status: 400 }),
      'the credentials have expired: sign in again',
    ],
    [
      'unknown keys',
      raised('UnrecognizedClientException', 'The security token included in the request is invalid.', { status: 400 }),
      'check which credentials are in use: AWS_ACCESS_KEY_ID, AWS_PROFILE or --profile',
    ],
    [
      'a wrong clock',
      raised('InvalidSignatureException', 'Signature expired: 20261123T000000Z is now earlier than 20261123T010000Z', {
        status: 400,
      }),
      'set the clock of this machine: AWS refuses requests that are minutes off',
    ],
  ])('takes %s for credentials', (_, error, hint) => {
    expect(classified(error, 'work')).toMatchObject({ kind: 'credentials', code: 'GP401', hint });
  });

  it.each([
    [
      'User: arn:aws:iam::1:user/ci is not authorized to perform: glue:CreateJob on resource: arn:aws:glue:eu-west-1:1:job/load because no identity-based policy allows the glue:CreateJob action',
      'glue:CreateJob',
      'allow glue:CreateJob on arn:aws:glue:eu-west-1:1:job/load',
    ],
    [
      'User: arn:aws:iam::1:user/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/etl because no identity-based policy allows it',
      'iam:PassRole',
      'allow iam:PassRole on arn:aws:iam::1:role/etl: whoever gives a job its role must be allowed to pass it to Glue',
    ],
    [
      'User: x is not authorized to perform: glue:CreateJob on resource: arn:aws:glue:eu-west-1:1:job/load with an explicit deny in a service control policy',
      'glue:CreateJob',
      'the service control policy denies glue:CreateJob; ask whoever keeps it to allow it on arn:aws:glue:eu-west-1:1:job/load',
    ],
    ['No access to any requested resource', 'glue:CreateJob', 'allow glue:CreateJob'],
  ])('says which permission is missing in: %s', (message, missingPermission, hint) => {
    const error = classified(raised('AccessDeniedException', message, { status: 400 }));
    expect(error).toMatchObject({ kind: 'permission', code: 'GP402', missingPermission, hint });
  });

  it('knows the actions that S3 calls otherwise than the operation', () => {
    const head = { service: 's3', operation: 'HeadObject', target: 's3://b/k' };
    expect(classified(raised('Unknown', 'UnknownError', { status: 403 }), undefined, head)).toMatchObject({
      message: 'HeadObject of s3://b/k is not permitted: status 403',
      missingPermission: 's3:GetObject',
      hint: 'allow s3:GetObject, and check that the bucket belongs to this account',
    });
  });

  it.each([
    ['ThrottlingException', { status: 400 }, 'throttled', 'GP404'],
    ['SlowDown', { status: 503 }, 'throttled', 'GP404'],
    ['InternalServiceException', { status: 500 }, 'service', 'GP404'],
    ['OperationTimeoutException', { status: 400 }, 'service', 'GP404'],
    ['ConcurrentModificationException', { status: 400 }, 'service', 'GP404'],
    ['SyntaxError', { status: 503 }, 'service', 'GP404'],
    ['Error', { status: 200 }, 'network', 'GP405'],
    ['Error', { code: 'ECONNREFUSED' }, 'network', 'GP405'],
    ['Error', { code: 'ENOTFOUND' }, 'network', 'GP405'],
    ['Error', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'network', 'GP405'],
    ['TimeoutError', {}, 'network', 'GP405'],
    ['EntityNotFoundException', { status: 400 }, 'refused', 'GP403'],
  ] as const)('takes %s %j for %s', (name, more, kind, code) => {
    expect(classified(raised(name, 'some words', more))).toMatchObject({ name: 'AwsCallError', kind, code });
  });

  it('tells an HTML page by its status alone', () => {
    const error = raised('SyntaxError', `Unexpected token '<', "<html><bod"... is not valid JSON`, { status: 503 });
    expect(classified(error)).toMatchObject({
      message: 'CreateJob of "load" failed at AWS: status 503',
      awsCode: undefined,
      status: 503,
    });
  });

  it('leaves bugs, and errors that are clear already, as they are', () => {
    for (const error of [new TypeError('x is not a function'), new UserError('GP406', 'no region'), 'text']) {
      expect(asAwsCallError(error, call, direct)).toBe(error);
    }
    const known = classified(raised('InvalidInputException', 'no', { status: 400 }));
    expect(asAwsCallError(known, call, direct)).toBe(known);
  });
});
