import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Moment, Order, Outcome } from './orders.ts';

/** A process of the sweep that says one line of JSON at a time. */
export interface Spoken {
  readonly pid: number;
  /** Its next line; rejects when it ends first. */
  next(): Promise<unknown>;
  say(line: object): void;
  kill(): void;
  /** Resolves when it has ended, with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;
}

/** A deployer that carries out orders. */
export interface Deployer extends Spoken {
  order(order: Order): Promise<Outcome>;
}

const running = new Set<ChildProcess>();

/** Ends what a failed case has left. */
export function endAll(): void {
  for (const child of running) {
    child.kill('SIGKILL');
  }
}

/** Starts a deployer, ready for orders. */
export async function startDeployer(bundle: string): Promise<Deployer> {
  const spoken = await start([join(bundle, 'deployer.mjs')]);
  return {
    ...spoken,
    order: async (order) => {
      spoken.say(order);
      return (await spoken.next()) as Outcome;
    },
  };
}

/** Starts an endpoint that dies at its mutating call number `at`. */
export function startEndpoint(bundle: string, folder: string, at: number, moment: Moment): Promise<Spoken> {
  return start([join(bundle, 'endpoint.mjs'), folder, String(at), moment]);
}

async function start(argv: readonly string[]): Promise<Spoken> {
  const child = spawn(process.execPath, argv, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  running.add(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit').then(([, signal]) => {
    running.delete(child);
    return signal as NodeJS.Signals | null;
  });
  child.stdin.on('error', () => undefined);
  const spoken: Spoken = {
    pid: child.pid!,
    next: async () => {
      const line = await lines.next();
      if (line.done === true) {
        throw new Error('the process ended without a word');
      }
      return JSON.parse(line.value) as unknown;
    },
    say: (line) => child.stdin.write(`${JSON.stringify(line)}\n`),
    kill: () => child.kill('SIGKILL'),
    ended,
  };
  await spoken.next();
  return spoken;
}
