import type { Lookup, Report } from './lookup.ts';
import { scalarText, yamlScalar } from './scalar.ts';
import { hasTemplate, type Piece, piecesOf } from './template.ts';
import type { Leaf, Tree } from './tree.ts';

/** How the names in texts are replaced. */
export interface Substitution {
  readonly lookup: Lookup;
  readonly report: Report;
  /** Names that are left as they stand, for somebody else to replace. */
  readonly keeps?: (name: string) => boolean;
}

/**
 * A tree with every `${…}` in its texts replaced. A text that is one `${…}` and nothing else becomes what that names,
 * whatever its type, and stands where that is written; `${x:-}` without a value takes its key or item away. Nothing
 * comes back where the whole is taken away.
 */
export function substitute(tree: Tree, by: Substitution): Tree | undefined {
  switch (tree.kind) {
    case 'leaf':
      return typeof tree.value === 'string' && hasTemplate(tree.value) ? inLeaf(tree, tree.value, by) : tree;
    case 'list': {
      const items = tree.items.map((item) => substitute(item, by));
      return items.every((item, index) => item === tree.items[index])
        ? tree
        : { ...tree, items: items.filter((item) => item != null) };
    }
    case 'map': {
      let changed: Map<string, Tree> | undefined;
      for (const [key, each] of tree.entries) {
        const made = substitute(each, by);
        if (made !== each) {
          changed ??= new Map(tree.entries);
          if (made == null) {
            changed.delete(key);
          } else {
            changed.set(key, made);
          }
        }
      }
      return changed == null ? tree : { ...tree, entries: changed };
    }
  }
}

function inLeaf(leaf: Leaf, text: string, by: Substitution): Tree | undefined {
  const pieces = piecesOf(text);
  if (pieces == null) {
    by.report({
      code: 'GP108',
      tree: leaf,
      message: `${JSON.stringify(text)} holds a \${ without its }`,
      hint: 'close it, or write $${ for a ${ that is meant as it stands',
    });
    return { ...leaf, isPlaceholder: true };
  }
  const [first] = pieces;
  if (pieces.length === 1 && first?.kind === 'name' && by.keeps?.(first.name) !== true) {
    return alone(first, leaf, by);
  }
  return inText(pieces, leaf, by);
}

type Name = Extract<Piece, { kind: 'name' }>;

/** A `${…}` and nothing else. */
function alone(piece: Name, leaf: Leaf, by: Substitution): Tree | undefined {
  const found = by.lookup(piece.name, leaf);
  if (found.kind === 'value') {
    return found.tree;
  }
  if (found.kind === 'later') {
    return { ...leaf, value: piece.written, isPlaceholder: true };
  }
  if (piece.fallback == null) {
    if (found.isToCome !== true) {
      by.report({ code: found.code, tree: leaf, message: found.message, hint: found.hint });
    }
    return { ...leaf, value: piece.written, isPlaceholder: true };
  }
  return fallbackOf(piece.fallback, leaf, by);
}

/** What is written behind `:-`; "" is nothing. */
function fallbackOf(fallback: string, leaf: Leaf, by: Substitution): Tree | undefined {
  if (fallback === '') {
    return undefined;
  }
  return hasTemplate(fallback)
    ? inLeaf({ kind: 'leaf', at: leaf.at, value: fallback }, fallback, by)
    : { kind: 'leaf', at: leaf.at, value: yamlScalar(fallback) };
}

function inText(pieces: readonly Piece[], leaf: Leaf, by: Substitution): Leaf {
  const parts = pieces.map((piece) => partOf(piece, leaf, by));
  const isSo = (mark: 'isPlaceholder' | 'isLiteral') => parts.some((part) => part[mark] === true);
  return {
    kind: 'leaf',
    at: leaf.at,
    value: parts.map(({ text }) => text).join(''),
    ...(isSo('isPlaceholder') ? { isPlaceholder: true } : {}),
    ...(isSo('isLiteral') ? { isLiteral: true } : {}),
  };
}

type Part = { readonly text: string } & Pick<Leaf, 'isPlaceholder' | 'isLiteral'>;

function partOf(piece: Piece, leaf: Leaf, by: Substitution): Part {
  if (piece.kind === 'text') {
    const { text } = piece;
    // Where others still look for names, what is meant as it stands stays marked as such.
    const kept = by.keeps == null ? text : text.replaceAll('${', () => '$${');
    return { text: kept, ...(hasTemplate(text) ? { isLiteral: true } : {}) };
  }
  if (by.keeps?.(piece.name) === true) {
    return { text: piece.written };
  }
  const tree = alone(piece, leaf, by);
  const marks = tree?.kind === 'leaf' ? tree : {};
  return { ...marks, text: tree == null ? '' : joined(tree, piece, leaf, by) };
}

/** A value inside a longer text: a list as its items, a map as its keys, joined by commas. */
function joined(tree: Tree, piece: Name, leaf: Leaf, by: Substitution): string {
  if (tree.kind === 'leaf') {
    return scalarText(tree.value);
  }
  if (tree.kind === 'map') {
    return [...tree.entries.keys()].join(',');
  }
  return tree.items
    .map((item) => {
      if (item.kind === 'leaf') {
        return scalarText(item.value);
      }
      by.report({
        code: 'GP108',
        tree: leaf,
        message: `${piece.written} is a list of ${item.kind}s, which cannot stand inside a text`,
        hint: 'name a list of texts, or let the whole value be that one name',
      });
      return '';
    })
    .join(',');
}
