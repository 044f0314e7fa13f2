import { type Clock, keyOf, ownerOf, type ResourceRef, UserError } from '@gluepipeline/core';

import { type Account, arnOf, type GlueKind, type OwnedKind } from '../account.ts';
import type { Connection } from '../connection.ts';
import { readTagsOf } from '../events/tags.ts';
import type { Tags } from './tags.ts';

/** A Glue resource by kind and name. */
export type GlueRef = ResourceRef & { readonly kind: GlueKind };

/** A resource that carries tags, by kind and name. */
export type OwnedRef = ResourceRef & { readonly kind: OwnedKind };

/**
 * How old evidence may be that an overwrite relies on, in milliseconds: long enough for the calls that follow a read,
 * and shorter than somebody thinks before saying yes to a plan.
 */
const freshFor = 30_000;

/** Who owns what, as the service that keeps it has said during this run: nothing is changed before that is known. */
export class Ownership {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #account: () => Promise<Account>;
  readonly #owners = new Map<string, { readonly owner: string; readonly at: number }>();

  constructor(connection: Connection, account: () => Promise<Account>) {
    this.#connection = connection;
    this.#clock = connection.clock;
    this.#account = account;
  }

  /** Notes what a read has shown just now. */
  note(ref: OwnedRef, owner: string | undefined): void {
    if (owner == null) {
      this.#owners.delete(keyOf(ref));
    } else {
      this.#owners.set(keyOf(ref), { owner, at: this.#clock.now() });
    }
  }

  async arn(ref: OwnedRef): Promise<string> {
    return arnOf(await this.#account(), ref.kind, ref.name);
  }

  /** The resource's tags as its service has them now, or nothing where there is none. */
  async tags(ref: OwnedRef): Promise<Tags | undefined> {
    const tags = await readTagsOf(this.#connection, ref, await this.arn(ref));
    this.note(ref, tags == null ? undefined : ownerOf({ tags }));
    return tags;
  }

  /**
   * True when the stack owns it, false when there is no such resource; anybody else's is refused. What was shown a
   * moment ago is believed: for what an overwrite can mend.
   */
  async confirm(ref: OwnedRef, stack: string): Promise<boolean> {
    const known = this.#owners.get(keyOf(ref));
    const isFresh = known != null && this.#clock.now() - known.at <= freshFor;
    return (isFresh && known.owner === stack) || this.confirmNow(ref, stack);
  }

  /** True when it is there and nobody's; false when it is ours already. One that is gone, or somebody's, is refused. */
  async isFree(ref: OwnedRef, stack: string): Promise<boolean> {
    const tags = await this.tags(ref);
    if (tags == null) {
      throw new UserError('GP318', `${ref.kind} "${ref.name}" is not there any more`, 'plan again');
    }
    const owner = ownerOf({ tags });
    if (owner != null) {
      refuseForeign(ref, owner, stack);
    }
    return owner == null;
  }

  /**
   * The same by the service's word of now. Between a plan and its deletions somebody may have deleted ours and made another
   * of that name, and what is deleted cannot be had back.
   */
  async confirmNow(ref: OwnedRef, stack: string): Promise<boolean> {
    const tags = await this.tags(ref);
    if (tags == null) {
      return false;
    }
    refuseForeign(ref, ownerOf({ tags }), stack);
    return true;
  }
}

function refuseForeign(ref: OwnedRef, owner: string | undefined, stack: string): void {
  if (owner === stack) {
    return;
  }
  const whose = owner == null ? 'was not made by this tool' : `belongs to the stack ${owner}`;
  throw new UserError(
    'GP301',
    `${ref.kind} "${ref.name}" exists already and ${whose}`,
    `give ours another name with resource_name, or delete the other ${ref.kind} first`,
  );
}
