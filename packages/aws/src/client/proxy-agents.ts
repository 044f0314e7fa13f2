import type { ClientRequest } from 'node:http';

import type { NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';

import type { Proxy } from './proxy.ts';
import { ProxyRefusal } from './proxy-refusal.ts';
import { askingAgent, pool } from './sending.ts';

/**
 * Agents that go through a proxy: https by a tunnel, http by asking the proxy for the whole URL. User and password go
 * along as a header: the address of the proxy is what DEBUG=https-proxy-agent prints.
 */
export function agentsFor(
  { url, authorization }: Proxy,
  ca: string | undefined,
): Pick<NodeHttpHandlerOptions, 'httpAgent' | 'httpsAgent'> {
  const headers: Record<string, string> = authorization == null ? {} : { 'Proxy-Authorization': authorization };
  const trust = ca == null ? {} : { ca };
  const httpAgent = new HttpProxyAgent(url, { ...pool, ...trust, headers });
  const httpsAgent = new HttpsProxyAgent(url, { ...pool, ...trust, headers });
  // What the constructor is given is for the connection to the proxy; this is for the one inside the tunnel.
  Object.assign(httpsAgent.options, trust);
  // Without this the page with which a proxy refuses a tunnel would pass for an answer of AWS.
  httpsAgent.on('proxyConnect', ({ statusCode }: { statusCode: number }, request: ClientRequest) => {
    if (statusCode !== 200) {
      request.destroy(new ProxyRefusal(statusCode));
    }
  });
  return { httpAgent: askingAgent(httpAgent), httpsAgent: askingAgent(httpsAgent) };
}
