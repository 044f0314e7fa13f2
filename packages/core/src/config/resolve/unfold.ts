import { below } from './place.ts';
import { entriesOf, isNull, type MapTree, type Tree, withEntries } from './tree.ts';

/**
 * A level of the top with its short forms spelled out, so that two levels can be merged: `schedule` is `start.schedule`,
 * in `workflows` too, and a text as `naming` is for jobs and crawlers. Where a level says both, both stay, to be
 * complained of.
 */
export function unfoldedTop(level: MapTree): MapTree {
  const naming = level.entries.get('naming');
  const workflows = level.entries.get('workflows');
  return withEntries(withStart(level), {
    naming: naming?.kind === 'leaf' && !isNull(naming) ? namingOfText(naming) : naming,
    workflows:
      workflows?.kind === 'map'
        ? {
            ...workflows,
            entries: new Map(
              Array.from(workflows.entries, ([name, each]) => [name, each.kind === 'map' ? withStart(each) : each]),
            ),
          }
        : workflows,
  });
}

/** A text that is a template of names; one that only names another value may turn out to be a map, and stays. */
function namingOfText(naming: Tree): Tree {
  if (naming.kind !== 'leaf' || typeof naming.value !== 'string' || /^\$\{var\.[^}]*\}$/.test(naming.value)) {
    return naming;
  }
  const entries = new Map([
    ['job', naming],
    ['crawler', naming],
  ]);
  return { kind: 'map', at: naming.at, entries };
}

function withStart(level: MapTree): MapTree {
  const schedule = level.entries.get('schedule');
  const start = level.entries.get('start');
  if (schedule == null || entriesOf(start).has('schedule') || (start != null && start.kind !== 'map')) {
    return level;
  }
  const entries = new Map([...entriesOf(start), ['schedule', schedule] as const]);
  // A block that only the short form asks for stands where the short form does.
  const at = start?.at ?? below(level.at, 'schedule');
  return withEntries(level, { schedule: undefined, start: { kind: 'map', at, entries } });
}
