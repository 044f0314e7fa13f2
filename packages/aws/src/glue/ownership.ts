import type { GlueClient } from '@aws-sdk/client-glue';
import { type Clock, keyOf, ownerOf, type ResourceRef, UserError } from '@gluepipeline/core';

import { type Account, arnOf, type GlueKind } from '../account.ts';
import { readTags, type Tags } from './tags.ts';

/** A Glue resource by kind and name. */
export type GlueRef = ResourceRef & { readonly kind: GlueKind };

/**
 * How old evidence may be that an overwrite relies on, in milliseconds: long enough for the calls that follow a read,
 * and shorter than somebody thinks before saying yes to a plan.
 */
const freshFor = 30_000;

/** Who owns what, as Glue itself has said during this run: nothing is changed before that is known. */
export class Ownership {
  readonly #glue: GlueClient;
  readonly #clock: Clock;
  readonly #account: () => Promise<Account>;
  readonly #owners = new Map<string, { readonly owner: string; readonly at: number }>();

  constructor(glue: GlueClient, clock: Clock, account: () => Promise<Account>) {
    this.#glue = glue;
    this.#clock = clock;
    this.#account = account;
  }

  /** Notes what a read has shown just now. */
  note(ref: GlueRef, owner: string | undefined): void {
    if (owner == null) {
      this.#owners.delete(keyOf(ref));
    } else {
      this.#owners.set(keyOf(ref), { owner, at: this.#clock.now() });
    }
  }

  async arn(ref: GlueRef): Promise<string> {
    return arnOf(await this.#account(), ref.kind, ref.name);
  }

  /** The resource's tags as Glue has them now, or nothing where there is none. */
  async tags(ref: GlueRef): Promise<Tags | undefined> {
    const tags = await readTags(this.#glue, await this.arn(ref));
    this.note(ref, tags == null ? undefined : ownerOf({ tags }));
    return tags;
  }

  /**
   * True when the stack owns it, false when there is no such resource; anybody else's is refused. What was shown a
   * moment ago is believed: for what an overwrite can mend.
   */
  async confirm(ref: GlueRef, stack: string): Promise<boolean> {
    const known = this.#owners.get(keyOf(ref));
    const isFresh = known != null && this.#clock.now() - known.at <= freshFor;
    return (isFresh && known.owner === stack) || this.confirmNow(ref, stack);
  }

  /**
   * The same by Glue's word of now. Between a plan and its deletions somebody may have deleted ours and made another
   * of that name, and what is deleted cannot be had back.
   */
  async confirmNow(ref: GlueRef, stack: string): Promise<boolean> {
    const tags = await this.tags(ref);
    if (tags == null) {
      return false;
    }
    refuseForeign(ref, ownerOf({ tags }), stack);
    return true;
  }
}

function refuseForeign(ref: GlueRef, owner: string | undefined, stack: string): void {
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
