import { AwsError, messageOf } from '../errors.ts';
import { glueOperations } from '../glue/operations.ts';
import type { Context } from '../glue/handler.ts';
import { taggingModel } from '../model/tagging.ts';
import { checkOwner } from '../s3/request.ts';
import { routeS3 } from '../s3/route.ts';
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

const jsonServices: Readonly<Record<'glue' | 'tagging', JsonService>> = {
  glue: { model: servedGlueModel, handlers: glueOperations },
  tagging: { model: taggingModel, handlers: taggingHandlers },
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
    case 'glue':
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
  const code = service === 's3' ? 'InternalError' : 'InternalServiceException';
  return new AwsError(code, messageOf(error), 500);
}
