import type { Path } from '../../config/issue.ts';
import type { FlatTrigger } from '../../config/overlay.ts';
import type { Finding, Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

const limits = { batch_size: 100, batch_window: 900 } as const;

/** A batch of events beyond what Glue collects (botocore, glue BatchSize and BatchWindow). */
export const eventBatch: Rule = {
  code: 'GP289',
  severity: 'error',
  title: 'a batch of events that is too large',
  explanation: `A trigger collects at most ${limits.batch_size} events (\`batch_size\`), for at most ${limits.batch_window} seconds (\`batch_window\`).`,
  bad: topExample('"start": { "event": { "batch_size": 500 } }'),
  good: topExample('"start": { "event": { "batch_size": 100 } }'),
  keys: ['start.event', 'workflows', 'triggers.event'],
  check: ({ config }) => [
    ...beyond(config.start?.event, ['start']),
    ...Object.entries(config.workflows ?? {}).flatMap(([name, { start }]) =>
      beyond(start?.event, ['workflows', name, 'start']),
    ),
    ...(config.triggers ?? []).flatMap(({ event }, index) => beyond(event, ['triggers', index])),
  ],
};

function beyond(event: FlatTrigger['event'], at: Path): Finding[] {
  return (['batch_size', 'batch_window'] as const).flatMap((key) => {
    const value = event?.[key] ?? 0;
    return value <= limits[key]
      ? []
      : [{ path: [...at, 'event', key], message: `${key} is ${value}`, hint: `write at most ${limits[key]}` }];
  });
}
