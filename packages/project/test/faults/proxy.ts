import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import type { Clock } from '@gluepipeline/core';

import { type Call, callOf } from './call.ts';
import { type Play, refusal } from './kinds.ts';
import type { Activity } from './time.ts';

/** Says what happens to a request, or nothing where it goes through. */
export type Decide = (call: Call) => Play | undefined;

interface Through {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A proxy in front of an endpoint that plays faults, by operation and occurrence. */
export class FaultProxy implements Activity {
  /** Every request that arrived, in order; those that are sent again among them. */
  readonly calls: Call[] = [];
  /** Asked about each request. */
  decide: Decide = () => undefined;
  /** True where each connection is for one request, so that each request waits for its own. */
  closes = false;
  readonly #clock: Clock;
  readonly #port: number;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  #working = 0;
  #count = 0;

  private constructor(endpoint: string, clock: Clock) {
    this.#port = Number(new URL(endpoint).port);
    this.#clock = clock;
    this.#server = createServer((incoming, outgoing) => {
      this.#answer(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
  }

  /** Listens on the loopback interface, in front of that address. */
  static async open(endpoint: string, clock: Clock): Promise<FaultProxy> {
    const proxy = new FaultProxy(endpoint, clock);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  working(): number {
    return this.#working;
  }

  count(): number {
    return this.#count;
  }

  /** Breaks every connection, also of those whose answer is held back. */
  breakAll(): void {
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    outgoing.on('error', () => undefined);
    outgoing.shouldKeepAlive &&= !this.closes;
    this.#working += 1;
    this.#count += 1;
    let counts = true;
    // Who waits for time to pass is not at work.
    const rest = () => {
      this.#working -= counts ? 1 : 0;
      counts = false;
    };
    const wait = async (seconds: number) => {
      this.#working -= 1;
      await this.#clock.sleep(seconds * 1000);
      this.#working += 1;
    };
    try {
      const body = await buffer(incoming);
      const call = callOf(incoming, body);
      this.calls.push(call);
      const play = this.decide(call);
      const through = () => this.#pass(incoming, body);
      switch (play?.how) {
        case undefined:
          send(outgoing, await through());
          return;
        case 'latency':
          await wait(play.seconds);
          send(outgoing, await through());
          return;
        case 'refuse': {
          const { status, type, body: text, ahead = 0 } = refusal(play.as, call.service);
          const date = new Date(this.#clock.now() + ahead).toUTCString();
          outgoing.writeHead(status, { 'content-type': type, date }).end(text);
          return;
        }
        case 'reset':
          await (play.applied ? through() : undefined);
          incoming.socket.destroy();
          return;
        case 'truncate':
          cut(incoming, outgoing, await through());
          return;
        case 'hang':
          await (play.applied ? through() : undefined);
          rest();
          await new Promise((resolve) => incoming.socket.once('close', resolve));
          return;
        case 'slow body': {
          const { status, headers, body: whole } = await through();
          outgoing.writeHead(status, headers).flushHeaders();
          const half = Math.ceil(whole.length / 2);
          outgoing.write(whole.subarray(0, half));
          if (!play.ends) {
            rest();
            await new Promise((resolve) => incoming.socket.once('close', resolve));
            return;
          }
          await wait(20);
          outgoing.end(whole.subarray(half));
          return;
        }
      }
    } finally {
      rest();
      this.#count += 1;
    }
  }

  async #pass(incoming: IncomingMessage, body: Buffer): Promise<Through> {
    const { method, url, headers } = incoming;
    const host = `127.0.0.1:${String(this.#port)}`;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(
        {
          host: '127.0.0.1',
          port: this.#port,
          agent: this.#agent,
          method,
          path: url,
          headers: { ...without(headers, 'expect', 'transfer-encoding'), host, 'content-length': String(body.length) },
        },
        resolve,
      )
        .on('error', reject)
        .end(body);
    });
    const passed = without(answer.headers, 'connection', 'transfer-encoding');
    return { status: answer.statusCode ?? 502, headers: passed, body: await buffer(answer) };
  }
}

function send(outgoing: ServerResponse, { status, headers, body }: Through): void {
  outgoing.writeHead(status, headers).end(body);
}

/** Half of the body, or of the head where there is no body. */
function cut({ socket }: IncomingMessage, outgoing: ServerResponse, { status, headers, body }: Through): void {
  if (body.length > 1) {
    outgoing.writeHead(status, { ...headers, 'content-length': String(body.length) });
    outgoing.write(body.subarray(0, body.length / 2), () => socket.destroy());
  } else {
    socket.write(`HTTP/1.1 ${String(status)} OK\r\nDate: `, () => socket.destroy());
  }
}

function without(headers: IncomingMessage['headers'], ...names: readonly string[]): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
