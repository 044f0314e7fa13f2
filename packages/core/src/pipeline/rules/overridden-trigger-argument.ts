import { argumentKey } from '../../config/short-forms.ts';
import type { Path } from '../../config/issue.ts';
import type { Texts } from '../pipeline.ts';
import type { Finding, Rule, RuleInput } from '../rule.ts';
import { sparkExample } from './support/example.ts';

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
    return passed(input).flatMap(({ path, job, texts }): Finding[] =>
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

/** What triggers pass to jobs, where it is written. */
function passed({ config }: RuleInput): { readonly path: Path; readonly job: string; readonly texts: Texts }[] {
  const nodes = (config.jobs ?? []).map(({ name, trigger }, index) => ({
    path: ['jobs', index, 'trigger', 'arguments'],
    job: name,
    texts: trigger?.arguments,
  }));
  const actions = (config.triggers ?? []).flatMap((trigger, index) =>
    trigger.actions.flatMap((action, position) =>
      typeof action === 'string' || 'crawler' in action
        ? []
        : [{ path: ['triggers', index, 'actions', position, 'arguments'], job: action.job, texts: action.arguments }],
    ),
  );
  return [...nodes, ...actions].flatMap(({ texts, ...rest }) => (texts == null ? [] : [{ ...rest, texts }]));
}
