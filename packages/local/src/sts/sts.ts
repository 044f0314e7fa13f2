import { AwsError } from '../errors.ts';
import type { Context } from '../glue/handler.ts';
import type { WireResponse } from '../server/wire.ts';
import { xml } from '../xml.ts';

/** Answers STS' query protocol: who the caller is, always the one local user. */
export function runSts(form: URLSearchParams, context: Context, requestId: string): WireResponse {
  const action = form.get('Action') ?? '';
  if (action !== 'GetCallerIdentity') {
    throw new AwsError('InvalidAction', `${action} is not served by the embedded endpoint`);
  }
  const body = xml('GetCallerIdentityResponse', {
    '@xmlns': 'https://sts.amazonaws.com/doc/2011-06-15/',
    GetCallerIdentityResult: {
      Arn: `arn:aws:iam::${context.account}:user/local`,
      UserId: 'AIDALOCAL',
      Account: context.account,
    },
    ResponseMetadata: { RequestId: requestId },
  });
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}
