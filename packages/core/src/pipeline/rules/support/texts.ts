import type { Path } from '../../../config/issue.ts';
import type { Texts } from '../../pipeline.ts';
import type { RuleInput } from '../../rule.ts';
import { argumentsOf, entries } from './entries.ts';

/** One text of the user's own, with words for what it is. */
export interface UserText {
  readonly path: Path;
  readonly what: string;
  readonly key: string;
  readonly value: string;
}

/** Everything that a script reads: arguments and run properties. */
export function parameters(input: RuleInput): UserText[] {
  return [
    ...entries(input).flatMap((entry) =>
      argumentsOf(entry).map((argument) => ({
        ...argument,
        what: `argument "${argument.key}" of job "${entry.job.name}"`,
      })),
    ),
    ...texts(input.config.workflow?.default_run_properties, ['workflow', 'default_run_properties'], 'run property'),
  ];
}

/** A map of tags with its place and its owner. */
export interface TagMap {
  readonly path: Path;
  readonly owner: string;
  readonly tags: Texts;
}

/** Every map of tags that is written. */
export function tagMaps(input: RuleInput): TagMap[] {
  const { config } = input;
  return [
    { path: ['tags'], owner: 'the config', tags: config.tags },
    { path: ['workflow', 'tags'], owner: 'the workflow', tags: config.workflow?.tags },
    { path: ['start', 'tags'], owner: 'the start', tags: config.start?.tags },
    ...entries(input).map(({ job, written }) => ({
      path: [...job.at, 'tags'],
      owner: `job "${job.name}"`,
      tags: written.tags,
    })),
  ].flatMap(({ path, owner, tags }) => (tags == null ? [] : [{ path, owner, tags }]));
}

/** The tags, one by one. */
export function tagTexts(input: RuleInput): UserText[] {
  return tagMaps(input).flatMap(({ path, tags, owner }) => texts(tags, path, `tag of ${owner},`));
}

function texts(map: Texts | undefined, path: Path, what: string): UserText[] {
  return Object.entries(map ?? {}).map(([key, value]) => ({
    path: [...path, key],
    what: `${what} "${key}"`,
    key,
    value,
  }));
}
