import { AwsError, messageOf } from '../errors.ts';
import { eventHandlers } from '../events/handlers.ts';
import { glueOperations } from '../glue/operations.ts';
import type { Context } from '../glue/handler.ts';
import { iamHandlers } from '../iam/handlers.ts';
import { logHandlers } from '../logs/handlers.ts';
import { eventsModel } from '../model/events.ts';
import { iamModel } from '../model/iam.ts';
import { logsModel } from '../model/logs.ts';
import { snsModel } from '../model/sns.ts';
import { taggingModel } from '../model/tagging.ts';
import { queryInput, runQuery } from '../query/service.ts';
import type { QueryService } from '../query/service.ts';
import { checkOwner } from '../s3/request.ts';
import { routeS3 } from '../s3/route.ts';
import { subscriptionHandlers } from '../sns/subscriptions.ts';
import { topicHandlers } from '../sns/topics.ts';
import { runSts } from '../sts/sts.ts';
import { taggingHandlers } from '../tags/get-resources.ts';
import { servedGlueModel } from '../validation/overlay.ts';
import { readBody } from './body.ts';
import type { Call, Service } from './call.ts';
import { jsonOperation, parseInput, runJson } from './json-service.ts';
import type { JsonService } from './json-service.ts';
import type { Limits } from './options.ts';
import { header } from './wire.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/** A call that is understood and not yet made. */
export interface Prepared {
  readonly call: Call;
  run(): Promise<WireResponse>;
}

const jsonServices: Readonly<Record<'events' | 'glue' | 'logs' | 'tagging', JsonService>> = {
  events: { model: eventsModel, handlers: eventHandlers },
  glue: { model: servedGlueModel, handlers: glueOperations },
  logs: { model: logsModel, handlers: logHandlers },
  tagging: { model: taggingModel, handlers: taggingHandlers },
};

const queryServices: Readonly<Record<'iam' | 'sns', QueryService>> = {
  iam: {
    model: iamModel,
    handlers: iamHandlers,
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    invalid: 'ValidationError',
  },
  sns: {
    model: snsModel,
    handlers: { ...topicHandlers, ...subscriptionHandlers },
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    invalid: 'InvalidParameter',
  },
};

/** Reads a request that passed the gate as far as its operation and, for all but S3, its input. */
export async function prepare(
  service: Service,
  request: WireRequest,
  context: Context,
  limits: Limits,
  requestId: string,
): Promise<Prepared> {
  switch (service) {
    case 'events':
    case 'glue':
    case 'logs':
    case 'tagging': {
      const json = jsonServices[service];
      const operation = jsonOperation(json, header(request, 'x-amz-target') ?? '');
      const input = parseInput(await readBody(request.body, limits.json));
      return { call: { service, operation, input }, run: () => runJson(json, operation, input, context) };
    }
    case 'sts': {
      const form = new URLSearchParams((await readBody(request.body, limits.json)).toString());
      const operation = form.get('Action') ?? '';
      return { call: { service, operation }, run: () => Promise.resolve(runSts(form, context, requestId)) };
    }
    case 'iam':
    case 'sns': {
      const query = queryServices[service];
      const form = new URLSearchParams((await readBody(request.body, limits.json)).toString());
      const { operation, input } = queryInput(query, form);
      return { call: { service, operation, input }, run: () => runQuery(query, operation, input, context, requestId) };
    }
    case 's3': {
      const { operation, bucket, key, handler } = routeS3(request);
      const s3 = { wire: request, bucket, key, context, limits };
      return {
        call: { service, operation, input: { Bucket: bucket, Key: key } },
        run: () => {
          checkOwner(s3);
          return handler(s3);
        },
      };
    }
  }
}

/** What a bug looks like to a client: the service's own "internal" code, which clients retry. */
export function asAwsError(service: Service, error: unknown): AwsError {
  if (error instanceof AwsError) {
    return error;
  }
  const code = service === 's3' || service === 'sns' ? 'InternalError' : 'InternalServiceException';
  return new AwsError(code, messageOf(error), 500);
}
