import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../errors.ts';
import type { Context } from '../glue/handler.ts';
import type { Call, CallReport, Service } from './call.ts';
import { asAwsError, prepare } from './dispatch.ts';
import type { Prepared } from './dispatch.ts';
import { healthPath, healthProof } from './find.ts';
import { internalPrefix, internalRoute } from '../runs/routes.ts';
import { checkKey, checkSource } from './gate.ts';
import type { Gate } from './gate.ts';
import type { Limits, ServeOptions } from './options.ts';
import { errorResponse, serviceOf } from './protocol.ts';
import { header } from './wire.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/** What a listener needs to know. */
export interface Listening {
  readonly gate: Gate;
  readonly secret: string;
  readonly context: Context;
  readonly limits: Limits;
  readonly options: Pick<ServeOptions, 'onRequest' | 'fault'>;
}

/** The answer's connection is to break instead. */
const broken = Symbol('broken');

/** Answers every request; never throws. */
export async function answer(listening: Listening, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const started = performance.now();
  let service: Service = 's3';
  let call: Call = { service, operation: 'Unknown' };
  const report = (status: number, rest: Pick<CallReport, 'code' | 'error'> = {}): void => {
    listening.options.onRequest?.({ ...call, ...rest, status, requestId, ms: performance.now() - started });
  };
  try {
    checkSource(listening.gate, incoming);
    const request = toWire(incoming);
    if (request.path === healthPath) {
      const body = healthProof(listening.secret, request.query.get('nonce') ?? '');
      await send(listening, incoming, outgoing, requestId, { status: 200, body });
      return;
    }
    service = serviceOf(request);
    call = { service, operation: 'Unknown' };
    checkKey(listening.gate, header(request, 'authorization'), request.query);
    if (request.path.startsWith(internalPrefix)) {
      await send(listening, incoming, outgoing, requestId, await internalRoute(request, listening.context));
      return;
    }
    const prepared = await prepare(service, request, listening.context, listening.limits, requestId);
    call = prepared.call;
    const response = await play(listening, prepared);
    if (response === broken) {
      report(0, { code: 'ConnectionReset' });
      incoming.socket.destroy();
      return;
    }
    report(response.status);
    // A reader that hangs up half-way is no failure of the call, which is reported already.
    await send(listening, incoming, outgoing, requestId, response).catch(() => void incoming.socket.destroy());
  } catch (thrown) {
    const error = asAwsError(service, thrown);
    report(error.status, { code: error.code, ...(error !== thrown && { error: thrown }) });
    // The client may be gone: then there is nobody left to tell.
    await send(listening, incoming, outgoing, requestId, errorResponse(service, error, requestId)).catch(
      () => undefined,
    );
  }
}

async function play(listening: Listening, prepared: Prepared): Promise<WireResponse | typeof broken> {
  const fault = listening.options.fault?.(prepared.call);
  if (fault === 'reset-before') {
    return broken;
  }
  if (fault != null && fault !== 'reset-after') {
    throw new AwsError(fault.code, fault.message ?? `played fault ${fault.code}`, fault.status ?? 400);
  }
  listening.context.engine?.due?.();
  const response = await prepared.run();
  // Nothing is told as done before it is on disk.
  await listening.context.store.settled();
  return fault == null ? response : broken;
}

function toWire(incoming: IncomingMessage): WireRequest {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
    headers: incoming.headers,
    body: incoming,
  };
}

async function send(
  listening: Listening,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  requestId: string,
  response: WireResponse,
): Promise<void> {
  const { status, headers = {}, body } = response;
  // A lock's age is judged by this date, so it follows the endpoint's clock.
  const date = new Date(listening.context.clock.now()).toUTCString();
  const length = typeof body === 'string' ? Buffer.byteLength(body) : undefined;
  outgoing.writeHead(status, {
    date,
    'x-amzn-requestid': requestId,
    'x-amz-request-id': requestId,
    ...(body == null && status !== 204 && status !== 304 && { 'content-length': '0' }),
    ...(length != null && { 'content-length': String(length) }),
    // What the client still sends of a refused request is read and dropped; then the connection ends.
    ...(!incoming.complete && { connection: 'close' }),
    ...headers,
  });
  if (!incoming.complete) {
    incoming.resume();
  }
  if (body == null || typeof body === 'string') {
    outgoing.end(body);
    return;
  }
  await pipeline(body, outgoing);
}
