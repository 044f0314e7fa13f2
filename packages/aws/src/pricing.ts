import type { PricingClient } from '@aws-sdk/client-pricing';

import type { Account } from './account.ts';
import { aroundCall, aroundRequest, guardCall, guardRequest } from './client/guard.ts';
import { allPages } from './client/pages.ts';
import type { Connection } from './connection.ts';

/**
 * What AWS's price list says of Glue in a Region: one JSON text a product, as the list gives them (Price List API,
 * GetProducts). The list is the same for everybody, and lives in few Regions; it is asked where the partition has it.
 */
export async function priceList(
  connection: Connection,
  { partition }: Pick<Account, 'partition'>,
  region: string,
): Promise<readonly string[]> {
  const pricing = await import('./client/sdk-pricing.ts');
  const client = connection.shared('pricing', (config, settings): PricingClient => {
    const made = new pricing.PricingClient({ ...config, region: homes[partition] ?? 'us-east-1' });
    made.middlewareStack.add(guardCall(settings, 'pricing'), aroundCall);
    made.middlewareStack.add(guardRequest(settings, 'pricing'), aroundRequest);
    return made;
  });
  return allPages(async (NextToken) => {
    const page = await client.send(
      new pricing.GetProductsCommand({
        ServiceCode: 'AWSGlue',
        Filters: [{ Type: 'TERM_MATCH', Field: 'regionCode', Value: region }],
        FormatVersion: 'aws_v1',
        ...(NextToken == null ? {} : { NextToken }),
      }),
    );
    const products: unknown = page.PriceList;
    return { items: Array.isArray(products) ? products.map(textOf) : [], next: page.NextToken };
  });
}

/** Where each partition keeps its price list (AWS general reference, pricing). */
const homes: Readonly<Record<string, string>> = { aws: 'us-east-1', 'aws-cn': 'cn-northwest-1' };

/** The SDK wraps each text in a class of its own, for those who want it parsed. */
function textOf(product: unknown): string {
  return String(product);
}
