import type { BlobStore, Stored } from './ports.ts';

/** Who wants a lock, and what for: for whoever finds it taken. */
export interface Claim {
  readonly what: 'deploy' | 'destroy' | 'rollback' | 'gc' | 'hold';
  readonly by: string;
  readonly host: string;
  /** The process on that host. */
  readonly pid?: number | undefined;
  /** The address or the name of the CI run. */
  readonly ci?: string | undefined;
  /** Why it is held, where somebody holds it by hand. */
  readonly reason?: string | undefined;
}

/** A lock that somebody has; times are milliseconds since 1970 by the store's own clock. */
export interface HeldLock {
  /** Nothing where what is stored cannot be read, as when a later version of this tool wrote it. */
  readonly claim: Claim | undefined;
  readonly since: number;
  /** When it counts as given up unless it is renewed; nothing for one that stays until it is released. */
  readonly expires: number | undefined;
  /** When the store was asked. */
  readonly now: number;
  readonly version: string;
}

/** How long a lock counts without being renewed, in seconds. */
export const leaseSeconds = 120;

/** The object that is the lock. */
interface Note extends Claim {
  readonly schemaVersion: 1;
  /** Tells one holder from all others, also from an earlier one of the same name. */
  readonly id: string;
  /** Nothing for a lock that stays until it is released. */
  readonly leaseSeconds?: number;
  /** ISO 8601, by the store's clock: known from the first renewal on. */
  readonly since?: string;
  readonly renewals: number;
}

/** What a holder writes; no two that are written are the same. */
export function noteText(
  claim: Claim,
  { id, since, renewals }: Pick<Note, 'id' | 'renewals'> & { since?: number },
): string {
  const note: Note = {
    schemaVersion: 1,
    id,
    ...claim,
    ...(claim.what === 'hold' ? {} : { leaseSeconds }),
    ...(since == null ? {} : { since: new Date(since).toISOString() }),
    renewals,
  };
  return `${JSON.stringify(note, null, 2)}\n`;
}

/** The lock as it is, or nothing where nobody has it. */
export async function readLock(blobs: BlobStore, key: string): Promise<HeldLock | undefined> {
  const found = await blobs.get(key);
  return found == null ? undefined : heldOf(found);
}

/** True where nobody has renewed it in its time; a note that cannot be read never expires. */
export function isExpired({ expires, now }: HeldLock): boolean {
  return expires != null && now >= expires;
}

function heldOf({ body, version, modified, now }: Stored & { readonly body: string }): HeldLock {
  const note = noteIn(body);
  return {
    claim: note,
    since: note?.since == null ? modified : Date.parse(note.since),
    expires: note?.leaseSeconds == null ? undefined : modified + note.leaseSeconds * 1000,
    now,
    version,
  };
}

function noteIn(body: string): Note | undefined {
  try {
    const note = JSON.parse(body) as Partial<Note> | null;
    return note?.schemaVersion === 1 && typeof note.by === 'string' && typeof note.host === 'string'
      ? (note as Note)
      : undefined;
  } catch {
    return undefined;
  }
}
