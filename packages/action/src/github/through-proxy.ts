import { EnvHttpProxyAgent, fetch } from 'undici';

/** The proxies of an environment; "" for none. */
export interface Proxies {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/** A fetch that goes through the proxies, where they do not say no. */
export function proxiedFetch(proxies: Proxies): typeof globalThis.fetch {
  const dispatcher = new EnvHttpProxyAgent(proxies);
  // The types of this fetch and of Node's are made from one source, and are two nevertheless.
  const through = fetch as unknown as (url: unknown, init: object) => ReturnType<typeof globalThis.fetch>;
  return (url, init) => through(url, { ...init, dispatcher });
}
