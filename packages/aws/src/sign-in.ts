import { readAccount } from './account.ts';
import type { Aws } from './connect.ts';
import { Connection, type ConnectionOptions } from './connection.ts';

/**
 * Connects as `connect` does and asks at once whose credentials these are; an AwsCallError or UserError where that fails.
 * The adapters and the SDK of Glue are loaded when STS has answered: the first request does not wait for them, and a
 * sign-in that fails does without.
 */
export async function signIn(options: ConnectionOptions = {}): Promise<Aws> {
  const connection = new Connection(options);
  try {
    const account = await readAccount(connection);
    const { over } = await import('./connect.ts');
    return over(connection, Promise.resolve(account));
  } catch (error) {
    connection.close();
    throw error;
  }
}
