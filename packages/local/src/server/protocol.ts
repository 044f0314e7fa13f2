import { AwsError } from '../errors.ts';
import type { Service } from './call.ts';
import { header } from './wire.ts';
import type { WireRequest, WireResponse } from './wire.ts';
import { xml } from '../xml.ts';

const targets: Readonly<Record<string, Service>> = {
  AWSEvents: 'events',
  AWSGlue: 'glue',
  Logs_20140328: 'logs',
  ResourceGroupsTaggingAPI_20170126: 'tagging',
};

/** Services that post a form; which of them is meant only the signature tells. */
const forms: Readonly<Record<string, Service>> = { iam: 'iam', sns: 'sns', sts: 'sts' };

/** Which service a request is for: JSON services say so in X-Amz-Target, SNS, IAM and STS post forms, S3 is the rest. */
export function serviceOf(request: Pick<WireRequest, 'method' | 'headers'>): Service {
  const target = header(request, 'x-amz-target');
  if (target != null) {
    const service = targets[target.split('.')[0] ?? ''];
    if (service == null) {
      throw new AwsError('UnknownOperationException', `${target} is not served here`);
    }
    return service;
  }
  const form = header(request, 'content-type')?.startsWith('application/x-www-form-urlencoded') === true;
  const signedFor = /Credential=[^/]+\/\d+\/[^/]+\/(\w+)\//.exec(header(request, 'authorization') ?? '')?.[1];
  return request.method === 'POST' && form ? (forms[signedFor ?? ''] ?? 'sts') : 's3';
}

/** The error as the service's clients expect it. */
export function errorResponse(service: Service, error: AwsError, requestId: string): WireResponse {
  const { code, message, status } = error;
  if (service === 's3') {
    const body = xml('Error', { Code: code, Message: message, RequestId: requestId });
    return { status, headers: { 'content-type': 'application/xml' }, body };
  }
  if (service === 'sts' || service === 'sns' || service === 'iam') {
    const body = xml('ErrorResponse', {
      Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
      RequestId: requestId,
    });
    return { status, headers: { 'content-type': 'text/xml' }, body };
  }
  const body = JSON.stringify({ __type: code, message });
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body };
}
