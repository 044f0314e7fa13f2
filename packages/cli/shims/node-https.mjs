// Stands in for node-https.js of @smithy/node-http-handler, which imports node:https, and TLS with it, also where the
// endpoint speaks plain http, as the embedded one does. Here it is loaded with the first request that needs it.
const https = () => process.getBuiltinModule('node:https');

/** The options of an agent, and the agent itself as soon as somebody asks it for anything. */
class Agent {
  #options;
  #agent;

  constructor(options) {
    this.#options = options;
  }

  get real() {
    this.#agent ??= new (https().Agent)(this.#options);
    return this.#agent;
  }

  /** An agent that was never asked for anything has nothing open. */
  destroy() {
    this.#agent?.destroy();
  }

  // What the handler looks at.
  get keepAlive() {
    return this.real.keepAlive;
  }

  get keepAliveMsecs() {
    return this.real.keepAliveMsecs;
  }

  get maxSockets() {
    return this.real.maxSockets;
  }

  get sockets() {
    return this.real.sockets;
  }

  get requests() {
    return this.real.requests;
  }
}

function request(options, listener) {
  const { agent } = options;
  return https().request({ ...options, agent: agent instanceof Agent ? agent.real : agent }, listener);
}

export const node_https = { Agent, request };
