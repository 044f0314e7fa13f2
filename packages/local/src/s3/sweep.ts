import type { Store } from '../store/store.ts';
import { objectsOf, uploadsOf } from './records.ts';

/** Deletes bytes that no object and no upload names: what a server left that was killed between two steps of a put. */
export async function sweepBlobs(store: Store): Promise<void> {
  const named = new Set([
    ...objectsOf(store)
      .values()
      .map((object) => object.blob),
    ...uploadsOf(store)
      .values()
      .flatMap((upload) => Object.values(upload.parts).map((part) => part.blob)),
  ]);
  const ids = await store.blobs.list();
  await Promise.all(ids.filter((id) => !named.has(id)).map((id) => store.blobs.delete(id)));
}
