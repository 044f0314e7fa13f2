import { didYouMean } from '../suggest.ts';
import { type GivenVariable, outsidePlace } from './given.ts';
import { type Found, type Lookup, type Report, valueHere } from './lookup.ts';
import { outerText } from './scalar.ts';
import { substitute } from './substitute.ts';
import { entriesOf, isNull, type Leaf, type MapTree, type Tree, treeOf, valueOf } from './tree.ts';

/** What is known from outside of the file. */
export interface Outside {
  readonly environment: string;
  /** Of the place that a deployment goes to, where that is known; stronger than what the file says. */
  readonly region?: string | undefined;
  /** Where the file names none. */
  readonly accountId?: string | undefined;
  /** The environment variables that `env.NAME` means. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Variables whose values are given. */
  readonly variables: readonly GivenVariable[];
  /** An `env.NAME` without a value is an error; otherwise its place is held. */
  readonly isComplete: boolean;
}

/** The names that a config knows everywhere. */
export const commonNames = ['var', 'env', 'environment', 'pipeline_name', 'region', 'account_id'] as const;

/** Names whose values only a place to deploy to can tell, where the file does not. */
export type PlaceName = 'region' | 'account_id';

/** The values of the names that are known everywhere in a config, worked out as they are asked for. */
export interface Names {
  readonly lookup: Lookup;
  /** Those of the place to deploy to that were asked for. */
  readonly asked: ReadonlySet<PlaceName>;
}

/** Looks names up in a config whose environment is merged already. */
export function namesOf(config: MapTree, outside: Outside, report: Report): Names {
  const asked = new Set<PlaceName>();
  const known = new Map<string, Found>();
  const under: string[] = [];

  /** Works a value out once; a name that is asked for while it is worked out needs itself. */
  const once = (name: string, from: Leaf, make: () => Found): Found => {
    const before = known.get(name);
    if (before != null) {
      return before;
    }
    if (under.includes(name)) {
      const circle = [...under.slice(under.indexOf(name)), name].join(' → ');
      report({
        code: 'GP109',
        tree: from,
        message: `these values need each other: ${circle}`,
        hint: 'write one of them without the others',
      });
      return { kind: 'later' };
    }
    under.push(name);
    const found = make();
    under.pop();
    known.set(name, found);
    return found;
  };
  const resolved = (tree: Tree): Tree | undefined => substitute(tree, { lookup, report });
  const topLevel = (key: string): Found | undefined => {
    const tree = config.entries.get(key);
    const made = tree == null ? undefined : resolved(tree);
    return made == null || isNull(made) ? undefined : { kind: 'value', tree: made };
  };
  const variable = (path: readonly string[], name: string): Found => {
    let tree: Tree | undefined = config.entries.get('variables');
    for (const key of path) {
      // What a variable holds may itself be named by another.
      const map = tree?.kind === 'leaf' ? resolved(tree) : tree;
      tree = entriesOf(map).get(key);
    }
    const made = tree == null ? undefined : resolved(tree);
    return made == null || isNull(made) ? noVariable(config, name) : { kind: 'value', tree: made };
  };
  const placeName = (name: PlaceName): Found => {
    asked.add(name);
    const written = topLevel(name);
    const given = name === 'region' ? outside.region : outside.accountId;
    if (given != null && (name === 'region' || written == null)) {
      return { kind: 'value', tree: { kind: 'leaf', at: outsidePlace, value: given } };
    }
    return written ?? { kind: 'later' };
  };
  const lookup: Lookup = (name, from) => {
    const [first = '', ...rest] = name.split('.');
    if (first === 'var' && rest.length > 0) {
      return here(
        once(name, from, () => variable(rest, name)),
        from,
      );
    }
    if (first === 'env' && rest.length > 0) {
      return environmentVariable(rest.join('.'), outside, from);
    }
    switch (name) {
      case 'environment':
        return valueHere(outside.environment, from);
      case 'pipeline_name':
        return here(
          once(name, from, () => topLevel(name) ?? { kind: 'later' }),
          from,
        );
      case 'region':
      case 'account_id':
        return here(
          once(name, from, () => placeName(name)),
          from,
        );
      default:
        return unknownName(name, commonNames);
    }
  };
  return { lookup, asked };
}

/** A value that is written in no file stands where it is used. */
function here(found: Found, from: Leaf): Found {
  return found.kind === 'value' && found.tree.at.file === outsidePlace.file
    ? { ...found, tree: { ...treeOf(valueOf(found.tree), from.at) } }
    : found;
}

function environmentVariable(name: string, { env, isComplete }: Outside, from: Leaf): Found {
  const text = env[name];
  if (text != null) {
    return valueHere(outerText(text), from);
  }
  const message = `the environment variable ${name} is not set`;
  const hint = `set it, or write \${env.${name}:-…} with what stands there otherwise`;
  return { kind: 'absent', code: 'GP116', message, hint, isToCome: !isComplete };
}

function noVariable(config: MapTree, name: string): Found {
  const known = [...entriesOf(config.entries.get('variables')).keys()].map((key) => `var.${key}`);
  const hint =
    didYouMean(name, known) ?? (known.length === 0 ? 'write it under variables' : `known: ${known.join(', ')}`);
  return { kind: 'absent', code: 'GP108', message: `\${${name}} names no variable that has a value`, hint };
}

/** The complaint about a name that means nothing where it is written. */
export function unknownName(name: string, known: readonly string[]): Found {
  const words = known.map((word) => (word === 'var' || word === 'env' ? `${word}.…` : word));
  const hint = didYouMean(name, known) ?? `known here: ${words.join(', ')}; $\${ stands for a \${ that is meant so`;
  return { kind: 'absent', code: 'GP108', message: `\${${name}} means nothing here`, hint };
}
