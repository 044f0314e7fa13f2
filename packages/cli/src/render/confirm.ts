import type { Io } from '../io.ts';
import { ask } from './ask.ts';

/** Asks a yes-or-no question on the terminal; anything but yes is no, and so is the end of the waiting. */
export async function confirm(io: Io, question: string, cancelled?: Promise<void>): Promise<boolean> {
  return /^y(es)?$/i.test(await ask(io, `${question} [y/N] `, cancelled));
}
