import type { RunPrices } from '@gluepipeline/core';

import type { ConfigFile, Place } from '../config-file.ts';
import type { Session } from '../session.ts';
import { priceTable } from './price-table.ts';

/** By which prices the runs of a session are paid; nothing on the embedded endpoint, where they cost nothing. */
export function runPrices(
  { kind, target }: Pick<Session, 'kind' | 'target'>,
  file: Pick<ConfigFile, 'folder'>,
  place: Place,
): RunPrices | undefined {
  return kind === 'aws' ? { region: target.region, prices: priceTable(file, { place }) } : undefined;
}
