import { argumentKey } from '../../config/short-forms.ts';
import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { passedArguments } from './support/passed-arguments.ts';

const passing = (key: string) =>
  sparkExample(
    `"schedule": "cron(0 2 * * ? *)", "non_overridable_arguments": { "--stage": "raw" }, "trigger": { "arguments": { "${key}": "x" } }`,
  );

/** An argument of a trigger that Glue passes over, since no run may change it (Glue developer guide, aws-glue-programming-etl-glue-arguments). */
export const overriddenTriggerArgument: Rule = {
  code: 'GP283',
  severity: 'warn',
  title: "a trigger's argument that the job does not let in",
  explanation:
    '`non_overridable_arguments` of a job are stronger than what a trigger passes, and Glue ignores the latter without a word. Remove it, or move the argument of the job to `arguments`.',
  bad: passing('--stage'),
  good: passing('--day'),
  keys: ['jobs.non_overridable_arguments'],
  check: (input) => {
    const fixed = new Map(
      input.pipeline.jobs.map(({ name, nonOverridableArguments }) => [name, nonOverridableArguments]),
    );
    return passedArguments(input).flatMap(({ path, job, texts }): Finding[] =>
      Object.keys(texts)
        .filter((key) => Object.hasOwn(fixed.get(job) ?? {}, argumentKey(key)))
        .map((key) => ({
          path: [...path, key],
          on: 'key',
          message: `a trigger passes "${argumentKey(key)}" to job "${job}", whose non_overridable_arguments are stronger`,
          hint: 'remove it, or move the argument of the job to arguments',
        })),
    );
  },
};
