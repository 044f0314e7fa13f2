import type { Io } from '../io.ts';

/** Asks a question on the terminal; the answer without the blanks around it, "" where there is none. */
export async function ask(io: Io, question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: io.stdin });
  io.stderr(question);
  try {
    const { value } = (await lines[Symbol.asyncIterator]().next()) as { value: string | undefined };
    return (value ?? '').trim();
  } finally {
    lines.close();
  }
}
