import type { Rule } from '../rule.ts';
import { crawlerExample, crawlerNeeds } from './support/example.ts';

const after = (passed: string) => crawlerExample(`${crawlerNeeds}, "depends_on": ["load"], "trigger": { ${passed} }`);

/** Arguments for a crawl, which takes none: only job runs have arguments (SDK, Action.Arguments). */
export const crawlerTriggerArguments: Rule = {
  code: 'GP275',
  severity: 'error',
  title: 'arguments for a crawler',
  explanation:
    'A trigger passes arguments to a job run; a crawl takes none. What a crawler does is written in its own settings.',
  bad: after('"arguments": { "--day": "monday" }'),
  good: after('"description": "after the load"'),
  keys: ['crawlers.trigger'],
  check: ({ config }) =>
    (config.crawlers ?? []).flatMap(({ name, trigger }, index) =>
      trigger?.arguments == null
        ? []
        : [
            {
              path: ['crawlers', index, 'trigger', 'arguments'],
              on: 'key' as const,
              message: `the trigger of crawler "${name}" passes arguments, and a crawl takes none`,
              hint: 'remove them',
            },
          ],
    ),
};
