import { isNativeError } from 'node:util/types';

import { isUserError, UserError } from '@gluepipeline/core';

import { AwsCallError, type AwsCallFailure, type AwsCallKind, isAwsCallError } from './errors.ts';
import { credentialErrors, hintFor, type HowSignedIn, proxyWantsPassword, type Raised, wantsMfa } from './hints.ts';
import { missingPermission } from './permission.ts';
import { redact } from './redact.ts';
import type { CallInfo } from './observe.ts';

/** Codes with which a service says that it does not know or no longer trusts the caller (AWS general reference, common errors). */
const credentialCodes = [
  'AuthFailure',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidAccessKeyId',
  'IDPCommunicationError',
  'IDPCommunicationErrorException',
  'IDPRejectedClaim',
  'IDPRejectedClaimException',
  'InvalidClientTokenId',
  'InvalidIdentityToken',
  'InvalidIdentityTokenException',
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
  'AuthorizationErrorException',
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
const passingCodes = [
  'ConcurrentAccessException',
  'ConcurrentModificationException',
  'InternalServiceException',
  'OperationTimeoutException',
  'SchedulerTransitioningException',
  'VersionMismatchException',
];

/** Node's and OpenSSL's codes for a connection that does not come about or breaks. */
const networkCode =
  /^(ECONN[A-Z]+|E(PIPE|TIMEDOUT|NOTFOUND|PROTO|AI_AGAIN|HOSTUNREACH|NETUNREACH|NETDOWN|ADDRNOTAVAIL)|CERT_\w+|UNABLE_TO_\w+|\w*SELF_SIGNED\w*|ERR_(TLS|SSL|PROXY)_\w+)$/;

/** The same in words: of a credential provider whose own request failed, and of the SDK for an error of another realm. */
const networkWords = /\b(ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|TimeoutError)\b/;
const distrustWords = /self-signed certificate|unable to (get local issuer|verify the first) certificate/;

/** What the SDK threw, as an error that names call, target, reason and cure; a bug stays what it is. */
export function asAwsCallError(error: unknown, call: CallInfo, signIn: HowSignedIn): unknown {
  if (!isNativeError(error) || isAwsCallError(error) || isUserError(error)) {
    return error;
  }
  const raised = readError(error);
  const setting = wrongSetting(raised);
  if (setting != null) {
    return setting;
  }
  const kind = kindOf(raised);
  return kind == null ? error : new AwsCallError(messageFor(call, kind, raised), failureOf(call, kind, raised, signIn));
}

function readError(error: Error): Raised {
  const loose = error as Error & {
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string; readonly attempts?: number };
  };
  const status = loose.$metadata?.httpStatusCode;
  // The SDK puts an error of another realm, such as one of Node's inside a test's sandbox, into words.
  const message = error.message.replace(/^AWS SDK error wrapper for \w+: /, '');
  const isWorded = message !== error.message || credentialErrors.includes(error.name);
  return {
    name: error.name,
    message,
    code: typeof loose.code === 'string' ? loose.code : isWorded ? codeInWords(message) : undefined,
    status,
    requestId: loose.$metadata?.requestId,
    attempts: loose.$metadata?.attempts ?? 1,
    answered: status != null,
  };
}

function codeInWords(message: string): string | undefined {
  if (/^(socket hang up|aborted)$/.test(message)) {
    return 'ECONNRESET';
  }
  return networkWords.exec(message)?.[0] ?? (distrustWords.test(message) ? 'SELF_SIGNED_CERT' : undefined);
}

/** What the SDK finds wrong with the settings themselves, before anything is sent. */
function wrongSetting({ name, code, message }: Raised): UserError | undefined {
  if (code === 'ERR_INVALID_URL') {
    // The URL may hold a password.
    const hint = 'write it as https://host:port: --endpoint-url, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_GLUE and its kin';
    return new UserError('GP407', 'an endpoint URL is no URL', hint);
  }
  if (name === 'EndpointError') {
    const hint = 'check AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT, the region and the endpoint URL';
    return new UserError('GP407', `there is no such endpoint: ${redact(message)}`, hint);
  }
  return undefined;
}

function kindOf(raised: Raised): AwsCallKind | undefined {
  const { name, code, message, status = 0 } = raised;
  const ofProvider = credentialErrors.includes(name);
  if ((ofProvider && code != null) || status === proxyWantsPassword) {
    return 'network';
  }
  if (
    ofProvider ||
    credentialCodes.includes(name) ||
    code === 'ENOENT' ||
    code === 'EACCES' ||
    (permissionCodes.includes(name) && wantsMfa.test(message))
  ) {
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

function failureOf(call: CallInfo, kind: AwsCallKind, raised: Raised, signIn: HowSignedIn): AwsCallFailure {
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
    hint: permission?.hint ?? hintFor(kind, raised, signIn),
    attempts: raised.attempts,
  };
}
