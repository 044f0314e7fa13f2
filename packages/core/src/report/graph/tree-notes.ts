import type { Dependency, Node, Pipeline, Trigger } from '../../pipeline/pipeline.ts';
import { endsOf } from './view.ts';

/** What the place in the tree does not say of how a node starts. */
export function notesOf({ triggers }: Pipeline, parents: ReadonlyMap<string, string>): (node: Node) => string {
  const ways = new Map<string, Trigger[]>();
  for (const trigger of triggers) {
    for (const name of new Set(trigger.actions.map((action) => action.name))) {
      const known = ways.get(name);
      if (known == null) {
        ways.set(name, [trigger]);
      } else {
        known.push(trigger);
      }
    }
  }
  return ({ name }) => {
    const parent = parents.get(name);
    const [first, ...others] = (ways.get(name) ?? []).toSorted(
      (a, b) => Number(waitsFor(b, parent)) - Number(waitsFor(a, parent)),
    );
    return [first == null ? '' : wayText(first, parent), ...others.map((trigger) => `or by ${trigger.name}`)]
      .filter((part) => part !== '')
      .join(', ');
  };
}

function waitsFor({ firing }: Trigger, name: string | undefined): boolean {
  return endsOf(firing).some((end) => end.name === name);
}

/** Nothing for a trigger that starts by itself: it stands above. */
function wayText({ firing, enabled }: Trigger, parent: string | undefined): string {
  if (firing.kind !== 'conditions') {
    return '';
  }
  const own = firing.ends.find(({ name }) => name === parent);
  const others = firing.ends.filter((end) => end !== own);
  const parts =
    firing.logical === 'any' && firing.ends.length > 1
      ? [`after any of ${few(firing.ends)}`]
      : [
          own == null || own.state === 'SUCCEEDED' ? '' : `when ${own.state}`,
          others.length === 0 ? '' : `also after ${few(others)}`,
        ];
  return [...parts, enabled ? '' : 'off'].filter((part) => part !== '').join(', ');
}

/** The first ends, and how many more there are. */
function few(ends: readonly Dependency[]): string {
  const most = 3;
  const names = ends.map(({ name, state }) => (state === 'SUCCEEDED' ? name : `${name} ${state}`));
  return names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most - 1).join(', ')} and ${String(names.length - most + 1)} more`;
}
