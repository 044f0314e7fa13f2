import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { builtInPrices, type PriceTable, pricesOver, readPrices, UserError } from '@gluepipeline/core';

import { type ConfigFile, type Place, whyUnread } from '../config-file.ts';
import { localFolder } from '../gitignore.ts';

/** Which file of prices is stronger than those that are known. */
export interface PricesChoice {
  readonly place: Place;
  /** `--prices`; else GLUEPIPELINE_PRICES. */
  readonly prices?: string | undefined;
}

/** Where `cost refresh` keeps what it was told: beside the config, with what else need not be in git. */
export function refreshedPath(file: Pick<ConfigFile, 'folder'>): string {
  return join(file.folder, localFolder, 'prices.json');
}

/** The prices that count: of the file that was named, over those of the last `cost refresh`, over the built-in ones. */
export function priceTable(file: Pick<ConfigFile, 'folder'>, { place, prices }: PricesChoice): PriceTable {
  const refreshed = refreshedPath(file);
  const fromEnv = place.env.GLUEPIPELINE_PRICES;
  const named = prices ?? (fromEnv === '' ? undefined : fromEnv);
  const known = existsSync(refreshed) ? pricesOver(pricesIn(refreshed, place), builtInPrices) : builtInPrices;
  return named == null ? known : pricesOver(pricesIn(resolve(place.cwd, named), place), known);
}

/** A file of prices, read. */
export function pricesIn(path: string, { cwd }: Place): PriceTable {
  const shown = relative(cwd, path);
  try {
    return readPrices(readFileSync(path, 'utf8'), shown);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall == null
      ? error
      : new UserError('GP111', `${shown} cannot be read: ${whyUnread(error)}`, 'check the path and its permissions');
  }
}
