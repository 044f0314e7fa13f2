import type { JsonObject } from '../json.ts';

/** The services that one endpoint serves. */
export type Service = 'glue' | 's3' | 'sts' | 'tagging' | 'events' | 'logs' | 'sns' | 'iam';

/** One call before it is handled; `input` is there for all services but STS. */
export interface Call {
  readonly service: Service;
  readonly operation: string;
  readonly input?: JsonObject;
}

/** One call after its answer is on the way. */
export interface CallReport extends Call {
  readonly status: number;
  readonly requestId: string;
  readonly ms: number;
  /** The AWS error code, when it was refused. */
  readonly code?: string;
  /** What broke, when it was our own fault (status 500). */
  readonly error?: unknown;
}

/**
 * A failure to play instead of, or after, the real thing: an AWS error, or a connection that breaks before the
 * operation is done or after it (the answer is lost).
 */
export type Fault =
  { readonly code: string; readonly message?: string; readonly status?: number } | 'reset-before' | 'reset-after';
