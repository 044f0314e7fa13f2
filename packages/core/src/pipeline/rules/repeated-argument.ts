import type { Path } from '../../config/issue.ts';
import { hasShortForms } from '../../config/levels.ts';
import type { WrittenConfig, WrittenJob, WrittenJobDefaults } from '../../config/schema.ts';
import { argumentKey, unfolded } from '../../config/short-forms.ts';
import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { holds } from './support/texts.ts';

/** One argument twice on one level: with and without its dashes, or as a short form beside it. */
export const repeatedArgument: Rule = {
  code: 'GP226',
  severity: 'error',
  title: 'the same argument twice',
  explanation:
    'An argument may be written with or without the leading `--`, and some of them in a short form, such as `metrics` for `--enable-metrics`, or as one of `secrets`. Written twice on one level, one of them would be lost; a level of `defaults` may be overruled by the job.',
  bad: sparkExample('"arguments": { "day": "monday", "--day": "friday" }'),
  good: sparkExample('"arguments": { "day": "friday" }'),
  keys: ['jobs.arguments', 'jobs.non_overridable_arguments', 'jobs.trigger', 'triggers', 'defaults'],
  check: ({ file }) => [
    ...(file.jobs ?? []).flatMap((job, index) =>
      isSuspect(job)
        ? [
            ...ofLevel(job, ['jobs', index], ` of job "${job.name}"`),
            ...ofMap(job.trigger?.arguments, ['jobs', index, 'trigger', 'arguments'], ` passed to job "${job.name}"`),
          ]
        : [],
    ),
    ...(file.triggers ?? []).flatMap(({ name, actions }, index) =>
      actions.flatMap((action, position) =>
        typeof action === 'string' || 'crawler' in action
          ? []
          : ofMap(
              action.arguments,
              ['triggers', index, 'actions', position, 'arguments'],
              ` passed by trigger "${name}"`,
            ),
      ),
    ),
    ...(['jobs', 'glueetl', 'pythonshell', 'streaming'] as const).flatMap((kind) =>
      ofLevel(file.defaults?.[kind], ['defaults', kind], ` of defaults.${kind}`),
    ),
  ],
};

/** Only a key without dashes can be another's second form, and most are written with them. */
function isSuspect(job: WrittenJob): boolean {
  return (
    hasShortForms(job) ||
    holds(job.arguments, isBare) ||
    holds(job.non_overridable_arguments, isBare) ||
    holds(job.trigger?.arguments, isBare)
  );
}

function isBare(key: string): boolean {
  return !key.startsWith('--');
}

function ofLevel(level: WrittenJobDefaults | null | undefined, at: Path, of: string): Finding[] {
  if (level == null) {
    return [];
  }
  return [
    ...(['arguments', 'non_overridable_arguments'] as const).flatMap((map) => ofMap(level[map], [...at, map], of)),
    ...(hasShortForms(level) ? besideShortForms(level, at, of) : []),
  ];
}

type Written = NonNullable<WrittenConfig['jobs']>[number]['arguments'];

function ofMap(map: Written, at: Path, of: string): Finding[] {
  if (!holds(map, isBare)) {
    return [];
  }
  const seen = new Set<string>();
  return Object.keys(map ?? {}).flatMap((key): Finding[] => {
    const argument = argumentKey(key);
    if (!seen.has(argument)) {
      seen.add(argument);
      return [];
    }
    return [
      {
        path: [...at, key],
        on: 'key',
        message: `argument "${argument}"${of} is written with and without --`,
        hint: 'remove one of the two',
      },
    ];
  });
}

function besideShortForms(level: WrittenJobDefaults, at: Path, of: string): Finding[] {
  const own = Object.keys(level.arguments ?? {});
  const known = new Map(own.map((key) => [argumentKey(key), { word: 'arguments', path: [...at, 'arguments', key] }]));
  return unfolded(level).flatMap(([word, passed]) =>
    Object.keys(passed).flatMap((argument): Finding[] => {
      const before = known.get(argument);
      known.set(argument, { word, path: [...at, word] });
      return before == null
        ? []
        : [
            {
              path: before.word === 'arguments' ? before.path : [...at, word],
              on: 'key',
              message: `argument "${argument}"${of} is written twice: in ${before.word} and as ${word}`,
              hint: 'remove one of the two',
            },
          ];
    }),
  );
}
