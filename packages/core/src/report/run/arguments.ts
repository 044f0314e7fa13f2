import type { Pipeline } from '../../pipeline/pipeline.ts';
import { isSecretValue } from '../../pipeline/rules/secret-names.ts';
import { isSecretField, masked } from '../../resources/secrets.ts';
import type { JobRun } from '../../runs/ports.ts';

type Arguments = Readonly<Record<string, string>>;

/** The arguments of a run as its script got them, as far as the config still tells: the job's, under the run's. */
export function argumentsOf({ jobs }: Pick<Pipeline, 'jobs'>, run: Pick<JobRun, 'job' | 'arguments'>): Arguments {
  const job = jobs.find(({ resourceName }) => resourceName === run.job);
  return { ...job?.arguments, ...run.arguments, ...job?.nonOverridableArguments };
}

/** Arguments as they may be shown, by key: what looks like a secret is masked. */
export function shownArguments(args: Arguments): Arguments {
  return Object.fromEntries(
    Object.entries(args)
      .map(([key, value]) => [key, isSecret(key, value) ? masked : value] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A shorter value would be found in many a text that does not show it. */
const leastLetters = 4;

/** Hides, in lines that a run wrote, the secrets among its arguments, and whole lines that give away one of their own. */
export function secretsHidden(given: readonly Arguments[]): (line: string) => string {
  const entries = given.flatMap((args) => Object.entries(args));
  const values = entries.filter(([key, value]) => value.length >= leastLetters && isSecret(key, value));
  const secrets = [...new Set(values.map(([, value]) => value))].toSorted((a, b) => b.length - a.length);
  return (line) => {
    const clean = secrets.reduce((text, secret) => text.replaceAll(secret, masked), line);
    return isSecretValue(clean.replaceAll(masked, '***')) ? '(masked: this line seems to hold a secret)' : clean;
  };
}

function isSecret(key: string, value: string): boolean {
  return isSecretField(`arguments.${key}`, value);
}
