import * as v from 'valibot';

import { described, eachItem, onlyIn, optional, waiting, workflowOfNode } from './schema-parts.ts';
import { flag, integer, isMap, jsonMap, list, shaped, text, textMap, texts } from './value.ts';

/** What a trigger passes to the run that it starts (SDK, Action). */
const passed = {
  arguments: optional(textMap(), 'Arguments of the run, over those of the job; keys with or without the leading --.'),
  timeout: optional(integer(1), 'Minutes after which the run is stopped. Default: the timeout of the job.'),
  security_configuration: optional(text(), 'The Glue security configuration of the run, by name.'),
  notify_delay_after: optional(integer(1), 'Minutes after which a run that still goes on is announced by an event.'),
};

/** The words that describe a trigger itself. */
const itself = {
  enabled: optional(flag(), 'Whether the trigger may fire. Default: true.'),
  resource_name: optional(text(), 'The name of the trigger in AWS. Default: that which `naming` makes.'),
  description: optional(text(), 'A sentence for people who read the trigger in AWS.'),
  tags: optional(textMap(), 'Tags of the trigger, over those of the file.'),
  ignore_changes: optional(texts(), 'Fields of the trigger that keep the value they have in AWS.'),
};

/** What a node says of the trigger that is made for it. */
export const triggerOfNode = v.strictObject({ ...passed, ...itself });

const eventSchema = v.strictObject({
  pattern: optional(jsonMap(), 'The event pattern: a rule of EventBridge is made with it. Default: the rule is yours.'),
  bus: optional(text(), 'The event bus of that rule. Default: default.'),
  role: optional(text(), 'The IAM role, by ARN, with which EventBridge notifies Glue. Default: one is made.'),
  batch_size: optional(integer(1), 'How many events start one run. Default: 1.'),
  batch_window: optional(integer(1), 'Seconds after the first event when a run starts all the same. Default: 900.'),
});

/** How a workflow starts. */
export const startSchema = v.strictObject({
  schedule: optional(text(), 'When the workflow starts, as cron(…) in UTC. Default: on demand.'),
  event: optional(eventSchema, 'The events of EventBridge that start the workflow.'),
  enabled: optional(flag(), 'Whether the schedule is active. Default: true.'),
  resource_name: optional(
    text(),
    'The name of the start trigger in AWS. Default: that which `naming` makes of "start".',
  ),
  description: optional(text(), 'A sentence for people who read the trigger in AWS.'),
  tags: optional(textMap(), 'Tags of the start trigger, over those of the file.'),
});

const jobAction = v.strictObject({ job: described(text(), 'The job, by its name in this file.'), ...passed });

const crawlerAction = v.strictObject({
  crawler: described(text(), 'The crawler, by its name in this file.'),
  timeout: passed.timeout,
  security_configuration: passed.security_configuration,
  notify_delay_after: passed.notify_delay_after,
});

const action = () =>
  shaped([text(), jobAction, crawlerAction], (value) => (isMap(value) ? ('crawler' in value ? 2 : 1) : 0));

const actions = list(action());
const actionWords = 'What it starts: jobs and crawlers, with what is passed to them.';

const firing = {
  schedule: optional(text(), 'When it fires, as cron(…) in UTC.'),
  when: optional(waiting(), 'What it waits for: jobs and crawlers, all of a list or {any: […]}.'),
  event: optional(eventSchema, 'The events of EventBridge that it collects; for a trigger that starts a workflow.'),
};

const belonging = {
  workflow: optional(workflowOfNode(), 'The workflow it belongs to, or false. Default: the workflow of the pipeline.'),
  ...itself,
  for_each: optional(eachItem(), 'A map or a list of texts: one trigger for each of them, called <name>-<key>.'),
  only_in: optional(onlyIn(), 'The environments that have the trigger. Default: all.'),
};

/** One entry of `triggers`. */
export const triggerSchema = v.strictObject({
  name: described(text(), 'The name of the trigger in this file.'),
  ...firing,
  actions: described(actions, actionWords),
  ...belonging,
});

/** What an environment may change of a trigger. */
export const triggerChanges = v.strictObject({ ...firing, actions: optional(actions, actionWords), ...belonging });

/** What all triggers of `triggers` have unless they say otherwise. */
export const triggerDefaults = v.strictObject({
  enabled: itself.enabled,
  description: itself.description,
  tags: itself.tags,
  ignore_changes: itself.ignore_changes,
});
