import { appendFile, stat } from 'node:fs/promises';
import { StampWriter } from './stamps.ts';

/** Lines of our own in a log, before its script starts. */
export interface Annotations {
  /** Puts a line there, in its turn; where the disk refuses, it is lost. */
  readonly say: (line: string) => void;
  /** Resolves when all of them are there. */
  readonly written: () => Promise<void>;
}

/** Writes into that log, stamped with that time. */
export function annotate(log: string, now: () => number): Annotations {
  let last = Promise.resolve();
  const put = async (line: string): Promise<void> => {
    const stamps = await StampWriter.open(log, now);
    await stamps.note((await stat(log)).size);
    await stamps.close();
    await appendFile(log, `gluepipeline: ${line}\n`);
  };
  return {
    say: (line) => void (last = last.then(() => put(line)).catch(() => undefined)),
    written: () => last,
  };
}
