import type { Clock } from '@gluepipeline/core';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';

import { namesProxy, proxyFor } from './proxy.ts';
import { plainAgent } from './sending.ts';
import { endStalled } from './stalled.ts';
import { type Env, readCaBundle } from './surroundings.ts';

type Request = Parameters<NodeHttpHandler['handle']>[0];
type Options = Parameters<NodeHttpHandler['handle']>[1];
type Response = ReturnType<NodeHttpHandler['handle']>;

/** How long an answer may take to begin, and then how long nothing more of it may come, in milliseconds. */
const answerPatience = 60_000;

/** How long a connection may take to come about, and how long an answer, in milliseconds. */
const patience: NodeHttpHandlerOptions = {
  connectionTimeout: 10_000,
  requestTimeout: answerPatience,
  throwOnRequestTimeout: true,
};

/** What the way to AWS depends on. */
export interface Surroundings {
  readonly env: Env;
  readonly profile: string | undefined;
  /** True where AWS's settings do not count: the endpoint is on this machine. */
  readonly standalone: boolean;
  /** By which a stalled answer is given up. */
  readonly clock: Clock;
}

/**
 * Carries requests as AWS's own tools do: through the proxies of the environment, and trusting AWS_CA_BUNDLE or the
 * profile's ca_bundle. The SDK reads none of these by itself (AWS SDK for JavaScript developer guide, "Configure
 * proxies"). What speaks to a proxy is loaded with the first request that goes through one. Shared by all clients of a
 * connection, those that sign in among them.
 */
export class Transport {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #surroundings: Surroundings;
  readonly #open: NodeHttpHandler[] = [];
  readonly #ways = new Map<string, Promise<NodeHttpHandler>>();
  #ca: Promise<string | undefined> | undefined;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** True where requests may go through a proxy, so that a failure may be the proxy's. */
  get mayUseProxy(): boolean {
    return !this.#surroundings.standalone && namesProxy(this.#surroundings.env);
  }

  async handle(request: Request, options?: Options): Response {
    const answer = await (await this.#wayTo(request)).handle(request, options);
    endStalled(answer.response.body, this.#surroundings.clock, answerPatience);
    return answer;
  }

  destroy(): void {
    for (const handler of this.#open) {
      handler.destroy();
    }
  }

  /** The SDK asks this of every handler; what it would change is decided here. */
  updateHttpClientConfig(): void {
    return undefined;
  }

  httpHandlerConfigs(): NodeHttpHandlerOptions {
    return patience;
  }

  #wayTo(request: Request): Promise<NodeHttpHandler> {
    const { env, standalone } = this.#surroundings;
    const proxy = standalone ? undefined : proxyFor(env, request);
    const name = `${proxy?.variable ?? ''} ${request.protocol}`;
    const known = this.#ways.get(name);
    if (known != null) {
      return known;
    }
    const made = this.#certificates().then(async (ca) => {
      const agents =
        proxy == null
          ? await plainAgent(request.protocol, ca)
          : (await import('./proxy-agents.ts')).agentsFor(proxy, ca);
      const handler = new NodeHttpHandler({ ...patience, ...agents });
      this.#open.push(handler);
      return handler;
    });
    this.#ways.set(name, made);
    return made;
  }

  #certificates(): Promise<string | undefined> {
    const { env, profile, standalone } = this.#surroundings;
    return (this.#ca ??= standalone ? Promise.resolve(undefined) : readCaBundle(env, profile));
  }
}
