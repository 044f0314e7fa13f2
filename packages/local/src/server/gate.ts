import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError } from '../errors.ts';

/** Whom the gate lets in. */
export interface Gate {
  readonly accessKeyId: string;
  /** What a Host header may say beside loopback: `name` with our port, or `name:port` in full. */
  readonly hosts: ReadonlySet<string>;
  readonly port: () => number;
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Refuses what a web page or another user of the machine could send: a foreign Host (DNS rebinding) and any Origin.
 * Throws an AwsError with status 403.
 */
export function checkSource(gate: Gate, request: IncomingMessage): void {
  const host = (request.headers.host ?? '').toLowerCase();
  const [, name = '', port] = /^(\[[^\]]+\]|[^:]*)(?::(\d+))?$/.exec(host) ?? [];
  const known = (loopback.has(name) || gate.hosts.has(name)) && Number(port ?? 80) === gate.port();
  if (!known && !(port != null && gate.hosts.has(host))) {
    throw new AwsError('AccessDenied', 'this endpoint does not answer to that Host', 403);
  }
  if (request.headers.origin != null) {
    throw new AwsError('AccessDenied', 'this endpoint does not answer to web pages', 403);
  }
}

/** Refuses a request that does not carry this folder's access key, in a header or a presigned query. */
export function checkKey(gate: Gate, authorization: string | undefined, query: URLSearchParams): void {
  const credential = /Credential=([^/,\s]+)/.exec(authorization ?? '')?.[1];
  // boto3 still presigns the old way, with AWSAccessKeyId.
  const given = credential ?? query.get('X-Amz-Credential')?.split('/')[0] ?? query.get('AWSAccessKeyId');
  // Digests have one length, which timingSafeEqual needs, and hide the key's own.
  if (given == null || !timingSafeEqual(digest(given), digest(gate.accessKeyId))) {
    throw new AwsError('InvalidAccessKeyId', 'the access key is not the one of this endpoint', 403);
  }
}
