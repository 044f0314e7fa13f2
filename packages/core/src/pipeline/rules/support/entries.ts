import type { Path } from '../../../config/issue.ts';
import type { FlatJob } from '../../../config/overlay.ts';
import { argumentKey } from '../../../config/short-forms.ts';
import type { Job, PythonShellJob, SparkJob } from '../../pipeline.ts';
import type { RuleInput } from '../../rule.ts';
import { once } from './once.ts';

/** A job as it is meant and as it was written: rules tell a default from a choice by the second. */
export interface Entry<J extends Job = Job> {
  readonly job: J;
  readonly written: FlatJob;
}

/** Every job with what was written for it. */
export const entries: (input: RuleInput) => readonly Entry[] = once(
  ({ pipeline }: RuleInput) => pipeline,
  ({ pipeline, config }) => {
    const found: Entry[] = [];
    for (const job of pipeline.jobs) {
      const written = config.jobs?.[Number(job.at[1])];
      if (written != null) {
        found.push({ job, written });
      }
    }
    return found;
  },
);

/** The Spark jobs, batch and streaming. */
export const sparkEntries: (input: RuleInput) => readonly Entry<SparkJob>[] = once(
  ({ pipeline }: RuleInput) => pipeline,
  (input) => entries(input).filter((entry): entry is Entry<SparkJob> => entry.job.kind !== 'pythonshell'),
);

/** The Python shell jobs. */
export const shellEntries: (input: RuleInput) => readonly Entry<PythonShellJob>[] = once(
  ({ pipeline }: RuleInput) => pipeline,
  (input) => entries(input).filter((entry): entry is Entry<PythonShellJob> => entry.job.kind === 'pythonshell'),
);

/** One argument of a job, with its key as Glue gets it. */
export interface Argument {
  readonly path: Path;
  readonly key: string;
  readonly value: string;
}

/** All arguments of a job, those that no run may change included. */
export const argumentsOf: (entry: Entry) => readonly Argument[] = once(
  ({ job }: Entry) => job,
  ({ job, written }) =>
    (['arguments', 'non_overridable_arguments'] as const).flatMap((map) =>
      Object.entries(written[map] ?? {}).map(([key, value]) => ({
        path: [...job.at, map, key],
        key: argumentKey(key),
        value,
      })),
    ),
);

/** The argument with this key: the one that no run may change where both are there. */
export function findArgument(entry: Entry, key: string): Argument | undefined {
  return argumentsOf(entry).findLast((argument) => argument.key === key);
}

/** The value of an argument as Glue gets it: the one that no run may change where both are there. */
export function argumentValue({ job }: Entry, key: string): string | undefined {
  return job.nonOverridableArguments[key] ?? job.arguments[key];
}
