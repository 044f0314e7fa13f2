import type { EntryName } from '../../config/resolve/changes.ts';
import { type Path, printPath } from '../../config/issue.ts';
import type { Said } from '../../config/meaning.ts';
import type { FlatConfig } from '../../config/overlay.ts';
import { lists } from '../../config/resolve/lists.ts';
import { normalize } from '../normalize.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { topExample } from './support/example.ts';

/** What an environment changes to what it is anyway. */
export const idleOverride: Rule = {
  code: 'GP298',
  severity: 'warn',
  title: 'an environment that changes nothing',
  explanation:
    'What is said there is what the file says anyway, or what Glue does by itself; or it is about something that the environment does not have, or that nobody uses. Remove it, or correct what was meant.',
  bad: topExample('"environments": { "dev": { "jobs": { "load": { "max_retries": 0 } } } }'),
  good: topExample('"environments": { "dev": { "jobs": { "load": { "max_retries": 1 } } } }'),
  keys: ['environments'],
  check: ({ said, pipeline }) => (said == null ? [] : idle(said, pipeline)),
};

function idle(said: Said, pipeline: RuleInput['pipeline']): Finding[] {
  const known = new Map<string, string | undefined>();
  /** What becomes of the config, or of one entry, with all that is said. */
  const whole = (only: EntryName | 'few' | undefined): string | undefined => {
    const key = only == null || only === 'few' ? (only ?? '') : `${only.list} ${only.name}`;
    if (!known.has(key)) {
      known.set(key, only == null ? shown(pipeline) : become(said.without(undefined, only)));
    }
    return known.get(key);
  };
  const told = new Set<string>();
  return said.leaves.flatMap((leaf): Finding[] => {
    const only = entryOf(leaf);
    const place = ['environments', said.key, ...leaf];
    const isGone = only != null && leaf.length > 2 && isAbsent(said.without(undefined, only), only);
    if (isGone) {
      const entry = place.slice(0, 4);
      const again = told.has(printPath(entry));
      told.add(printPath(entry));
      const message = `${only.list.slice(0, -1)} "${only.name}" is changed for an environment that does not have it`;
      return again
        ? []
        : [{ path: entry, on: 'key', message, hint: 'remove the change, or let the environment have it' }];
    }
    // How rules count is seen in what they say, not in what becomes of the config.
    // What counts for every entry mostly shows in the first of them, and a file may have thousands.
    const isIn = (part: EntryName | 'few' | undefined) => become(said.without(leaf, part)) !== whole(part);
    const hasEffect = leaf[0] === 'rules' || (only == null && isIn('few')) || isIn(only);
    return hasEffect
      ? []
      : [
          {
            path: place,
            on: 'key',
            message: `${printPath(leaf)} changes nothing for this environment`,
            hint: 'remove it, or correct what was meant',
          },
        ];
  });
}

/** The entry that a change is about, where it is about one. */
function entryOf([list, name]: Path): EntryName | undefined {
  const known = lists.find((each) => each === list);
  return known != null && name != null ? { list: known, name: String(name) } : undefined;
}

function isAbsent(config: FlatConfig | undefined, { list }: EntryName): boolean {
  return config != null && (config[list] ?? []).length === 0;
}

function become(config: FlatConfig | undefined): string | undefined {
  return config == null ? undefined : shown(normalize(config));
}

/** A pipeline as text, whatever the order of keys and wherever things are written; its workflow has its description. */
function shown(pipeline: RuleInput['pipeline']): string {
  return JSON.stringify({ ...pipeline, description: '' }, (key, each: unknown) => {
    if (key === 'at' && Array.isArray(each)) {
      return undefined;
    }
    return each != null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each;
  });
}
