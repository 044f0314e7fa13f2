import type { Path } from '../../../config/issue.ts';
import type { FlatTrigger } from '../../../config/overlay.ts';
import { meantBy } from '../../nodes.ts';
import type { NodeKind } from '../../pipeline.ts';
import type { RuleInput } from '../../rule.ts';
import { once } from './once.ts';

/** A name of a node that is written somewhere. */
export interface Reference {
  readonly path: Path;
  readonly name: string;
  /** The kind that is asked for, where one is. */
  readonly kind: NodeKind | undefined;
  /** Who says it, and with which verb: `job "load" depends on`. */
  readonly who: string;
  /** The node that says it, which it cannot mean. */
  readonly from: string | undefined;
}

/**
 * Every reference to a job or crawler: what is depended on, waited for, started and watched; one to a group is one to each
 * of its items.
 */
export const references: (input: Pick<RuleInput, 'config'>) => readonly Reference[] = once(
  ({ config }: Pick<RuleInput, 'config'>) => config,
  (input) => {
    const written = writtenReferences(input);
    if (input.config.groups == null || input.config.groups.length === 0) {
      return written;
    }
    const meant = meantBy(input.config);
    return written.flatMap((each) => meant(each.name).map(({ name }) => ({ ...each, name })));
  },
);

/** The same with each name as it is written. */
export const writtenReferences: (input: Pick<RuleInput, 'config'>) => readonly Reference[] = once(
  ({ config }: Pick<RuleInput, 'config'>) => config,
  allReferences,
);

function allReferences({ config }: Pick<RuleInput, 'config'>): Reference[] {
  const nodes = (['jobs', 'crawlers'] as const).flatMap((list) =>
    (config[list] ?? []).flatMap(({ name, depends_on }, index) =>
      ends(depends_on, [list, index, 'depends_on'], `${list.slice(0, -1)} "${name}" depends on`, name),
    ),
  );
  const triggers = (config.triggers ?? []).flatMap(({ name, when, actions }, index) => [
    ...ends(when, ['triggers', index, 'when'], `trigger "${name}" waits for`, undefined),
    ...actions.map((action, position) => {
      const path = ['triggers', index, 'actions', position];
      const who = `trigger "${name}" starts`;
      return typeof action === 'string'
        ? { path, name: action, kind: undefined, who, from: undefined }
        : 'crawler' in action
          ? { path: [...path, 'crawler'], name: action.crawler, kind: 'crawler' as const, who, from: undefined }
          : { path: [...path, 'job'], name: action.job, kind: 'job' as const, who, from: undefined };
    }),
  ]);
  const watched = (config.alerts?.jobs ?? []).map((name, position) => ({
    path: ['alerts', 'jobs', position],
    name,
    kind: 'job' as const,
    who: 'the alert watches',
    from: undefined,
  }));
  return [...nodes, ...triggers, ...watched];
}

/** The ends that are waited for, each with its place. */
function ends(written: FlatTrigger['when'], at: Path, who: string, from: string | undefined): Reference[] {
  if (written == null) {
    return [];
  }
  const [list, path]: [Exclude<typeof written, { any: unknown }>, Path] =
    'any' in written ? [written.any, [...at, 'any']] : [written, at];
  return list.map((end, position) => {
    const place = [...path, position];
    if (typeof end === 'string') {
      return { path: place, name: end, kind: undefined, who, from };
    }
    return 'crawler' in end
      ? { path: [...place, 'crawler'], name: end.crawler, kind: 'crawler', who, from }
      : { path: [...place, 'job'], name: end.job, kind: 'job', who, from };
  });
}
