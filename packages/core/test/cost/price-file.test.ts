import { describe, expect, it } from '@jest/globals';

import { priceFileText, readPrices } from '../../src/cost/price-file.ts';
import { builtInPrices, pricesOver } from '../../src/cost/prices.ts';

describe('readPrices', () => {
  it('reads what it has written', () => {
    expect(readPrices(priceFileText(builtInPrices), 'prices.json')).toEqual(builtInPrices);
  });

  it('takes a price as a number as well', () => {
    const text = '{"schemaVersion": 1, "regions": {"us-east-1": {"asOf": "2026-11", "rates": {"standard": 0.4}}}}';
    expect(readPrices(text, 'prices.json')['us-east-1']?.rates).toEqual({ standard: '0.4' });
  });

  it.each([
    ['{', 'prices.json is no file of prices: it is no JSON'],
    ['{"regions": {}}', 'prices.json is no file of prices: schemaVersion: '],
    [
      '{"schemaVersion": 1, "regions": {"us-east-1": {"asOf": "2026-11-23", "rates": {"standard": "cheap"}}}}',
      'prices.json is no file of prices: regions.us-east-1.rates.standard: a price is dollars per DPU-hour, such as "0.44"',
    ],
    [
      '{"schemaVersion": 1, "regions": {"us-east-1": {"asOf": "2026-11-23", "rates": {"spark": "1"}}}}',
      'prices.json is no file of prices: regions.us-east-1.rates.spark: ',
    ],
  ])('says where %s is wrong', (text, message) => {
    expect(() => readPrices(text, 'prices.json')).toThrow(message);
  });
});

describe('pricesOver', () => {
  it('takes the stronger price, and the weaker one where the stronger table has none', () => {
    const own = { 'us-east-1': { asOf: '2026-12-01', source: 'our contract', rates: { standard: '0.40' } } };
    const both = pricesOver(own, builtInPrices);
    expect(both['us-east-1']).toEqual({
      ...own['us-east-1'],
      rates: { ...builtInPrices['us-east-1']?.rates, standard: '0.40' },
    });
    expect(both['eu-west-1']).toEqual(builtInPrices['eu-west-1']);
  });
});
