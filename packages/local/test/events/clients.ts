import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { SNSClient } from '@aws-sdk/client-sns';
import { afterEach } from '@jest/globals';

import type { ServeOptions } from '../../src/index.ts';
import { type Clients, endpoint } from '../endpoint.ts';

const open: { destroy(): void }[] = [];

afterEach(() => {
  open.splice(0).forEach((client) => client.destroy());
});

export interface EventClients extends Clients {
  readonly events: EventBridgeClient;
  readonly sns: SNSClient;
  readonly iam: IAMClient;
}

/** An endpoint with clients for EventBridge, SNS and IAM as well. */
export async function eventEndpoint(options: ServeOptions = {}): Promise<EventClients> {
  const clients = await endpoint(options);
  const { url, region, accessKeyId, secretAccessKey } = clients.server;
  const config = { endpoint: url, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
  const more = { events: new EventBridgeClient(config), sns: new SNSClient(config), iam: new IAMClient(config) };
  open.push(...Object.values(more));
  return { ...clients, ...more };
}
