import type { Rule } from '../rule.ts';
import { isPlaceholder, isSecretName, isSecretValue } from './secret-names.ts';
import { sparkExample } from './support/example.ts';
import { parameters, type UserText } from './support/texts.ts';

/** A plain value under a key that reads like a secret's: AWS shows and logs arguments (SDK CreateJobRequest.DefaultArguments). */
export const secretName: Rule = {
  code: 'GP229',
  severity: 'warn',
  title: 'a plain value under the name of a secret',
  explanation:
    'Arguments and run properties can be read in the console and in logs. Keep the value in AWS Secrets Manager and pass its name under a key that says so, such as `--db_secret_name`. Such values are masked in plans and records.',
  bad: sparkExample('"arguments": { "--db_password": "correct horse" }'),
  good: sparkExample('"arguments": { "--db_secret_name": "prod/db" }'),
  keys: [
    'jobs.arguments',
    'jobs.non_overridable_arguments',
    'jobs.trigger',
    'triggers.actions',
    'workflow.default_run_properties',
    'workflows',
  ],
  check: (input) =>
    parameters(input, isSecretName)
      .filter(isExposed)
      .map(({ path, what }) => ({
        path,
        message: `${what} looks like a secret in plain text`,
        hint: 'pass the name of a secret in Secrets Manager, under a key that ends in _name',
      })),
};

/** Addresses, flags and the names of secrets are no secrets themselves; a literal secret is GP228's business. */
function isExposed({ key, value }: UserText): boolean {
  return (
    isSecretName(key) &&
    !isSecretValue(value) &&
    value.trim() !== '' &&
    !/^(?:true|false|none|null)$/i.test(value) &&
    !/^(?:arn|s3[an]?|ssm|secretsmanager):/.test(value) &&
    !isPlaceholder(value) &&
    !(/(?:secret|credential)s?$/i.test(key) && /^\/?[a-z][a-z0-9_.-]*(?:\/[a-z][a-z0-9_.-]*)+$/.test(value))
  );
}
