import { GlueClient } from '@aws-sdk/client-glue';

import type { Connection } from '../connection.ts';
import { aroundCall, aroundRequest, guardCall, guardRequest } from './guard.ts';

/** Glue's client of a connection, made when first asked for. Its SDK is the largest, and is loaded with this file. */
export function glueOf(connection: Connection): GlueClient {
  return connection.shared('glue', (config, settings) => {
    const client = new GlueClient(config);
    client.middlewareStack.add(guardCall(settings, 'glue'), aroundCall);
    client.middlewareStack.add(guardRequest(settings, 'glue'), aroundRequest);
    return client;
  });
}
