import type { Kind, Live, Resource, ResourceRef } from '../resources/resource.ts';

/** What is to be read: what a stack owns, and the named resources whoever owns them. */
export interface ReadRequest {
  /** The stack whose resources are to be found; nothing reads the named ones alone. */
  readonly stack?: string;
  readonly names: Readonly<Partial<Record<Kind, readonly string[]>>>;
  /** The artifacts wanted, because what is stored is compared with what should be. */
  readonly artifacts?: readonly Extract<Resource, { kind: 'artifact' }>[];
  /**
   * What the last deployment left, asked for only where a kind cannot be found by its tags: a role has no other trace
   * once the rule that used it names another.
   */
  readonly recorded?: () => Promise<readonly ResourceRef[]>;
  /**
   * The tags wanted of named resources, by `keyOf`: an index of tags may lag, and what it says is taken as it stands
   * only where it says just this.
   */
  readonly wantedTags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What was found, with remarks about what could not be seen. */
export interface ReadResult {
  readonly resources: readonly Live[];
  readonly notes: readonly string[];
}

/**
 * The service that resources live in. Each call may be repeated without harm; each throws an Error that names call,
 * target and cure. Calls that change something check the owner first and return when the change has settled.
 */
export interface Platform {
  read(request: ReadRequest): Promise<ReadResult>;
  /**
   * Makes the resource, triggers and rules stopped, a crawler's schedule as wanted; a name that is taken counts as done
   * only when it is ours and the same.
   */
  create(resource: Resource, stack: string): Promise<void>;
  /** Overwrites the live resource, a trigger or rule staying on or off; `fields` says which differ, so that nothing else is called. */
  update(resource: Resource, live: Live, fields: readonly string[], stack: string): Promise<void>;
  /** Writes the tag of the stack on a resource that carries nobody's; one that is somebody's is refused. */
  adopt(resource: Resource, stack: string): Promise<void>;
  /** Deletes it and returns when it is gone; one that is gone already counts as done. */
  delete(resource: Resource, stack: string): Promise<void>;
  /** Switches a trigger or a rule on or off and returns when it is so. */
  setActive(ref: ResourceRef, active: boolean, stack: string): Promise<void>;
  /** Every SHA-256 in hex that any job of the account and Region names, whoever owns it: uploads that are in use. */
  digestsInJobs(): Promise<ReadonlySet<string>>;
}

/** What a store says of a text that it keeps; times are milliseconds since 1970 by the store's own clock. */
export interface Stored {
  /** Another one with each change. */
  readonly version: string;
  /** When it was written. */
  readonly modified: number;
  /** When the store answered. */
  readonly now: number;
}

/** One entry of a listing. */
export interface StoredEntry {
  readonly key: string;
  /** Milliseconds since 1970 by the store's own clock. */
  readonly modified: number;
  /** In bytes. */
  readonly size: number;
}

/** A place for small texts. */
export interface BlobStore {
  /** Nothing where the key does not exist. */
  get(key: string): Promise<(Stored & { readonly body: string }) | undefined>;
  /** Nothing where the key existed already: then nothing is written. */
  putIfAbsent(key: string, body: string): Promise<Stored | undefined>;
  /** Writes over that version alone; nothing where another one, or none, is there: then nothing is written. */
  replace(key: string, body: string, version: string): Promise<Stored | undefined>;
  /** Deletes that version alone; false where another one is there. */
  deleteVersion(key: string, version: string): Promise<boolean>;
  /** What is under a prefix, sorted by key. */
  list(prefix: string): Promise<StoredEntry[]>;
  /** One that is gone already is no error. */
  delete(key: string): Promise<void>;
}

/** Time and chance, so that the rest is pure. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Calls back again and again, until the returned function is called; it keeps no process alive. */
  every(milliseconds: number, action: () => void): () => void;
  /** From 0 up to 1. */
  random(): number;
}
