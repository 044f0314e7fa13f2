import { describe, expect, it } from '@jest/globals';

import { connect } from '../src/index.ts';
import { keys, type Seen, settings, standIn } from './support/aws-stand-in.ts';

/** What a price list of two pages says; the second is reached by the token of the first. */
function pages({ operation, body }: Seen) {
  if (operation !== 'GetProducts') {
    return undefined;
  }
  const second = body.includes('"NextToken":"more"');
  return {
    body: JSON.stringify(
      second
        ? { FormatVersion: 'aws_v1', PriceList: ['{"product":2}'] }
        : { FormatVersion: 'aws_v1', PriceList: ['{"product":1}'], NextToken: 'more' },
    ),
  };
}

describe('priceList', () => {
  it('asks for the products of Glue in one Region, on all pages, signed', async () => {
    settings(keys);
    const { url, seen } = await standIn(pages);
    const aws = connect({ endpointUrl: url, maxAttempts: 1 });
    expect(await aws.priceList('sa-east-1')).toEqual(['{"product":1}', '{"product":2}']);
    aws.close();
    const asked = seen.filter(({ operation }) => operation === 'GetProducts');
    expect(asked.map(({ key }) => key)).toEqual(['KEYOFENV', 'KEYOFENV']);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      ServiceCode: 'AWSGlue',
      Filters: [{ Type: 'TERM_MATCH', Field: 'regionCode', Value: 'sa-east-1' }],
      FormatVersion: 'aws_v1',
    });
  });

  it('says which permission is missing', async () => {
    settings(keys);
    const refused = { __type: 'AccessDeniedException', message: 'not authorized to perform: pricing:GetProducts' };
    const { url } = await standIn(({ operation }) =>
      operation === 'GetProducts' ? { status: 400, body: JSON.stringify(refused) } : undefined,
    );
    const aws = connect({ endpointUrl: url, maxAttempts: 1 });
    await expect(aws.priceList('sa-east-1')).rejects.toMatchObject({
      kind: 'permission',
      missingPermission: 'pricing:GetProducts',
    });
    aws.close();
  });
});
