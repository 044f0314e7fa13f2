import type { Clock, Delays, EngineFactory } from '../glue/handler.ts';
import type { Quirk } from '../quirks.ts';
import type { Call, CallReport, Fault } from './call.ts';

/** How large requests may be, in bytes. */
export interface Limits {
  /** A request of the JSON services. @default 8 MiB */
  readonly json: number;
  /** A document put on S3: settings, lists of keys or parts. @default 8 MiB */
  readonly document: number;
  /** One S3 object or part. @default 5 GiB */
  readonly object: number;
}

/** How to serve; everything may be left out. */
export interface ServeOptions {
  /** Where to keep everything; absent: in memory, gone with the server. */
  readonly folder?: string | undefined;
  /** @default "127.0.0.1" */
  readonly host?: string | undefined;
  /** What a Host header may say beside loopback and `host`: `name` with our port, or `name:port` (a mapped port). */
  readonly allowedHosts?: readonly string[] | undefined;
  /** @default 0, any free port */
  readonly port?: number | undefined;
  /** @default "us-east-1" */
  readonly region?: string | undefined;
  /** @default "000000000000" */
  readonly accountId?: string | undefined;
  readonly quirks?: Iterable<Quirk> | undefined;
  /** The interpreter for scripts. @default "python3" */
  readonly python?: string | undefined;
  readonly clock?: Clock | undefined;
  readonly delays?: Partial<Delays> | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** What runs jobs; `undefined` keeps definitions and runs nothing. @default the script runner */
  readonly engine?: EngineFactory | undefined;
  /** Told of every call after its answer; must not throw. */
  readonly onRequest?: ((report: CallReport) => void) | undefined;
  /** Asked before every call; gives the failure to play, or nothing. */
  readonly fault?: ((call: Call) => Fault | undefined) | undefined;
}

/** @default for `ServeOptions.delays` */
export const defaultDelays: Delays = {
  transition: 5,
  deletion: 20,
  workflowEdit: 5,
  crawl: 20,
  crawlEnd: 5,
  tagIndex: 1500,
};

/** @default for `ServeOptions.limits` */
export const defaultLimits: Limits = {
  json: 8 * 1024 * 1024,
  document: 8 * 1024 * 1024,
  object: 5 * 1024 * 1024 * 1024,
};
