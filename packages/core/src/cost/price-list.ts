import { isPrice } from './money.ts';
import type { RateName, RegionPrices } from './prices.ts';

/** The part of a product of AWS's price list that is read (Price List API, format aws_v1). */
interface Product {
  readonly product?: {
    readonly attributes?: { readonly usagetype?: string; readonly group?: string };
  };
  readonly terms?: {
    readonly OnDemand?: Readonly<
      Record<string, { readonly priceDimensions?: Readonly<Record<string, PriceDimension>> } | undefined>
    >;
  };
}

interface PriceDimension {
  readonly unit?: string;
  readonly pricePerUnit?: { readonly USD?: string };
}

/** Behind a prefix of the Region, such as USE1-; in us-east-1 there may be none (docs/aws-facts.md#prices). */
const usageTypes: readonly (readonly [RegExp, RateName])[] = [
  [/^(?:\w+-)?ETL-DPU-Hour$/, 'standard'],
  [/^(?:\w+-)?ETL-DPU-Hour-Gen2$/, 'standard-6'],
  [/^(?:\w+-)?ETL-Flex-DPU-Hour$/, 'flex'],
  [/^(?:\w+-)?ETL-Flex-DPU-Hour-Gen2$/, 'flex-6'],
  [/^(?:\w+-)?ETL-MemOptimized-DPU-Hour$/, 'memory'],
  [/^(?:\w+-)?ETL-MemOptimized-DPU-Hour-Gen2$/, 'memory-6'],
  [/^(?:\w+-)?Crawler-DPU-Hour(?:-Gen2)?$/, 'crawler'],
];

/**
 * The prices in the products of a Region, each a JSON text as the Price List API gives it. Where two products would be
 * one price and differ, nobody can tell which counts, and neither is taken.
 */
export function ratesIn(products: readonly string[]): RegionPrices['rates'] {
  const found = new Map<RateName, Set<string>>();
  for (const text of products) {
    const product = JSON.parse(text) as Product;
    const { usagetype = '', group = '' } = product.product?.attributes ?? {};
    const name = usageTypes.find(([pattern]) => pattern.test(usagetype))?.[1];
    // Ray has M-DPU-hours of its own.
    if (name != null && !/\bray\b/i.test(group)) {
      const known = found.get(name) ?? new Set();
      pricesOf(product).forEach((price) => known.add(price));
      found.set(name, known);
    }
  }
  return Object.fromEntries(
    [...found].flatMap(([name, prices]) => (prices.size === 1 ? [...prices].map((price) => [name, price]) : [])),
  );
}

function pricesOf({ terms }: Product): string[] {
  return Object.values(terms?.OnDemand ?? {})
    .flatMap((term) => Object.values(term?.priceDimensions ?? {}))
    .filter(({ unit = '' }) => /^(?:M-)?DPU-Hour$/i.test(unit))
    .flatMap(({ pricePerUnit }) => (pricePerUnit?.USD == null ? [] : shortened(pricePerUnit.USD)))
    .filter(isPrice);
}

/** "0.4400000000" is "0.44". */
function shortened(price: string): string {
  return price.includes('.') ? price.replace(/\.?0+$/, '') : price;
}
