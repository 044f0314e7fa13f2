import type { Finding, Rule } from '../rule.ts';
import { isSecretValue, secretKind } from './secret-names.ts';
import { sparkExample } from './support/example.ts';
import { parameters, tagTexts } from './support/texts.ts';

/** A secret in plain text: arguments, run properties and tags are shown and logged by AWS (SDK CreateJobRequest.DefaultArguments). */
export const literalSecret: Rule = {
  code: 'GP228',
  severity: 'error',
  title: 'a secret in the file',
  explanation:
    'An AWS key id, a private key, a token of GitHub or Slack, an address with a password in it, or `password=…` in `--conf` is readable by everyone who sees the file, the job or its logs. Keep it in AWS Secrets Manager or in a Glue connection, and pass its *name*. Whatever was written here once should be replaced.',
  bad: sparkExample('"arguments": { "--source": "jdbc:postgresql://app:hunter2@db.example.com/sales" }'),
  good: sparkExample('"arguments": { "--source_secret_name": "prod/sales-db" }'),
  keys: [
    'jobs.arguments',
    'jobs.non_overridable_arguments',
    'jobs.trigger',
    'triggers.actions',
    'tags',
    'jobs.tags',
    'crawlers.tags',
    'crawlers.trigger',
    'triggers.tags',
    'workflow.tags',
    'start.tags',
    'workflow.default_run_properties',
    'workflows',
  ],
  check: (input) =>
    [...parameters(input, isSuspect), ...tagTexts(input, isSuspect)].flatMap(({ path, what, value }): Finding[] => {
      const kind = secretKind(value);
      return kind == null
        ? []
        : [
            {
              path,
              message: `${what} holds ${kind}`,
              hint: 'keep it in Secrets Manager, pass its name, and replace what was written here',
            },
          ];
    }),
};

function isSuspect(_: string, value: string): boolean {
  return isSecretValue(value);
}
