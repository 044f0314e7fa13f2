import type { Clock } from '../glue/handler.ts';
import type { Tags } from '../glue/records.ts';

interface Entry {
  readonly at: number;
  /** Undefined once the resource is gone. */
  readonly tags: Tags | undefined;
}

/** The tagging service's view of tags by ARN, which may lag behind what GetTags says. */
export class TagIndex {
  readonly #history = new Map<string, Entry[]>();
  readonly #clock: Clock;
  readonly #lag: number;

  constructor(clock: Clock, lag: number) {
    this.#clock = clock;
    this.#lag = lag;
  }

  /** Notes the tags a resource has from now on; `since` is for what was there before the server started. */
  note(arn: string, tags: Tags | undefined, since = this.#clock.now()): void {
    const known = this.#history.get(arn) ?? [];
    this.#history.set(arn, [...known.slice(-8), { at: since, tags }]);
  }

  /** Every resource the index shows now, with its tags, ordered by ARN. */
  list(): readonly (readonly [arn: string, tags: Tags])[] {
    const horizon = this.#clock.now() - this.#lag;
    return [...this.#history]
      .flatMap(([arn, entries]) => {
        const tags = entries.findLast((entry) => entry.at <= horizon)?.tags;
        return tags == null ? [] : [[arn, tags] as const];
      })
      .sort(([left], [right]) => (left < right ? -1 : 1));
  }
}
