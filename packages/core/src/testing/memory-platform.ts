import { digestsIn } from '../resources/artifact.ts';
import type { Platform, ReadRequest } from '../deploy/ports.ts';
import { stackTag } from '../resources/ownership.ts';
import {
  activationOf,
  keyOf,
  kinds,
  type Live,
  ownerOf,
  type Resource,
  type ResourceRef,
  switched,
} from '../resources/resource.ts';

/** A Platform that only remembers: for tests of what stands on the port. Real adapters are tested over the wire. */
export class MemoryPlatform implements Platform {
  readonly resources = new Map<string, Live>();
  /** `create job/x`, in the order of the calls. */
  readonly calls: string[] = [];
  /** Throws before the call has an effect. */
  readonly failOn = new Map<string, Error>();

  async read(request: ReadRequest) {
    const named = kinds.flatMap((kind) => (request.names[kind] ?? []).map((name) => keyOf({ kind, name })));
    const recorded = (await request.recorded?.()) ?? [];
    const wanted = new Set([...named, ...recorded.map(keyOf)]);
    const found = [...this.resources.values()].filter(
      (each) => wanted.has(keyOf(each)) || (request.stack != null && ownerOf(each) === request.stack),
    );
    return { resources: found, notes: [] };
  }

  create(resource: Resource): Promise<void> {
    return this.#call('create', resource, () => this.#put(made(resource)));
  }

  update(resource: Resource, live: Live): Promise<void> {
    return this.#call('update', resource, () => {
      const now = this.resources.get(keyOf(resource)) ?? live;
      this.#put(withTags(withState(resource, now), now));
    });
  }

  adopt(resource: Resource, stack: string): Promise<void> {
    return this.#call('adopt', resource, () => {
      const live = this.resources.get(keyOf(resource));
      if (live != null) {
        this.#put({ ...live, tags: { ...live.tags, [stackTag]: stack } });
      }
    });
  }

  delete(resource: Resource): Promise<void> {
    return this.#call('delete', resource, () => this.resources.delete(keyOf(resource)));
  }

  setActive(trigger: ResourceRef, active: boolean): Promise<void> {
    return this.#call(active ? 'activate' : 'deactivate', trigger, () => {
      const live = this.resources.get(keyOf(trigger));
      if (live != null) {
        this.#put(switched(live, active));
      }
    });
  }

  digestsInJobs(): Promise<ReadonlySet<string>> {
    const jobs = [...this.resources.values()].filter(({ kind }) => kind === 'job');
    return Promise.resolve(digestsIn(jobs));
  }

  /** What is read back knows nothing of the config: members without a word of ours are just members. */
  #put(resource: Live): void {
    const { extra, ...live } = resource;
    this.resources.set(keyOf(resource), extra == null ? live : { ...live, unmodelled: extra });
  }

  #call(verb: string, ref: ResourceRef, effect: () => void): Promise<void> {
    const call = `${verb} ${keyOf(ref)}`;
    this.calls.push(call);
    const failure = this.failOn.get(call);
    if (failure != null) {
      return Promise.reject(failure);
    }
    effect();
    return Promise.resolve();
  }
}

/** A trigger or a rule is made stopped, whatever it is to become. */
function made(resource: Resource): Live {
  return switched(resource, false);
}

/** An update does not touch whether a trigger or a rule is on. */
function withState(resource: Resource, live: Live): Live {
  return switched(resource, activationOf(live) ?? true);
}

/** Tags that nobody of ours set stay. */
function withTags(resource: Live, live: Live): Live {
  return { ...resource, tags: { ...live.tags, ...resource.tags } };
}
