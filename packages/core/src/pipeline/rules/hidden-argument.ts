import { argumentKey } from '../../config/short-forms.ts';
import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { entries } from './support/entries.ts';

/** An argument that another map overrules in every run (Glue developer guide, aws-glue-programming-etl-glue-arguments). */
export const hiddenArgument: Rule = {
  code: 'GP227',
  severity: 'warn',
  title: 'an argument that has no effect',
  explanation:
    '`non_overridable_arguments` win over `arguments` and over those of a run. An argument in both is never used from `arguments`.',
  bad: sparkExample('"arguments": { "--stage": "dev" }, "non_overridable_arguments": { "--stage": "prod" }'),
  good: sparkExample('"arguments": { "--day": "friday" }, "non_overridable_arguments": { "--stage": "prod" }'),
  keys: ['jobs.non_overridable_arguments'],
  check: (input) =>
    entries(input).flatMap(({ job, written }) =>
      Object.keys(written.arguments ?? {})
        .filter((key) => Object.hasOwn(job.nonOverridableArguments, argumentKey(key)))
        .map((key) => ({
          path: [...job.at, 'arguments', key],
          on: 'key' as const,
          message: `argument "${argumentKey(key)}" of job "${job.name}" is hidden by non_overridable_arguments`,
          hint: 'remove one of the two',
        })),
    ),
};
