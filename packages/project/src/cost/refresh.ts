import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';

import { priceFileText, ratesIn, type RegionPrices, UserError } from '@gluepipeline/core';

import { shapedConfig } from '../invalid-config.ts';
import { type PlanOptions, withSession } from '../plan.ts';
import { writeFileAtomic } from '../write-file.ts';
import { pricesIn, refreshedPath } from './price-table.ts';

/** Where the prices go: a file of the user's, or the one beside the config that counts by itself. */
export interface RefreshOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'> {
  readonly out?: string | undefined;
}

/** What was written. */
export interface Refreshed {
  readonly region: string;
  readonly prices: RegionPrices;
  /** Relative to the working directory. */
  readonly path: string;
}

/** Asks AWS's price list for the prices of the Region and keeps them; those of other Regions in the file stay. */
export function refreshPrices(options: RefreshOptions): Promise<Refreshed> {
  if (options.connect.local) {
    throw new UserError(
      'GP615',
      'the embedded endpoint has no price list',
      'say it without --local: prices come from AWS',
    );
  }
  return withSession(
    options,
    async ({ file }, session) => {
      const { region } = session.target;
      const rates = ratesIn(await session.priceList(region));
      if (Object.keys(rates).length === 0) {
        throw new UserError(
          'GP615',
          `AWS's price list has no prices of Glue in dollars for ${region}`,
          'write the prices in a file and say --prices',
        );
      }
      const prices = {
        asOf: new Date(session.clock.now()).toISOString().slice(0, 10),
        source: 'AWS price list',
        rates,
      };
      const path = options.out == null ? refreshedPath(file) : resolve(options.place.cwd, options.out);
      const others = existsSync(path) ? pricesIn(path, options.place) : {};
      await writeFileAtomic(path, priceFileText({ ...others, [region]: prices }));
      return { region, prices, path: relative(options.place.cwd, path) };
    },
    shapedConfig,
  );
}
