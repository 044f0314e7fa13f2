import { isNativeError } from 'node:util/types';

import { isUserError } from '@gluepipeline/core';

import { AwsCallError, type AwsCallFailure, type AwsCallKind, isAwsCallError } from './errors.ts';
import { missingPermission } from './permission.ts';
import { redact } from './redact.ts';
import type { CallInfo } from './observe.ts';

/** Errors of the SDK's credential providers, by name: bundled copies of a class are not the same class (packages/cli/esbuild.config.mjs). */
const credentialErrors = ['CredentialsProviderError', 'TokenProviderError', 'ProviderError'];

/** Codes with which a service says that it does not know or no longer trusts the caller (AWS general reference, common errors). */
const credentialCodes = [
  'AuthFailure',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'OptInRequired',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
];

const permissionCodes = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'Forbidden',
  'UnauthorizedOperation',
];

const throttlingCodes = [
  'RequestLimitExceeded',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
];

/** Not the request but the moment was wrong: AWS or somebody else was at work (SDK, declared errors of Glue). */
const passingCodes = ['ConcurrentModificationException', 'InternalServiceException', 'OperationTimeoutException'];

/** Node's and OpenSSL's codes for a connection that does not come about or breaks. */
const networkCode =
  /^(ECONN[A-Z]+|E(PIPE|TIMEDOUT|NOTFOUND|PROTO|AI_AGAIN|HOSTUNREACH|NETUNREACH|NETDOWN|ADDRNOTAVAIL)|CERT_\w+|UNABLE_TO_\w+|\w*SELF_SIGNED\w*|ERR_(TLS|SSL)_\w+)$/;

/** The members of an SDK error that matter here; any of them may be missing. */
interface Raised {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly attempts: number;
  /** True where an AWS service answered, or at least something in its place. */
  readonly answered: boolean;
}

/** What the SDK threw, as an error that names call, target, reason and cure; a bug stays what it is. */
export function asAwsCallError(error: unknown, call: CallInfo, profile: string | undefined): unknown {
  if (!isNativeError(error) || isAwsCallError(error) || isUserError(error)) {
    return error;
  }
  const raised = readError(error);
  const kind = kindOf(raised);
  return kind == null
    ? error
    : new AwsCallError(messageFor(call, kind, raised), failureOf(call, kind, raised, profile));
}

function readError(error: Error): Raised {
  const loose = error as Error & {
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string; readonly attempts?: number };
  };
  const status = loose.$metadata?.httpStatusCode;
  // The SDK puts an error of another realm, such as one of Node's inside a test's sandbox, into words.
  const message = error.message.replace(/^AWS SDK error wrapper for \w+: /, '');
  const worded = message === error.message ? undefined : /\bE[A-Z]{3,}\b/.exec(message)?.[0];
  return {
    name: error.name,
    message,
    code: typeof loose.code === 'string' ? loose.code : worded,
    status,
    requestId: loose.$metadata?.requestId,
    attempts: loose.$metadata?.attempts ?? 1,
    answered: status != null,
  };
}

function kindOf(raised: Raised): AwsCallKind | undefined {
  const { name, code, status = 0 } = raised;
  if (credentialErrors.includes(name) || credentialCodes.includes(name) || code === 'ENOENT' || code === 'EACCES') {
    return 'credentials';
  }
  if (permissionCodes.includes(name) || status === 403) {
    return 'permission';
  }
  if (throttlingCodes.includes(name) || status === 429) {
    return 'throttled';
  }
  if ((code != null && networkCode.test(code)) || name === 'TimeoutError' || (status >= 200 && status < 300)) {
    return 'network';
  }
  if (passingCodes.includes(name) || status >= 500) {
    return 'service';
  }
  return raised.answered ? 'refused' : undefined;
}

function messageFor(call: CallInfo, kind: AwsCallKind, raised: Raised): string {
  const what = call.target === '' ? call.operation : `${call.operation} of ${call.target}`;
  return `${what} ${verbs[kind]}: ${reasonOf(raised)}`;
}

const verbs: Readonly<Record<AwsCallKind, string>> = {
  credentials: 'was not signed in',
  permission: 'is not permitted',
  refused: 'was refused',
  throttled: 'was throttled',
  network: 'did not get through',
  service: 'failed at AWS',
};

/** An answer that is no answer of AWS, such as a proxy's HTML page, is told by its status alone. */
function reasonOf({ name, code, message, status, answered }: Raised): string {
  if (name === 'SyntaxError' || /^(\s*<|UnknownError$|Unknown$)/.test(message) || message === '') {
    return answered ? `status ${status ?? 0}${named(name)}` : name;
  }
  const label = code ?? (name === 'Error' ? undefined : name);
  return label == null || message.includes(label) ? redact(message) : `${redact(message)} (${label})`;
}

function named(name: string): string {
  return /^(SyntaxError|Error|Unknown|UnknownError|\d+)$/.test(name) ? '' : ` ${name}`;
}

function failureOf(call: CallInfo, kind: AwsCallKind, raised: Raised, profile: string | undefined): AwsCallFailure {
  const permission =
    kind === 'permission' ? missingPermission(call.service, call.operation, raised.message) : undefined;
  return {
    kind,
    operation: call.operation,
    target: call.target,
    awsCode: raised.answered && raised.name !== 'SyntaxError' ? raised.name : undefined,
    status: raised.status,
    requestId: raised.requestId,
    missingPermission: permission?.action,
    hint: permission?.hint ?? hintFor(kind, raised, profile),
    attempts: raised.attempts,
  };
}

function hintFor(
  kind: Exclude<AwsCallKind, 'permission'> | AwsCallKind,
  raised: Raised,
  profile: string | undefined,
): string {
  switch (kind) {
    case 'credentials':
      return credentialsHint(raised, profile);
    case 'network':
      return raised.code === 'ENOTFOUND' || raised.code === 'EAI_AGAIN'
        ? 'check the region, the endpoint URL and the network'
        : 'check the network and the endpoint URL, then run again: what was done is found';
    case 'throttled':
      return 'run again in a minute: what was done is found, and the rest goes on';
    case 'service':
      return 'run again: what was done is found, and the rest goes on';
    case 'refused':
    case 'permission':
      return refusals[raised.name] ?? 'change what AWS names';
  }
}

/** What to do about refusals that say little by themselves. */
const refusals: Readonly<Record<string, string>> = {
  ConcurrentRunsExceededException: 'wait until the other run has ended, or raise max_concurrent_runs',
  ResourceNumberLimitExceededException: 'ask for a higher quota under Service Quotas, AWS Glue',
  EntityNotFoundException: 'deploy first, or check the name and the region',
  NoSuchBucket: 'say --create-bucket, or name one of yours as artifacts.bucket',
};

function credentialsHint({ name, message }: Raised, profile: string | undefined): string {
  const flag = profile == null ? '' : ` --profile ${profile}`;
  if (/\bsso\b/i.test(message)) {
    return `run "aws sso login${flag}"`;
  }
  if (/aws login/i.test(message)) {
    return `run "aws login${flag}"`;
  }
  if (
    name === 'RequestTimeTooSkewed' ||
    name === 'RequestExpired' ||
    /signature (expired|not yet current)/i.test(message)
  ) {
    return 'set the clock of this machine: AWS refuses requests that are minutes off';
  }
  if (/expired/i.test(`${name} ${message}`)) {
    return 'the credentials have expired: sign in again';
  }
  return credentialErrors.includes(name)
    ? 'sign in (aws configure, "aws sso login", AWS_PROFILE or --profile), or use --local, which needs no account'
    : 'check which credentials are in use: AWS_ACCESS_KEY_ID, AWS_PROFILE or --profile';
}
