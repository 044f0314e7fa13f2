import type { Found, Lookup, Report } from './lookup.ts';
import { unknownName } from './names.ts';
import { scalarText } from './scalar.ts';
import { substitute } from './substitute.ts';
import { entriesOf, isNull, type Leaf, type Tree } from './tree.ts';

/** One item that a `for_each` asks for. */
export interface Item {
  readonly key: string;
  readonly value: Tree;
}

/** The items of a `for_each`, in the order written: the entries of a map, or the texts of a list, each its own value. */
export function itemsOf(tree: Tree, lookup: Lookup, report: Report): Item[] {
  const made = substitute(tree, { lookup, report });
  if (made == null || (made.kind === 'leaf' && made.isPlaceholder === true)) {
    return [];
  }
  if (made.kind === 'map') {
    return [...made.entries].flatMap(([key, value]) => (isNull(value) ? [] : [{ key, value }]));
  }
  if (made.kind === 'leaf') {
    report({
      code: 'GP119',
      tree: made,
      message: `for_each must be a map or a list of texts, not ${JSON.stringify(made.value)}`,
      hint: 'write {key: value, …} or [key, …]',
    });
    return [];
  }
  const seen = new Set<string>();
  return made.items.flatMap((item) => {
    const key = item.kind === 'leaf' && item.value != null ? scalarText(item.value) : undefined;
    if (key == null) {
      report({
        code: 'GP119',
        tree: item,
        message: `a list of for_each holds texts, and this is ${item.kind === 'leaf' ? 'null' : `a ${item.kind}`}`,
        hint: 'write a map {key: value, …}, whose keys name the items whatever their order',
      });
      return [];
    }
    if (seen.has(key)) {
      report({ code: 'GP119', tree: item, message: `for_each has "${key}" twice`, hint: 'remove one of the two' });
      return [];
    }
    seen.add(key);
    return [{ key, value: item }];
  });
}

/** The value of `each.key`, `each.value` or `each.value.field`; nothing for another name. */
export function eachOf(name: string, item: Item | undefined, from: Leaf): Found | undefined {
  const [first, second, ...path] = name.split('.');
  if (first !== 'each') {
    return undefined;
  }
  if (item == null) {
    return {
      kind: 'absent',
      code: 'GP108',
      message: `\${${name}} stands in an entry without for_each`,
      hint: 'add for_each, or name a variable instead',
    };
  }
  if (second === 'key' && path.length === 0) {
    return { kind: 'value', tree: { kind: 'leaf', at: from.at, value: item.key } };
  }
  if (second !== 'value') {
    return unknownName(name, ['each.key', 'each.value']);
  }
  let tree: Tree | undefined = item.value;
  for (const key of path) {
    tree = entriesOf(tree).get(key);
  }
  if (tree != null && !isNull(tree)) {
    return { kind: 'value', tree };
  }
  const known = [...entriesOf(item.value).keys()];
  return {
    kind: 'absent',
    code: 'GP108',
    message: `item "${item.key}" of for_each has no ${path.join('.')}`,
    hint: `write it there, or \${${name}:-…} with what stands there otherwise${known.length === 0 ? '' : `; it has ${known.join(', ')}`}`,
  };
}
