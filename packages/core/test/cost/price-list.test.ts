import { describe, expect, it } from '@jest/globals';

import { ratesIn } from '../../src/cost/price-list.ts';

/** A product as GetProducts gives it: what is read of it, and a little of what is not. */
function product(
  usagetype: string,
  price: string,
  { unit = 'DPU-Hour', group = 'ETL Job run', currency = 'USD' } = {},
) {
  return JSON.stringify({
    product: {
      productFamily: 'AWS Glue',
      attributes: { servicecode: 'AWSGlue', regionCode: 'eu-west-1', location: 'EU (Ireland)', group, usagetype },
      sku: 'X',
    },
    serviceCode: 'AWSGlue',
    terms: {
      OnDemand: {
        'X.JRTCKXETXF': {
          priceDimensions: { 'X.JRTCKXETXF.6YS6EN2CT7': { unit, pricePerUnit: { [currency]: price } } },
          effectiveDate: '2026-11-01T00:00:00Z',
        },
      },
    },
  });
}

describe('ratesIn', () => {
  it('finds the prices by their usage types, whatever the prefix of the Region', () => {
    expect(
      ratesIn([
        product('EU-ETL-DPU-Hour', '0.4400000000'),
        product('EUC1-ETL-DPU-Hour-Gen2', '0.3080000000'),
        product('ETL-Flex-DPU-Hour', '0.2900000000'),
        product('EU-ETL-Flex-DPU-Hour-Gen2', '0.2030000000'),
        product('EU-ETL-MemOptimized-DPU-Hour', '0.5200000000', { unit: 'M-DPU-Hour' }),
        product('EU-Crawler-DPU-Hour', '1.0000000000'),
      ]),
    ).toEqual({
      standard: '0.44',
      'standard-6': '0.308',
      flex: '0.29',
      'flex-6': '0.203',
      memory: '0.52',
      crawler: '1',
    });
  });

  it('passes over what is no run of a job or crawler, Ray, and other currencies', () => {
    expect(
      ratesIn([
        product('EU-GlueInteractiveSession-DPU-Hour', '0.44'),
        product('EU-DEVED-DPU-Hour', '0.44'),
        product('EU-Catalog-Request', '0.0000010000', { unit: 'Request' }),
        product('EU-ETL-MemOptimized-DPU-Hour', '0.44', { unit: 'M-DPU-Hour', group: 'ETL Ray Job run' }),
        product('CNN1-ETL-DPU-Hour', '3.021', { currency: 'CNY' }),
      ]),
    ).toEqual({});
  });

  it('takes no price where two products say different things', () => {
    expect(ratesIn([product('EU-ETL-DPU-Hour', '0.44'), product('EU-ETL-DPU-Hour', '0.50')])).toEqual({});
    expect(ratesIn([product('EU-ETL-DPU-Hour', '0.44'), product('EU-ETL-DPU-Hour', '0.440')])).toEqual({
      standard: '0.44',
    });
  });
});
