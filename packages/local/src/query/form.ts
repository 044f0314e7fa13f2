import type { Json, JsonObject } from '../json.ts';
import type { ServiceModel } from '../validation/shape.ts';

/** What is known of the request apart from its operation. */
const outside = new Set(['Action', 'Version']);

type Tree = Map<string, Tree | string>;

/**
 * The input in a form of AWS's query protocol (`Tags.member.1.Key=…`), as the shape of the operation has it; what no
 * shape knows stays a member, for the validation to refuse.
 */
export function readForm(model: ServiceModel, operation: string, form: URLSearchParams): JsonObject {
  const tree: Tree = new Map();
  for (const [name, value] of form) {
    if (!outside.has(name)) {
      plant(tree, name.split('.'), value);
    }
  }
  return structure(model, model.operations[operation] ?? '', tree);
}

function plant(tree: Tree, path: readonly string[], value: string): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    tree.set(head, value);
    return;
  }
  const known = tree.get(head);
  const branch = known == null || typeof known === 'string' ? new Map<string, Tree | string>() : known;
  tree.set(head, branch);
  plant(branch, rest, value);
}

function structure(model: ServiceModel, name: string, tree: Tree): JsonObject {
  const members = model.shapes[name]?.members ?? {};
  return Object.fromEntries([...tree].map(([key, value]) => [key, valueOf(model, members[key] ?? '', value)]));
}

function valueOf(model: ServiceModel, name: string, value: Tree | string): Json {
  const shape = model.shapes[name];
  switch (shape?.type) {
    case 'list':
      return branches(value, 'member').map((item) => valueOf(model, shape.member ?? '', item));
    case 'map':
      return Object.fromEntries(branches(value, 'entry').flatMap((item) => entry(model, shape.value ?? '', item)));
    case 'structure':
      return value instanceof Map ? structure(model, name, value) : value;
    default:
      return typeof value === 'string' ? scalar(shape?.type, value) : structure(model, '', value);
  }
}

/** The items of a list or map in the order of their numbers; an empty list is sent as an empty text. */
function branches(value: Tree | string, word: string): readonly (Tree | string)[] {
  const items = value instanceof Map ? value.get(word) : undefined;
  return items instanceof Map
    ? [...items].sort(([left], [right]) => Number(left) - Number(right)).map(([, item]) => item)
    : [];
}

/** SNS calls the two parts of an entry also `Name` and `Value` (botocore, MessageAttributeMap). */
function entry(model: ServiceModel, valueShape: string, item: Tree | string): [string, Json][] {
  const part = (...names: string[]): Tree | string | undefined =>
    item instanceof Map ? names.map((name) => item.get(name)).find((found) => found != null) : undefined;
  const [key, value] = [part('key', 'Name'), part('value', 'Value')];
  return typeof key === 'string' ? [[key, valueOf(model, valueShape, value ?? '')]] : [];
}

/** Every value comes as text; one that is none of its type stays what it is, for the validation to refuse. */
function scalar(type: string | undefined, text: string): Json {
  if (type === 'boolean' && (text === 'true' || text === 'false')) {
    return text === 'true';
  }
  const number = type === 'integer' && text !== '' ? Number(text) : Number.NaN;
  return Number.isNaN(number) ? text : number;
}
