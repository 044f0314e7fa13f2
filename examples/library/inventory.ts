import { readFileSync, writeFileSync } from 'node:fs';

import { digestsIn, keyOf, ownerOf, stackTag } from '@gluepipeline/core';
import type { Kind, Live, Platform, ReadRequest, ReadResult, Resource, ResourceRef } from '@gluepipeline/core';

/**
 * A platform of one's own: resources in a JSON file in place of AWS. What reads a plan's live side from an inventory,
 * or sends changes to a ticket system, implements the same seven functions.
 */
export class Inventory implements Platform {
  readonly #file: string;
  readonly #resources: Map<string, Live>;

  constructor(file: string) {
    this.#file = file;
    this.#resources = new Map(readAll(file).map((resource) => [keyOf(resource), resource]));
  }

  async read({ stack, names }: ReadRequest): Promise<ReadResult> {
    const wanted = new Set(
      Object.entries(names).flatMap(([kind, all]) => all.map((name) => keyOf({ kind: kind as Kind, name }))),
    );
    const resources = [...this.#resources.values()].filter(
      (each) => wanted.has(keyOf(each)) || (stack != null && ownerOf(each) === stack),
    );
    return { resources, notes: [] };
  }

  /** Triggers are made stopped: apply() switches them on when everything is there. */
  async create(resource: Resource): Promise<void> {
    this.#put(switched(resource, false));
  }

  async update(resource: Resource, live: Live): Promise<void> {
    this.#put(switched(resource, isOn(live)));
  }

  /** Takes over what nobody has marked: only where a plan was made to adopt it. */
  async adopt(resource: Resource, stack: string): Promise<void> {
    const live = this.#resources.get(keyOf(resource));
    if (live != null) {
      this.#put({ ...live, tags: { ...live.tags, [stackTag]: stack } });
    }
  }

  async delete(resource: Resource): Promise<void> {
    this.#resources.delete(keyOf(resource));
    this.#save();
  }

  async setActive(ref: ResourceRef, active: boolean): Promise<void> {
    const resource = this.#resources.get(keyOf(ref));
    if (resource != null) {
      this.#put(switched(resource, active));
    }
  }

  /** What gc must keep: an upload is named by its digest. */
  async digestsInJobs(): Promise<ReadonlySet<string>> {
    return digestsIn([...this.#resources.values()].filter(({ kind }) => kind === 'job'));
  }

  #put(resource: Resource): void {
    this.#resources.set(keyOf(resource), resource);
    this.#save();
  }

  #save(): void {
    writeFileSync(this.#file, `${JSON.stringify([...this.#resources.values()], null, 2)}\n`);
  }
}

function isOn(resource: Resource): boolean {
  return resource.kind === 'trigger' && resource.definition.enabled;
}

/** Triggers that fire when they are told to have no such state. */
function switched(resource: Resource, enabled: boolean): Resource {
  return resource.kind === 'trigger' && ['SCHEDULED', 'CONDITIONAL'].includes(resource.definition.Type)
    ? { ...resource, definition: { ...resource.definition, enabled } }
    : resource;
}

function readAll(file: string): Live[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Live[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
