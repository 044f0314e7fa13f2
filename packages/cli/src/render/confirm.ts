import type { Io } from '../io.ts';

/** Asks a yes-or-no question on the terminal; anything but yes is no. */
export async function confirm(io: Io, question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: io.stdin });
  io.stderr(`${question} [y/N] `);
  try {
    const { value } = (await lines[Symbol.asyncIterator]().next()) as { value: string | undefined };
    return /^y(es)?$/i.test((value ?? '').trim());
  } finally {
    lines.close();
  }
}
