/** What Glue has prices for: standard and FLEX runs, workers with much memory, each up to Glue 5.1 and for 6.0; crawlers. */
export type RateName = 'standard' | 'standard-6' | 'flex' | 'flex-6' | 'memory' | 'memory-6' | 'crawler';

/** The list prices of one Region, in US dollars for a DPU-hour (of `memory`: an M-DPU-hour); what is not known has no entry. */
export interface RegionPrices {
  /** The day of these prices, such as "2026-11-23". */
  readonly asOf: string;
  /** Where they come from, for people. */
  readonly source: string;
  readonly rates: Readonly<Partial<Record<RateName, string | undefined>>>;
}

/** Prices by Region, such as "us-east-1". */
export type PriceTable = Readonly<Record<string, RegionPrices>>;

/** The prices that come with this tool, where a public source gives them (docs/aws-facts.md#prices); no Region is guessed from another. */
export const builtInPrices: PriceTable = {
  'us-east-1': {
    asOf: '2026-11-23',
    source: 'AWS Glue pricing page',
    rates: {
      standard: '0.44',
      'standard-6': '0.308',
      flex: '0.29',
      'flex-6': '0.203',
      memory: '0.52',
      'memory-6': '0.364',
      crawler: '0.44',
    },
  },
  'eu-west-1': {
    asOf: '2026-05-01',
    source: 'AWS price list',
    rates: { standard: '0.44', flex: '0.29', memory: '0.52', crawler: '0.44' },
  },
};

/** The first table where it has a price, the second elsewhere; of one Region the day and source of the first are told. */
export function pricesOver(first: PriceTable, second: PriceTable): PriceTable {
  const both = Object.entries(first).map(([region, prices]): [string, RegionPrices] => [
    region,
    { ...prices, rates: { ...second[region]?.rates, ...prices.rates } },
  ]);
  return { ...second, ...Object.fromEntries(both) };
}
