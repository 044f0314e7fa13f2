import { ClientRequest } from 'node:http';

/** What Node calls when a request is given its connection, which may still be coming about: nothing is written before. */
const proto = ClientRequest.prototype as ClientRequest & Record<'onSocket', Taking>;
type Taking = (this: ClientRequest, ...args: readonly unknown[]) => void;
const own = Reflect.get(proto, 'onSocket');

/**
 * Counts the requests that may change something, from the first that is about the lock on; the process stops itself at
 * number `stopAt` of those after it. Only from inside can a process be stopped so exactly; it is SIGSTOP all the same.
 */
export function countSent(stopAt: number | undefined): () => number {
  let sent: number | undefined;
  proto.onSocket = function (this: ClientRequest, ...args) {
    if (sent == null) {
      sent = this.method === 'PUT' && this.path.includes('lock.json') ? 0 : undefined;
    } else if (mayChange(this)) {
      sent += 1;
      if (sent === stopAt) {
        process.kill(process.pid, 'SIGSTOP');
      }
    }
    own.apply(this, args);
  };
  return () => sent ?? 0;
}

/** The services that are asked by forms do not show in the head what they are asked: all of theirs count. */
function mayChange(request: ClientRequest): boolean {
  const operation =
    String(request.getHeader('x-amz-target') ?? '')
      .split('.')
      .at(-1) ?? '';
  return (
    request.method !== 'GET' && request.method !== 'HEAD' && !/^(Get|List|BatchGet|Describe|Search)/.test(operation)
  );
}
