import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent, type ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

import type { NodeHttpHandlerOptions } from '@smithy/node-http-handler';

/** What is asked for the request at hand when it is about to be written. */
const asking = new AsyncLocalStorage<() => void>();

/** As many connections, kept as long, as the SDK keeps by itself. */
export const pool = { keepAlive: true, maxSockets: 50 };

/** Does something of which a request is sent; `ask` is asked once more at the last moment, and what it throws ends it. */
export function askingLast<T>(ask: () => void, send: () => Promise<T>): Promise<T> {
  return asking.run(ask, send);
}

/** What an agent is, as Node's own requests use it. Not in the documentation, but what every agent there is goes by. */
interface TakesRequests {
  addRequest(request: ClientRequest, ...rest: readonly unknown[]): void;
}

/**
 * Makes an agent ask (see `askingLast`) when a request has its connection, just before it is written. Between the SDK's
 * last word and that moment a request may wait long, for one of the connections or for a new one to come about, and a
 * process that is stopped meanwhile would send it when it wakes.
 */
export function askingAgent<T extends Agent>(agent: T): T {
  const takes = agent as T & TakesRequests;
  const add = takes.addRequest.bind(agent);
  takes.addRequest = (request, ...rest) => {
    const ask = asking.getStore();
    if (ask != null) {
      request.prependOnceListener('socket', (socket) => {
        askWhenReady(request, socket, ask);
      });
    }
    add(request, ...rest);
  };
  return agent;
}

/** An agent for connections without a proxy; what TLS needs is loaded with the first request by https. */
export async function plainAgent(
  protocol: string,
  ca: string | undefined,
): Promise<Pick<NodeHttpHandlerOptions, 'httpAgent' | 'httpsAgent'>> {
  if (protocol !== 'https:') {
    return { httpAgent: askingAgent(new Agent(pool)) };
  }
  const { Agent: SecureAgent } = await import('node:https');
  return { httpsAgent: askingAgent(new SecureAgent({ ...pool, ...(ca == null ? {} : { ca }) })) };
}

function askWhenReady(request: ClientRequest, socket: Socket & { secureConnecting?: boolean }, ask: () => void): void {
  const askNow = () => {
    try {
      ask();
    } catch (error) {
      request.destroy(error as Error);
    }
  };
  if (!socket.connecting && socket.secureConnecting !== true) {
    askNow();
    return;
  }
  // Else Node would write on its own as soon as it can.
  socket.cork();
  socket.once('secureConnecting' in socket ? 'secureConnect' : 'connect', () => {
    askNow();
    socket.uncork();
  });
}
