import { choosing, nameIn } from '../pipeline/chosen.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { keyOf, type Kind, kinds } from '../resources/resource.ts';

/** A part of a stack, as a user says it. */
export interface Selection {
  /** As they were said: `load`, `+load`, `load+`, `trigger/start`. */
  readonly words: readonly string[];
  readonly items: readonly SelectedItem[];
  /** The triggers that belong to one entry alone, by `keyOf` of the node: made for its `depends_on` or its schedule. */
  readonly own: ReadonlyMap<string, readonly string[]>;
}

/** One thing that a word means. */
export interface SelectedItem {
  readonly word: string;
  /** Nothing where the word leaves it open. */
  readonly kind: Kind | undefined;
  /** In the config, or in AWS. */
  readonly name: string;
  /** For a job or crawler of the config, whoever makes it: its key. */
  readonly node: string | undefined;
}

/** What words mean in a pipeline; whether anything has the name of one that is no node, only a plan can tell. */
export function selectionOf(
  pipeline: Pick<Pipeline, 'nodes' | 'triggers' | 'groups'>,
  words: readonly string[],
): Selection {
  const meant = choosing(pipeline);
  const nodes = new Map(pipeline.nodes.map((node) => [node.name, node]));
  const items = words.flatMap((word): SelectedItem[] => {
    const { kind, plain, name } = partsOf(word);
    const chosen = [...(meant(plain) ?? [])].flatMap((each) => nodes.get(each) ?? []);
    const named = kind == null || chosen.some((node) => node.kind === kind) ? chosen : [];
    return named.length === 0
      ? [{ word, kind, name, node: undefined }]
      : named.map((node) => ({ word, kind: node.kind, name: node.name, node: keyOfNode(node) }));
  });
  return { words, items, own: ownTriggers(pipeline) };
}

/** `+job/load` is `+load` of the kind job; a name may hold slashes too. */
function partsOf(word: string): { readonly kind: Kind | undefined; readonly plain: string; readonly name: string } {
  const whole = nameIn(word);
  const kind = kinds.find((each) => whole.startsWith(`${each}/`));
  const name = kind == null ? whole : whole.slice(kind.length + 1);
  return { kind, name, plain: kind == null ? word : word.replace(`${kind}/`, '') };
}

function ownTriggers({ nodes, triggers }: Pick<Pipeline, 'nodes' | 'triggers'>): Selection['own'] {
  const keys = new Map(nodes.map((node) => [`${node.kind} ${node.name}`, keyOfNode(node)]));
  const own = new Map<string, string[]>();
  for (const trigger of triggers) {
    for (const { kind, name } of trigger.origin === 'node' ? trigger.actions : []) {
      const key = keys.get(`${kind} ${name}`) ?? '';
      own.set(key, [...(own.get(key) ?? []), keyOf({ kind: 'trigger', name: trigger.resourceName })]);
    }
  }
  return own;
}

function keyOfNode({ kind, resourceName }: Pipeline['nodes'][number]): string {
  return keyOf({ kind, name: resourceName });
}
