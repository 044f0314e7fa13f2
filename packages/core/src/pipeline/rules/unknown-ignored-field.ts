import { suggest } from '../../config/suggest.ts';
import type { Path } from '../../config/issue.ts';
import { ignorableCrawlerFields, ignorableJobFields, ignorableTriggerFields } from '../ignorable.ts';
import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';

/** A field of `ignore_changes` that a plan never compares, so that its change would not be ignored. */
export const unknownIgnoredField: Rule = {
  code: 'GP282',
  severity: 'error',
  title: 'an unknown field in ignore_changes',
  explanation: `\`ignore_changes\` names fields as the config does. Of a job: ${list(ignorableJobFields)}, \`arguments.--<key>\`. Of a crawler: ${list(ignorableCrawlerFields)}. Of a trigger: ${list(ignorableTriggerFields)}. Of all: \`tags\`, \`tags.<key>\`.`,
  bad: sparkExample('"ignore_changes": ["workers"]'),
  good: sparkExample('"ignore_changes": ["number_of_workers", "arguments.--day", "tags.owner"]'),
  keys: [
    'jobs.ignore_changes',
    'crawlers.ignore_changes',
    'triggers.ignore_changes',
    'jobs.trigger',
    'crawlers.trigger',
  ],
  check: ({ config }) => [
    ...(['jobs', 'crawlers'] as const).flatMap((kind) =>
      (config[kind] ?? []).flatMap(({ ignore_changes, trigger }, index) => [
        ...unknown(ignore_changes, [kind, index], kind === 'jobs' ? ignorableJobFields : ignorableCrawlerFields),
        ...unknown(trigger?.ignore_changes, [kind, index, 'trigger'], ignorableTriggerFields),
      ]),
    ),
    ...(config.triggers ?? []).flatMap(({ ignore_changes }, index) =>
      unknown(ignore_changes, ['triggers', index], ignorableTriggerFields),
    ),
  ],
};

function list(fields: readonly string[]): string {
  return fields.map((field) => `\`${field}\``).join(', ');
}

function unknown(fields: readonly string[] | undefined, at: Path, known: readonly string[]): Finding[] {
  const all = [...known, 'tags'];
  return (fields ?? []).flatMap((field, index): Finding[] => {
    const [top = '', ...rest] = field.split('.');
    const isPart = top === 'tags' || (known.includes('arguments') && /^(?:non_overridable_)?arguments$/.test(top));
    if (all.includes(field) || (isPart && rest.join('.') !== '')) {
      return [];
    }
    const best = suggest(field, all);
    return [
      {
        path: [...at, 'ignore_changes', index],
        message: `ignore_changes names "${field}", which is no field here`,
        hint: `${best == null ? '' : `did you mean "${best}"? `}known: ${all.join(', ')}`,
      },
    ];
  });
}
