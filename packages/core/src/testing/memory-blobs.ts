import type { BlobStore, Clock, Stored, StoredEntry } from '../deploy/ports.ts';

interface Kept extends Stored {
  readonly body: string;
}

/** A BlobStore that only remembers, with a clock of its own as S3 has. */
export class MemoryBlobs implements BlobStore {
  /** `replace lock.json`, in the order of the calls. */
  readonly calls: string[] = [];
  /** Throws, by the text of the call, before it has an effect. */
  readonly failOn = new Map<string, Error>();
  readonly #kept = new Map<string, Kept>();
  readonly #clock: Pick<Clock, 'now'>;
  #versions = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  async get(key: string): Promise<Kept | undefined> {
    await this.#call(`get ${key}`);
    const kept = this.#kept.get(key);
    return kept == null ? undefined : { ...kept, now: this.#clock.now() };
  }

  async putIfAbsent(key: string, body: string): Promise<Stored | undefined> {
    await this.#call(`put ${key}`);
    return this.#kept.has(key) ? undefined : this.#put(key, body);
  }

  async replace(key: string, body: string, version: string): Promise<Stored | undefined> {
    await this.#call(`replace ${key}`);
    return this.#kept.get(key)?.version === version ? this.#put(key, body) : undefined;
  }

  async deleteVersion(key: string, version: string): Promise<boolean> {
    await this.#call(`delete ${key}`);
    const kept = this.#kept.get(key);
    if (kept != null && kept.version !== version) {
      return false;
    }
    this.#kept.delete(key);
    return true;
  }

  async list(prefix: string): Promise<StoredEntry[]> {
    await this.#call(`list ${prefix}`);
    return [...this.#kept]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, { modified, body }]) => ({ key, modified, size: body.length }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  }

  async delete(key: string): Promise<void> {
    await this.#call(`delete ${key}`);
    this.#kept.delete(key);
  }

  #put(key: string, body: string): Stored {
    const now = this.#clock.now();
    const kept = { body, version: `v${String((this.#versions += 1))}`, modified: now, now };
    this.#kept.set(key, kept);
    return kept;
  }

  #call(call: string): Promise<void> {
    this.calls.push(call);
    const failure = this.failOn.get(call);
    return failure == null ? Promise.resolve() : Promise.reject(failure);
  }
}
