import { hasAwsCode } from '../client/errors.ts';
import { chunks, inFlight } from '../client/in-flight.ts';

/**
 * Reads many things by name, `size` a call. How many names a call takes is documented for workflows alone, so a call
 * that is refused is sent again in halves (docs/aws-facts.md#lists-and-batches).
 */
export async function readBatch<T>(
  names: readonly string[],
  size: number,
  read: (names: string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const found = await inFlight(chunks([...new Set(names)], size), (piece) => readHalving(piece, read));
  return found.flat();
}

async function readHalving<T>(
  names: string[],
  read: (names: string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await read(names);
  } catch (error) {
    if (names.length < 2 || !hasAwsCode(error, 'InvalidInputException', 'ValidationException')) {
      throw error;
    }
    const half = Math.ceil(names.length / 2);
    const first = await readHalving(names.slice(0, half), read);
    return [...first, ...(await readHalving(names.slice(half), read))];
  }
}
