import { didYouMean } from '../suggest.ts';
import type { Report } from './lookup.ts';
import { topOf } from './place.ts';
import { outerText } from './scalar.ts';
import { entriesOf, type MapTree, type Tree, treeOf, withEntries } from './tree.ts';

/** A variable whose value is given from outside of the file. */
export interface GivenVariable {
  readonly name: string;
  readonly text: string;
  /** The text as JSON or YAML, where it is a list or a map. */
  readonly structure: unknown;
  /** Said on the command line, and so a mistake where no variable is meant. */
  readonly isSaid: boolean;
}

/** Where a value stands that is in no file: it is shown where it is used. */
export const outsidePlace = topOf(-1);

/** A config whose variables have the values that are given; a list or map in the file wants one of its kind. */
export function withGiven(config: MapTree, given: readonly GivenVariable[], text: string, report: Report): MapTree {
  if (given.length === 0) {
    return config;
  }
  const before = config.entries.get('variables');
  const variables = new Map(entriesOf(before));
  for (const each of given) {
    const written = variables.get(each.name);
    if (written != null || !each.isSaid || text.includes(`\${var.${each.name}`)) {
      variables.set(each.name, valueFor(each, written, report));
    } else {
      const known = [...variables.keys()];
      report({
        code: 'GP121',
        tree: { kind: 'leaf', at: outsidePlace, value: each.text },
        message: `--var ${each.name}: the file has no variable of that name`,
        hint:
          didYouMean(each.name, known) ??
          (known.length === 0 ? 'write it under variables' : `known: ${known.join(', ')}`),
      });
    }
  }
  return withEntries(config, { variables: { kind: 'map', at: before?.at ?? config.at, entries: variables } });
}

function valueFor(given: GivenVariable, written: Tree | undefined, report: Report): Tree {
  if (written?.kind !== 'list' && written?.kind !== 'map') {
    return { kind: 'leaf', at: outsidePlace, value: outerText(given.text) };
  }
  const tree = treeOf(given.structure, outsidePlace);
  if (tree.kind !== written.kind) {
    report({
      code: 'GP121',
      tree: { kind: 'leaf', at: outsidePlace, value: given.text },
      message: `variable "${given.name}" is a ${written.kind}, and its value from outside is none`,
      hint: written.kind === 'list' ? 'write it as [a, b]' : 'write it as {key: value}',
    });
    return written;
  }
  return tree;
}
