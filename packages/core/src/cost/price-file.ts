import * as v from 'valibot';

import { UserError } from '../errors.ts';
import { isPrice } from './money.ts';
import type { PriceTable, RateName } from './prices.ts';

const price = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(String),
  v.check(isPrice, 'a price is dollars per DPU-hour, such as "0.44"'),
);

const prices = v.strictObject({
  asOf: v.pipe(v.string(), v.regex(/^\d{4}-\d\d(?:-\d\d)?$/, 'write a day such as "2026-11-23"')),
  source: v.optional(v.string(), 'a file of prices'),
  rates: v.partial(
    v.strictObject({
      standard: price,
      'standard-6': price,
      flex: price,
      'flex-6': price,
      memory: price,
      'memory-6': price,
      crawler: price,
    } satisfies Record<RateName, unknown>),
  ),
});

const file = v.strictObject({
  schemaVersion: v.literal(1, 'write 1: the version of this format'),
  regions: v.record(v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'a Region is written as "us-east-1"')), prices),
});

/** Reads a file of prices; one that is none is a UserError that names the place. */
export function readPrices(text: string, name: string): PriceTable {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unfit(name, 'it is no JSON');
  }
  const found = v.safeParse(file, value);
  if (found.success) {
    return found.output.regions;
  }
  const [issue] = found.issues;
  const at = v.getDotPath(issue);
  throw unfit(name, at == null ? issue.message : `${at}: ${issue.message}`);
}

/** A table as a file of prices. */
export function priceFileText(regions: PriceTable): string {
  return `${JSON.stringify({ schemaVersion: 1, regions }, null, 2)}\n`;
}

function unfit(name: string, why: string): UserError {
  return new UserError(
    'GP614',
    `${name} is no file of prices: ${why}`,
    'write {"schemaVersion": 1, "regions": {"us-east-1": {"asOf": "2026-11-23", "rates": {"standard": "0.44"}}}}, or make it with gluepipeline cost refresh',
  );
}
