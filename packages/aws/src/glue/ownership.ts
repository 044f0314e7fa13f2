import type { GlueClient } from '@aws-sdk/client-glue';
import { keyOf, ownerOf, type ResourceRef, UserError } from '@gluepipeline/core';

import { type Account, arnOf, type GlueKind } from '../account.ts';
import { readTags, type Tags } from './tags.ts';

/** A Glue resource by kind and name. */
export type GlueRef = ResourceRef & { readonly kind: GlueKind };

/** Who owns what, as Glue itself has said during this run: nothing is changed before that is known. */
export class Ownership {
  readonly #glue: GlueClient;
  readonly #account: () => Promise<Account>;
  readonly #owners = new Map<string, string>();

  constructor(glue: GlueClient, account: () => Promise<Account>) {
    this.#glue = glue;
    this.#account = account;
  }

  /** Notes what a read has shown. */
  note(ref: GlueRef, owner: string | undefined): void {
    if (owner == null) {
      this.#owners.delete(keyOf(ref));
    } else {
      this.#owners.set(keyOf(ref), owner);
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

  /** True when the stack owns it, false when there is no such resource; anybody else's is refused. */
  async confirm(ref: GlueRef, stack: string): Promise<boolean> {
    if (this.#owners.get(keyOf(ref)) === stack) {
      return true;
    }
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
