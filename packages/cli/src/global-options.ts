import type { Args, GlobalArgs, Option } from './command.ts';

/** The flags that every command has. */
export const globalOptions: Readonly<Record<string, Option>> = {
  config: { type: 'string', alias: ['c'], describe: 'The config file, or the folder that holds it (GLUE_CONFIG)' },
  environment: { type: 'string', alias: ['e'], describe: 'The environment (GLUEPIPELINE_ENVIRONMENT)' },
  var: {
    type: 'array',
    describe: 'name=value for a variable of the config; may be said several times (GLUEPIPELINE_VAR_<name>)',
  },
  rule: { type: 'array', describe: 'code=off, warn or error for a rule, such as GP204=off; may be said several times' },
  local: { type: 'boolean', default: false, describe: 'Use the embedded endpoint instead of AWS' },
  region: { type: 'string', describe: 'The AWS Region (AWS_REGION)' },
  profile: { type: 'string', describe: 'The AWS profile (AWS_PROFILE)' },
  'endpoint-url': { type: 'string', describe: 'Another address for AWS (AWS_ENDPOINT_URL)' },
  role: { type: 'string', describe: 'The IAM role of jobs that have none of their own (GLUEPIPELINE_ROLE)' },
  python: { type: 'string', describe: 'The python that runs scripts with --local' },
  runner: {
    type: 'string',
    choices: ['script', 'docker'],
    describe: "What runs glueetl jobs with --local: your python, or AWS's image in Docker; by default script",
  },
  quirk: { type: 'array', hidden: true, describe: 'With --local: switch on a behaviour that is assumed of AWS' },
  json: { type: 'boolean', default: false, describe: 'Print one JSON document' },
  quiet: { type: 'boolean', alias: ['q'], default: false, describe: 'Print results and errors alone' },
  verbose: { type: 'count', alias: ['v'], describe: 'Log every AWS call, and what it was for, on stderr' },
  'log-format': { type: 'string', choices: ['text', 'json'], default: 'text', describe: 'How --verbose logs' },
  color: { type: 'boolean', describe: 'Colours; --no-color for none (NO_COLOR)' },
  yes: { type: 'boolean', alias: ['y', 'auto-approve'], default: false, describe: 'Do not ask' },
};

/** The global flags of a parsed command line, with the environment variables that stand behind them. */
export function globalArgs(args: Args, env: Readonly<Record<string, string | undefined>>): GlobalArgs {
  return {
    config: textOf(args, 'config'),
    environment: textOf(args, 'environment') ?? given(env.GLUEPIPELINE_ENVIRONMENT),
    local: args.local === true,
    region: textOf(args, 'region'),
    profile: textOf(args, 'profile'),
    endpointUrl: textOf(args, 'endpointUrl'),
    role: textOf(args, 'role') ?? given(env.GLUEPIPELINE_ROLE),
    // `--format json` of a command means the same.
    json: args.json === true || args.format === 'json',
    quiet: args.quiet === true,
    verbose: typeof args.verbose === 'number' ? args.verbose : 0,
    yes: args.yes === true,
    python: textOf(args, 'python'),
    runner: args.runner === 'docker' || args.runner === 'script' ? args.runner : undefined,
    quirk: Array.isArray(args.quirk) ? args.quirk.map(String) : [],
    rules: Array.isArray(args.rule) ? args.rule.map(String) : [],
    variables: Array.isArray(args.var) ? args.var.map(String) : [],
    logFormat: args.logFormat === 'json' ? 'json' : 'text',
  };
}

/** A flag that is text, or nothing where it was not given. */
export function textOf(args: Args, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' ? value : undefined;
}

/** A flag that may be said several times, as texts. */
export function textsOf(args: Args, name: string): string[] {
  const value = args[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The name that an option has in Args. */
export function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
