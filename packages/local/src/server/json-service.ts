import { AwsError } from '../errors.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { ServiceModel } from '../validation/shape.ts';
import { validateInput } from '../validation/validate.ts';
import type { WireResponse } from './wire.ts';

/** A service that speaks AWS JSON 1.1. */
export interface JsonService {
  readonly model: ServiceModel;
  readonly handlers: HandlerTable;
}

/** The operation of `Prefix.Operation`, if it is served. */
export function jsonOperation(service: JsonService, target: string): string {
  const name = target.slice(target.indexOf('.') + 1);
  if (!Object.hasOwn(service.handlers, name) || !Object.hasOwn(service.model.operations, name)) {
    throw new AwsError('UnknownOperationException', `${name} is not served by the embedded endpoint`);
  }
  return name;
}

/** The request body as an object. */
export function parseInput(body: Buffer): JsonObject {
  try {
    const value: unknown = body.length === 0 ? {} : JSON.parse(body.toString());
    if (isObject(value)) {
      return value;
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new AwsError('SerializationException', 'the request is not a JSON object');
}

/** Validates, runs, and gives the answer. */
export async function runJson(
  service: JsonService,
  operation: string,
  input: JsonObject,
  context: Context,
): Promise<WireResponse> {
  const valid = validateInput(service.model, operation, input);
  const output = await service.handlers[operation]?.(valid, context);
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(output ?? {}) };
}
