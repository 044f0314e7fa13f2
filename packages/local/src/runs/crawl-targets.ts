import type { CrawlerTargets } from '../glue/crawler-records.ts';
import { addressesOf, s3Address } from '../glue/crawler-rules.ts';
import { bucketsOf, objectsOf } from '../s3/records.ts';
import type { Store } from '../store/store.ts';

/** What looking at a crawler's targets came to. */
export interface Look {
  /** Why the crawl fails; absent where every address holds something. */
  readonly failure?: string;
  /** What was seen, one line each. */
  readonly lines: readonly string[];
}

/** The kinds of target that nobody here can look into. */
const elsewhere = ['JdbcTargets', 'MongoDBTargets', 'DynamoDBTargets', 'CatalogTargets'] as const;

/** Every crawl ends its report with this. */
export const writesNothing = 'no table was written: the local endpoint has no Data Catalog';

/** Looks whether the addresses in S3 hold anything; the other targets are named and left alone. */
export function look(store: Store, targets: CrawlerTargets): Look {
  const found = addressesOf(targets).map((address) => ({ address, seen: seenAt(store, address) }));
  const missing = found.find(({ seen }) => typeof seen === 'string');
  const unseen = elsewhere.flatMap((kind) => {
    const count = targets[kind]?.length ?? 0;
    return count === 0 ? [] : [`${kind}: ${count} not looked at, since they are not on this machine`];
  });
  const lines = found.map(({ address, seen }) =>
    typeof seen === 'string' ? `${address}: ${seen}` : `${address}: ${seen} object${seen === 1 ? '' : 's'}`,
  );
  const report = { lines: [...lines, ...unseen, writesNothing] };
  return missing == null ? report : { ...report, failure: `nothing to crawl at ${missing.address}: ${missing.seen}` };
}

/** How many objects lie there, or why there can be none. */
function seenAt(store: Store, address: string): number | string {
  const { bucket, prefix } = s3Address(address) ?? { bucket: '', prefix: '' };
  if (bucketsOf(store).get(bucket) == null) {
    return `the bucket ${bucket} does not exist on the local endpoint`;
  }
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  const count = objectsOf(store)
    .values()
    .filter((object) => object.bucket === bucket)
    .filter(({ key }) => key === prefix || key.startsWith(folder)).length;
  // A bucket without a folder named is there, however little is in it.
  return count === 0 && prefix !== '' ? 'it holds no object on the local endpoint' : count;
}
