import { afterEach } from '@jest/globals';
import { type CallReport, type LocalServer, serve, type ServeOptions } from '@gluepipeline/local';

import { type Aws, type AwsCall, connect, Connection, type ConnectionOptions } from '../../src/index.ts';

/** An embedded endpoint, and this package connected to it. */
export interface Endpoint {
  readonly server: LocalServer;
  readonly aws: Aws;
  /** Every request that arrived, since the last `clear`. */
  readonly requests: CallReport[];
  /** What the observer was told. */
  readonly calls: AwsCall[];
  /** The operations that arrived, in order. */
  readonly operations: () => string[];
  /** How many of each arrived. */
  readonly counts: () => Record<string, number>;
  readonly clear: () => void;
  readonly connection: (options?: ConnectionOptions) => Connection;
  readonly connect: (options?: ConnectionOptions) => Aws;
}

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** Starts an endpoint in memory, closed after the test; it runs scripts only when asked to. */
export async function endpoint(options: ServeOptions = {}, runs: 'scripts' | 'nothing' = 'nothing'): Promise<Endpoint> {
  const requests: CallReport[] = [];
  const calls: AwsCall[] = [];
  const server = await serve({
    ...(runs === 'nothing' ? { engine: undefined } : {}),
    ...options,
    onRequest: (report) => requests.push(report),
  });
  const base: ConnectionOptions = {
    region: server.region,
    endpointUrl: server.url,
    credentials: { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey },
    env: {},
    onCall: (call) => calls.push(call),
  };
  const connections: { close(): void }[] = [];
  const keep = <T extends { close(): void }>(each: T): T => {
    connections.push(each);
    return each;
  };
  open.push({
    close: async () => {
      for (const connection of connections) {
        connection.close();
      }
      await server.stop();
    },
  });
  return {
    server,
    aws: keep(connect(base)),
    requests,
    calls,
    operations: () => requests.map(({ operation }) => operation),
    counts: () => {
      const counts: Record<string, number> = {};
      for (const { operation } of requests) {
        counts[operation] = (counts[operation] ?? 0) + 1;
      }
      return counts;
    },
    clear: () => {
      requests.length = 0;
      calls.length = 0;
    },
    connection: (more = {}) => keep(new Connection({ ...base, ...more })),
    connect: (more = {}) => keep(connect({ ...base, ...more })),
  };
}
