import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Node's own channel of requests that begin (https://nodejs.org/api/diagnostics_channel.html#http). */
const channel = 'http.client.request.start';

/**
 * Does some work once, as soon as the next HTTP request of this process has been sent whole: while its answer is on the
 * way nothing else is to be done. What it returns calls that off.
 */
export function afterSending(work: () => void): () => void {
  const callOff = () => {
    unsubscribe(channel, begun);
  };
  const begun = (message: unknown) => {
    callOff();
    (message as { readonly request: ClientRequest }).request.once('finish', work);
  };
  subscribe(channel, begun);
  return callOff;
}
