import type { Finding, Rule } from '../rule.ts';
import { argumentValue, findArgument, sparkEntries } from './support/entries.ts';
import { jobsExample } from './support/example.ts';

const scala = (more: string) =>
  jobsExample(`{ "name": "load", "script": "s3://data/Load.scala", "language": "scala"${more} }`);

/** A Scala script without its entry class (Glue developer guide, aws-glue-programming-etl-glue-arguments, --class). */
export const scalaClass: Rule = {
  code: 'GP287',
  severity: 'warn',
  title: 'a Scala script without its class',
  explanation: 'Glue starts a Scala script by its class, which `class` names; it stands for the argument `--class`.',
  bad: scala(''),
  good: scala(', "class": "Load"'),
  keys: ['jobs.arguments.--job-language'],
  check: (input) =>
    sparkEntries(input).flatMap((entry): Finding[] =>
      argumentValue(entry, '--job-language') === 'scala' && argumentValue(entry, '--class') == null
        ? [
            {
              path: findArgument(entry, '--job-language')?.path ?? entry.job.at,
              message: `job "${entry.job.name}" runs Scala, and no class is named`,
              hint: 'add "class"',
            },
          ]
        : [],
    ),
};
