import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Refused } from './host.ts';

/**
 * file: addresses without a space or quote, at which pyspark cuts its arguments. Spark cuts its list at commas, also at
 * those that are encoded, so a jar beside one is refused.
 */
export function jarAddresses(
  jars: readonly string[],
): { readonly kind: 'ready'; readonly addresses: readonly string[] } | Refused {
  const odd = jars.find((jar) => jar.includes(','));
  return odd == null
    ? { kind: 'ready', addresses: jars.map((jar) => pathToFileURL(jar).href.replaceAll("'", '%27')) }
    : { kind: 'refused', reason: `Spark takes no jar from a folder with a comma in its name: ${path.dirname(odd)}` };
}
