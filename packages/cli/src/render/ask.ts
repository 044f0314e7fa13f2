import type { Io } from '../io.ts';

/**
 * Asks a question on the terminal; the answer without the blanks around it, "" where there is none. `cancelled` ends
 * the waiting.
 */
export async function ask(io: Io, question: string, cancelled?: Promise<void>): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: io.stdin });
  io.stderr(question);
  try {
    const line = lines[Symbol.asyncIterator]().next() as Promise<{ value: string | undefined }>;
    const answer = await (cancelled == null ? line : Promise.race([line, cancelled]));
    return (answer?.value ?? '').trim();
  } finally {
    lines.close();
  }
}
