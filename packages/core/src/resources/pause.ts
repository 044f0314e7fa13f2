import { keyOf, type Live, type Resource, type ResourceOf } from './resource.ts';

/** The tag of a start that somebody has paused: docs/design.md#ownership. Who, and when, with a blank between. */
export const pausedTag = 'gluepipeline:paused';

/** Who has paused a start, and when (ISO 8601, UTC). */
export interface Pause {
  readonly by: string;
  readonly at: string;
}

/** A pause as the value of its tag; what AWS takes in no tag is left out (AWS tagging guide: letters, digits, blanks and `_.:/=+-@`). */
export function pauseText({ by, at }: Pause): string {
  return `${by.replaceAll(/[^\p{L}\p{N} _.:/=+@-]/gu, '-').slice(0, 200)} ${at}`;
}

/** The pause of a live resource, or nothing where it is not paused. */
export function pauseOf({ tags }: Pick<Resource, 'tags'>): Pause | undefined {
  const text = tags[pausedTag];
  if (text == null) {
    return undefined;
  }
  const [, by = text, at = ''] = /^(.*) (\S+)$/s.exec(text) ?? [];
  return { by, at };
}

/** Who paused it, and since when where that is told. */
export function pausedText({ by, at }: Pause): string {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at) ? `${at.slice(0, 16).replace('T', ' ')}Z` : at;
  return `paused by ${by}${time === '' ? '' : ` since ${time}`}`;
}

/** True for what can be paused: a trigger that a clock fires and that can be switched off. */
export function isPausable(resource: Resource): resource is ResourceOf<'trigger'> {
  return resource.kind === 'trigger' && resource.definition.Type === 'SCHEDULED';
}

/** What is wanted with what is paused left so: off, with its tag. */
export function keepingPauses(desired: readonly Resource[], live: readonly Live[]): readonly Resource[] {
  const tags = new Map(live.flatMap((each) => (pauseOf(each) == null ? [] : [[keyOf(each), each.tags[pausedTag]]])));
  return tags.size === 0
    ? desired
    : desired.map((each) => {
        const tag = tags.get(keyOf(each));
        // Without a schedule there is nothing to pause, and `resume` would refuse it: a job would never start again.
        return tag == null || !isPausable(each)
          ? each
          : {
              ...each,
              tags: { ...each.tags, [pausedTag]: tag },
              definition: { ...each.definition, enabled: false },
            };
      });
}
