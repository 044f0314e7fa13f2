import { AwsError } from '../errors.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import type { Json, JsonObject } from '../json.ts';
import type { WireResponse } from '../server/wire.ts';
import type { ServiceModel } from '../validation/shape.ts';
import { validateInput } from '../validation/validate.ts';
import { xml } from '../xml.ts';
import { readForm } from './form.ts';

/** A service that speaks AWS's query protocol: a form comes in, XML goes out. */
export interface QueryService {
  readonly model: ServiceModel;
  readonly handlers: HandlerTable;
  readonly namespace: string;
  /** What it calls a broken constraint of its model. */
  readonly invalid: string;
}

/** The input of a form's operation; one that is not served is refused. */
export function queryInput(service: QueryService, form: URLSearchParams): { operation: string; input: JsonObject } {
  const operation = form.get('Action') ?? '';
  if (!Object.hasOwn(service.handlers, operation)) {
    throw new AwsError('InvalidAction', `${operation} is not served by the embedded endpoint`);
  }
  return { operation, input: readForm(service.model, operation, form) };
}

/** Validates, runs, and gives the answer. */
export async function runQuery(
  service: QueryService,
  operation: string,
  input: JsonObject,
  context: Context,
  requestId: string,
): Promise<WireResponse> {
  const output = await service.handlers[operation]?.(checked(service, operation, input), context);
  const body = xml(`${operation}Response`, {
    '@xmlns': service.namespace,
    [`${operation}Result`]: output ?? {},
    ResponseMetadata: { RequestId: requestId },
  });
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}

function checked(service: QueryService, operation: string, input: JsonObject): JsonObject {
  try {
    return validateInput(service.model, operation, input);
  } catch (error) {
    throw error instanceof AwsError ? new AwsError(service.invalid, error.message, error.status) : error;
  }
}

/** A list as the query protocol writes it. */
export const members = (items: readonly Json[]): JsonObject => ({ member: items });

/** A map as the query protocol writes it. */
export const entries = (map: Readonly<Record<string, string>>): JsonObject => ({
  entry: Object.entries(map).map(([key, value]) => ({ key, value })),
});
