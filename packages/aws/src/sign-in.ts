import { readAccount } from './account.ts';
import { afterSending } from './client/after-sending.ts';
import type { Aws } from './connect.ts';
import { Connection, type ConnectionOptions } from './connection.ts';

/** What will be needed once somebody is signed in. */
export interface Ahead {
  /** The services that will be asked, beside Glue. */
  readonly services?: readonly ('iam' | 'logs' | 's3' | 'tagging')[];
  /** Asks, meanwhile, what does not depend on whose credentials these are; the answer is the asker's to keep. */
  readonly ask?: ((aws: Aws) => void) | undefined;
  /** Loads whatever else will be needed. */
  readonly load?: (() => Promise<unknown>) | undefined;
}

/**
 * Connects as `connect` does and asks at once whose credentials these are; an AwsCallError or UserError where that fails.
 * The adapters, the SDK of Glue and what stands in `ahead` are loaded while the answer is on its way: neither the first
 * request waits for them nor the second.
 */
export async function signIn(options: ConnectionOptions = {}, ahead: Ahead = {}): Promise<Aws> {
  const connection = new Connection(options);
  // What cannot be loaded fails where it is needed, once more.
  const callOff = afterSending(() => void loadAhead(connection, ahead).catch(() => undefined));
  try {
    const account = await readAccount(connection);
    const { over } = await import('./connect.ts');
    return over(connection, Promise.resolve(account));
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    callOff();
  }
}

async function loadAhead(connection: Connection, { services = [], ask, load }: Ahead): Promise<void> {
  const { over } = await import('./connect.ts');
  const aws = over(connection);
  // Making the client of Glue takes time as well.
  aws.runs();
  ask?.(aws);
  for (const service of services) {
    await connection[service]();
  }
  await load?.();
}
