import type { Clock } from '@gluepipeline/core';

/** The body of an answer on its way, as Node has it. */
interface Body {
  readonly socket: { readonly bytesRead: number };
  destroy(error: Error): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/**
 * Ends a body of which nothing more comes for that many milliseconds: the SDK's own time limit is over with the head of
 * an answer, and so it would wait for ever. The error is one that the SDK repeats the request after.
 */
export function endStalled(body: unknown, clock: Clock, milliseconds: number): void {
  if (!isBody(body)) {
    return;
  }
  const { socket } = body;
  let seen = socket.bytesRead;
  const stop = clock.every(milliseconds, () => {
    if (socket.bytesRead === seen) {
      const error = new Error(`the answer broke off: nothing came for ${milliseconds / 1000} seconds`);
      body.destroy(Object.assign(error, { name: 'TimeoutError', code: 'ETIMEDOUT' }));
    }
    seen = socket.bytesRead;
  });
  body.once('close', stop);
}

function isBody(body: unknown): body is Body {
  return typeof body === 'object' && body != null && 'socket' in body && 'destroy' in body;
}
