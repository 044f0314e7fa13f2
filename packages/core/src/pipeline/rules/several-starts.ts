import { ownWorkflow } from '../../config/naming.ts';
import type { Trigger } from '../pipeline.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { writtenStart } from '../workflows.ts';
import { jobLine, jobsExample, withTop } from './support/example.ts';

const triggers = (trigger: string) =>
  withTop(
    jobsExample(jobLine('load', undefined), jobLine('mend', undefined)),
    `"schedule": "cron(0 2 * * ? *)",\n  "triggers": [${trigger}]`,
  );

/** A workflow with two starts, of which Glue allows one (Glue developer guide, blueprint_workflow_restrictions). */
export const severalStarts: Rule = {
  code: 'GP264',
  severity: 'error',
  title: 'a workflow with two starts',
  explanation:
    'A workflow has exactly one start: `start` (or `schedule`), or one trigger without `when`. A second trigger belongs to another workflow, or to none (`workflow: false`); a job with a `schedule` of its own starts outside, so it names no workflow.',
  bad: triggers('{ "name": "noon", "schedule": "cron(0 12 * * ? *)", "actions": ["load"] }'),
  good: triggers('{ "name": "again", "when": [{ "job": "load", "state": "FAILED" }], "actions": ["mend"] }'),
  keys: ['triggers', 'jobs.schedule'],
  check: (input) => input.pipeline.workflows.flatMap(({ name }) => beyondFirst(input, name)),
};

function beyondFirst({ pipeline, config }: RuleInput, workflow: string): Finding[] {
  const inside = pipeline.triggers.filter((each) => each.workflow === workflow && starts(each, config));
  const what = workflow === ownWorkflow ? 'the workflow' : `workflow "${workflow}"`;
  const start = writtenStart(config, workflow);
  const [first, ...others] = inside.filter(({ origin }) => origin !== 'start');
  const before = start == null ? undefined : start.at.at(-1) === 'schedule' ? 'schedule' : 'start';
  return (before == null ? others : first == null ? [] : [first, ...others]).map((trigger) => ({
    path: trigger.at,
    message: `${what} has two starts: ${before ?? (first == null ? '' : words(first))} and ${words(trigger)}`,
    hint:
      trigger.origin === 'node'
        ? 'remove its workflow: what has a schedule of its own starts outside'
        : 'remove one of them, or let the trigger have workflow: false',
  }));
}

/** What is said of an empty `when` is said elsewhere. */
function starts({ firing, origin, at }: Trigger, config: RuleInput['config']): boolean {
  return firing.kind !== 'conditions' && !(origin === 'written' && config.triggers?.[Number(at[1])]?.when != null);
}

function words({ origin, name, actions }: Trigger): string {
  return origin === 'node' ? `the schedule of job "${actions[0]?.name ?? ''}"` : `trigger "${name}"`;
}
