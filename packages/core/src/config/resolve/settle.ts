import * as v from 'valibot';

import { printPath, type Path } from '../issue.ts';
import { schemaAt } from '../schema-walk.ts';
import { takesText } from '../value.ts';
import type { Report } from './lookup.ts';
import type { Leaf, MapTree, Tree } from './tree.ts';

/** Levels and values that are kept as they are written. */
const unresolved: ReadonlySet<string> = new Set(['defaults', 'environments', 'variables']);

/** A config that can be judged, and the `${…}` in it whose values are not known. */
export interface Settled {
  readonly tree: MapTree;
  readonly placeholders: ReadonlySet<string>;
}

/**
 * A config in which what is not known yet has a value that its key takes, so that the rest can be judged; and in which a
 * `${` that is meant as it stands is only where text is wanted, since nobody looks for names in it any more.
 */
export function settled(config: MapTree, report: Report): Settled {
  const placeholders = new Set<string>();
  const entries = new Map<string, Tree>();
  for (const [key, each] of config.entries) {
    entries.set(key, unresolved.has(key) ? each : settle(each, [key], { report, placeholders }));
  }
  return { tree: { ...config, entries }, placeholders };
}

interface Findings {
  readonly report: Report;
  readonly placeholders: Set<string>;
}

function settle(tree: Tree, path: Path, findings: Findings): Tree {
  switch (tree.kind) {
    case 'leaf':
      return tree.isPlaceholder === true || tree.isLiteral === true ? settleLeaf(tree, path, findings) : tree;
    case 'list': {
      const items = tree.items.map((item, index) => settle(item, [...path, index], findings));
      return items.every((item, index) => item === tree.items[index]) ? tree : { ...tree, items };
    }
    case 'map': {
      let changed: Map<string, Tree> | undefined;
      for (const [key, each] of tree.entries) {
        const made = settle(each, [...path, key], findings);
        if (made !== each) {
          changed ??= new Map(tree.entries);
          changed.set(key, made);
        }
      }
      return changed == null ? tree : { ...tree, entries: changed };
    }
  }
}

function settleLeaf(leaf: Leaf, path: Path, { report, placeholders }: Findings): Leaf {
  const schema = schemaAt(path);
  if (leaf.isPlaceholder === true && typeof leaf.value === 'string') {
    (leaf.value.match(/\$\{[^}]*\}?/g) ?? []).forEach((written) => placeholders.add(written));
  }
  if (schema == null || takesText(schema)) {
    return leaf;
  }
  if (leaf.isPlaceholder === true) {
    return { ...leaf, value: sampleOf(schema) };
  }
  report({
    code: 'GP105',
    tree: leaf,
    message: `${printPath(path)} cannot hold the text ${JSON.stringify(leaf.value)}`,
    hint: '$${ stands for a ${ of the text itself; write ${ for a value',
  });
  return { ...leaf, value: null };
}

/** A value that a key takes; where there is none to be had, the key counts as not written. */
function sampleOf(schema: v.GenericSchema): unknown {
  const samples =
    schema.type === 'picklist' ? (schema as v.PicklistSchema<string[], undefined>).options : [1, true, [], {}];
  return samples.find((sample) => v.safeParse(schema, sample).success) ?? null;
}
