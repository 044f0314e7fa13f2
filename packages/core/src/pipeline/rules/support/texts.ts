import type { Path } from '../../../config/issue.ts';
import type { Texts } from '../../pipeline.ts';
import type { RuleInput } from '../../rule.ts';
import { argumentsOf, entries } from './entries.ts';
import { nodeTriggers } from './node-triggers.ts';
import { passedArguments } from './passed-arguments.ts';

/** One text of the user's own, with words for what it is. */
export interface UserText {
  readonly path: Path;
  readonly what: string;
  readonly key: string;
  readonly value: string;
}

/** True for a key and its value that a rule wants to look at closely. */
export type Suspects = (key: string, value: string) => boolean;

/** Everything that a script reads, arguments of jobs and of triggers and run properties, of the jobs and maps in which something is suspect. */
export function parameters(input: RuleInput, suspects: Suspects): UserText[] {
  const jobs = entries(input).filter(
    ({ written }) => holds(written.arguments, suspects) || holds(written.non_overridable_arguments, suspects),
  );
  return [
    ...jobs.flatMap((entry) =>
      argumentsOf(entry).map((argument) => ({
        ...argument,
        what: `argument "${argument.key}" of job "${entry.job.name}"`,
      })),
    ),
    ...passedArguments(input)
      .filter((passed) => holds(passed.texts, suspects))
      .flatMap(({ path, job, texts: passed }) =>
        texts(passed, path, `argument that a trigger passes to job "${job}",`),
      ),
    ...input.pipeline.workflows.flatMap(({ at, defaultRunProperties }) =>
      texts(defaultRunProperties, [...at, 'default_run_properties'], 'run property'),
    ),
  ];
}

/** True when an entry of the map is suspect; nearly none is, and what is said of one is put together afterwards. */
export function holds<Value>(
  map: Readonly<Record<string, Value>> | null | undefined,
  suspects: (key: string, value: Value) => boolean,
): boolean {
  // What was parsed inherits nothing.
  for (const key in map) {
    const value = map[key];
    if (value !== undefined && suspects(key, value)) {
      return true;
    }
  }
  return false;
}

/** A map of tags with its place and its owner. */
export interface TagMap {
  readonly path: Path;
  readonly owner: string;
  readonly tags: Texts;
}

/** Every map of tags that is written and that a rule wants to look at closely. */
export function tagMaps(input: RuleInput, isSuspect: (tags: Texts) => boolean): TagMap[] {
  const { config } = input;
  return [
    { path: ['tags'], owner: 'the config', tags: config.tags },
    {
      path: ['workflow', 'tags'],
      owner: 'the workflow',
      tags: typeof config.workflow === 'object' ? config.workflow.tags : undefined,
    },
    { path: ['start', 'tags'], owner: 'the start', tags: config.start?.tags },
    ...entries(input)
      .filter(({ written }) => written.tags != null && isSuspect(written.tags))
      .map(({ job, written }) => ({
        path: [...job.at, 'tags'],
        owner: `job "${job.name}"`,
        tags: written.tags,
      })),
    ...(config.crawlers ?? []).map(({ name, tags }, index) => ({
      path: ['crawlers', index, 'tags'],
      owner: `crawler "${name}"`,
      tags,
    })),
    ...Object.entries(config.workflows ?? {}).flatMap(([name, { tags, start }]) => [
      { path: ['workflows', name, 'tags'], owner: `workflow "${name}"`, tags },
      { path: ['workflows', name, 'start', 'tags'], owner: `the start of workflow "${name}"`, tags: start?.tags },
    ]),
    ...nodeTriggers(input).map(({ path, kind, name, trigger }) => ({
      path: [...path, 'tags'],
      owner: `the trigger of ${kind} "${name}"`,
      tags: trigger.tags,
    })),
    ...(config.triggers ?? []).map(({ name, tags }, index) => ({
      path: ['triggers', index, 'tags'],
      owner: `trigger "${name}"`,
      tags,
    })),
  ].flatMap(({ path, owner, tags }) => (tags != null && isSuspect(tags) ? [{ path, owner, tags }] : []));
}

/** The tags, one by one, of the maps in which something is suspect. */
export function tagTexts(input: RuleInput, suspects: Suspects): UserText[] {
  return tagMaps(input, (tags) => holds(tags, suspects)).flatMap(({ path, tags, owner }) =>
    texts(tags, path, `tag of ${owner},`),
  );
}

function texts(map: Texts | undefined, path: Path, what: string): UserText[] {
  return Object.entries(map ?? {}).map(([key, value]) => ({
    path: [...path, key],
    what: `${what} "${key}"`,
    key,
    value,
  }));
}
