import type { Rule } from '../rule.ts';
import { topExample } from './support/example.ts';

const trigger = (workflow: string) =>
  topExample(`${workflow}"triggers": [{ "name": "arrived", "event": { "batch_size": 5 }, "actions": ["load"] }]`);

/** A trigger for events outside every workflow: EventBridge tells a workflow of them, never a trigger (Glue developer guide, starting-workflow-eventbridge). */
export const eventOutside: Rule = {
  code: 'GP273',
  severity: 'error',
  title: 'an event outside a workflow',
  explanation:
    'EventBridge notifies a workflow, whose start trigger then collects the events. An `event` needs a workflow: write `workflow`, or the name of one of `workflows`.',
  bad: trigger(''),
  good: trigger('"workflow": {}, '),
  keys: ['triggers.event', 'start.event'],
  check: ({ pipeline }) =>
    pipeline.triggers
      .filter(({ firing, workflow }) => firing.kind === 'event' && workflow == null)
      .map(({ at, origin, name }) => ({
        path: [...at, 'event'],
        message: `${origin === 'start' ? 'the start' : `trigger "${name}"`} waits for events and belongs to no workflow`,
        hint: 'add "workflow"',
      })),
};
