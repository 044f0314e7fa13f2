import type { Context } from '../command.ts';

/** A command line of this tool that is about the same config and place as the present one. */
export function lineOf(context: Context, ...words: readonly string[]): string {
  const { local, profile, region, endpointUrl } = context.global;
  return [
    configLineOf(context, ...words),
    ...(local ? ['--local'] : []),
    ...(profile == null ? [] : ['--profile', quoted(profile)]),
    ...(region == null ? [] : ['--region', quoted(region)]),
    // Without it the same words would mean AWS itself.
    ...(endpointUrl == null ? [] : ['--endpoint-url', quoted(endpointUrl)]),
  ].join(' ');
}

/** The commands whose lines in a hint are about the config and place of the present one. */
const placed = /\bgluepipeline (lock status|deploy|history|logs|plan|resume|run|runs|status|stop|validate)(?![\w-])/g;

/** A hint whose command lines mean the same config and place as the present one: else they would be tried elsewhere. */
export function withPlace(context: Context, hint: string): string {
  const place = lineOf(context).slice('gluepipeline'.length);
  return hint.includes(place) ? hint : hint.replaceAll(placed, (line) => `${line}${place}`);
}

/** A command line that is about the same config, for commands that ask nothing of AWS. */
export function configLineOf(
  { global: { config, environment, variables } }: Context,
  ...words: readonly string[]
): string {
  return [
    'gluepipeline',
    ...words,
    ...(config == null ? [] : ['-c', quoted(config)]),
    ...(environment == null ? [] : ['-e', quoted(environment)]),
    // Their values may be secrets, and are not shown again.
    ...variables.flatMap((word) => ['--var', `${quoted(word.split('=')[0] ?? '')}=…`]),
  ].join(' ');
}

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
