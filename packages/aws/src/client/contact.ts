import { isNativeError } from 'node:util/types';

import { proxyRefused } from './proxy-refusal.ts';

/** How long a first contact is tried before it counts as hopeless, in milliseconds. */
const patience = 2_000;

/**
 * Whether AWS has ever answered on this connection. The SDK's ten tries carry a deployment over a break of the network,
 * but whoever has no network at all, or a wrong endpoint, should hear so at once.
 */
export class Contact {
  #made = false;
  #tryingSince: number | undefined;

  /** Notes an answer. */
  made(): void {
    this.#made = true;
  }

  /** True when nothing has ever answered and it has been tried for some time. */
  isHopeless(now: number): boolean {
    this.#tryingSince ??= now;
    return !this.#made && now - this.#tryingSince > patience;
  }
}

/** True where no connection came about, so that the request surely did not arrive. */
export function isUnreachable(error: unknown): boolean {
  const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', proxyRefused];
  return isNativeError(error) && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
