import { isSecretField, masked } from '../../resources/secrets.ts';

/** Arguments as they may be shown, by key: what looks like a secret is masked. */
export function shownArguments(args: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(args)
      .map(([key, value]) => [key, isSecretField(`arguments.${key}`, value) ? masked : value] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
