import { describe, expect, it } from '@jest/globals';

import { commands } from '../src/commands/table.ts';
import { exitCodes } from '../src/exit-codes.ts';
import { camelCase, globalOptions } from '../src/global-options.ts';
import { parseCommandLine } from '../src/yargs.ts';
import { chain, folderWith, gluepipeline } from './harness.ts';

const cwd = folderWith(chain({ load: '' }));

describe('a wrong command line', () => {
  it.each<[string, string, string]>([
    ['lst', 'there is no command "lst"', 'did you mean "list"?'],
    ['banana', 'there is no command "banana"', 'see: gluepipeline --help'],
    ['help banana', 'there is no command "banana"', 'see: gluepipeline --help'],
    ['deploy --enviroment prod', 'unknown option --enviroment', 'did you mean "--environment"?'],
    ['deploy --env prod', 'unknown option --env', 'did you mean "--environment"?'],
    ['deploy -x', 'unknown option -x', 'see: gluepipeline deploy --help'],
    ['plan --create-bucket', 'unknown option --create-bucket', 'see: gluepipeline plan --help'],
    ['list all', '"all" is a word too many', 'see: gluepipeline list --help'],
    ['init', '--name is missing', 'see: gluepipeline init --help'],
    ['add-job', '--job-name and --script are missing', 'see: gluepipeline add-job --help'],
    ['validate --config', '--config needs a value', 'see: gluepipeline validate --help'],
    ['validate -c', '-c needs a value', 'see: gluepipeline validate --help'],
    ['validate --log-format xml', '"xml" is no --log-format', 'one of: text, json'],
    ['completion', 'say which shell: bash, zsh or fish', 'see: gluepipeline completion --help'],
    ['completion bsh', '"bsh" is no shell', 'did you mean "bash" or "zsh"?'],
    ['local stop', '"stop" is no action', 'one of: start, status, emit, reset'],
    ['local start --port all', '--port is no number', 'see: gluepipeline local --help'],
    ...['99999999', '-1', '80.5'].map((port): [string, string, string] => [
      `local start --port=${port}`,
      `--port takes a whole number from 0 to 65535, not ${port}`,
      'see: gluepipeline local --help',
    ]),
    ['deploy --environment=', '--environment is empty', 'see: gluepipeline deploy --help'],
    ['runs --html run.html', '--html goes with show alone', 'see: gluepipeline runs --help'],
    ['runs show --since 7d', '--since does not go with show', 'see: gluepipeline runs --help'],
    ['runs show --job load --job send', '--job is said once with show', 'see: gluepipeline runs --help'],
    ['cost --out prices.json', '--out goes with refresh alone', 'see: gluepipeline cost --help'],
    ['bookmark show', 'say which job: A job by its name in the config', 'see: gluepipeline bookmark --help'],
    ['bookmark show load --run jr_1', '--run does not go with show', 'see: gluepipeline bookmark --help'],
    ['local status --port 80', '--port does not go with status', 'see: gluepipeline local --help'],
    ['-e prod', 'say which command', 'see: gluepipeline --help'],
  ])('is told with what to do, and ends with 64: %s', async (line, message, hint) => {
    const text = await gluepipeline(line.split(' '), { cwd });
    expect(text).toEqual({ exitCode: 64, stdout: '', stderr: `error: ${message}\n  hint: ${hint}\n`, json: {} });
    const { json } = await gluepipeline([...line.split(' '), '--json'], { cwd });
    expect(json).toEqual({ schemaVersion: 1, error: { code: 'usage', message, hint }, exitCode: 64 });
  });

  it('is told in the same words whatever the language of the machine', async () => {
    const before = process.env.LC_ALL;
    process.env.LC_ALL = 'de_DE.UTF-8';
    try {
      expect((await gluepipeline(['lst'], { cwd })).stderr).toContain('there is no command "lst"');
    } finally {
      process.env.LC_ALL = before ?? '';
    }
  });
});

describe('flags', () => {
  it.each(commands.map((command) => [command.name, command] as const))(
    'are known however they are written: %s',
    async (name, command) => {
      const ways = Object.entries({ ...globalOptions, ...command.options }).flatMap(
        ([option, { type, alias = [] }]) => {
          const value = type === 'boolean' || type === 'count' ? '' : '=1';
          const words = [option, camelCase(option), ...alias.filter(({ length }) => length > 1)];
          const letters = alias.filter(({ length }) => length === 1);
          const long = words.map((word) => `--${word}${value}`);
          const short = letters.flatMap((letter) =>
            value === '' ? [`-${letter}`, `-${letter}v`, `--${letter}`] : [`-${letter}${value}`, `--${letter}${value}`],
          );
          // yargs takes a name of several words in capitals.
          const loud = option.includes('-') ? [`--${option.toUpperCase()}${value}`] : [];
          return [...long, ...short, ...loud, ...(type === 'boolean' ? [`--no-${option}`] : [])];
        },
      );
      for (const way of ways) {
        const parsed = await parseCommandLine([name, way]);
        // Another reason to refuse the line may be there: a word that is missing, or a value that is no number.
        expect(parsed.kind === 'wrong' ? parsed.problem.message : '').not.toContain('unknown option');
      }
    },
  );

  it('may stand before the command', async () => {
    expect((await gluepipeline(['-e', 'prod', 'list', '--json'], { cwd })).json.environment).toBe('prod');
  });

  it('count as said last', async () => {
    expect(
      (await gluepipeline(['list', '-e', 'dev', '--environment', 'prod', '--json'], { cwd })).json.environment,
    ).toBe('prod');
  });

  it('are stronger than environment variables, and those than the config', async () => {
    const env = { GLUEPIPELINE_ENVIRONMENT: 'staging' };
    expect((await gluepipeline(['list', '--json'], { cwd, env })).json.environment).toBe('staging');
    expect((await gluepipeline(['list', '--json', '-e', 'prod'], { cwd, env })).json.environment).toBe('prod');
  });
});

describe('help', () => {
  const lines = (text: string) => text.split('\n');

  it('comes for no words at all, which is a wrong command line, and for --help, which is not', async () => {
    const bare = await gluepipeline([], { cwd });
    const asked = await gluepipeline(['--help'], { cwd });
    expect(bare.exitCode).toBe(64);
    expect(asked.exitCode).toBe(0);
    expect(bare.stdout).toBe(asked.stdout);
  });

  it('names every command and every exit code', async () => {
    const { stdout } = await gluepipeline(['--help'], { cwd });
    for (const { name, summary } of commands) {
      expect(stdout).toMatch(new RegExp(`\\n {2}${name}\\b.* ${summary.split(' ')[0] ?? ''}`));
    }
    for (const [code, meaning] of exitCodes) {
      expect(stdout).toMatch(new RegExp(`\\n +${String(code)} {2}${meaning.slice(0, 20)}`));
    }
  });

  it.each(commands.map(({ name }) => name))(
    'of %s fits 80 columns, begins with examples and names its options',
    async (name) => {
      const command = commands.find((each) => each.name === name);
      const { stdout, exitCode } = await gluepipeline([name, '--help'], { cwd, columns: 80, tty: 'all' });
      expect(exitCode).toBe(0);
      expect(lines(stdout).filter((line) => line.length > 80)).toEqual([]);
      expect(lines(stdout)[0]).toMatch(new RegExp(`^gluepipeline ${name} .*\\[options\\]$`));
      expect(stdout).toContain(`\n\nExamples:\n  gluepipeline ${command?.examples[0]?.[0].split(' ')[0] ?? ''}`);
      for (const option of Object.keys(command?.options ?? {})) {
        expect(stdout).toContain(`--${option}`);
      }
      for (const same of [
        ['help', name],
        [name, '-h'],
        ['-q', name, '--help'],
      ]) {
        expect((await gluepipeline(same, { cwd, columns: 80, tty: 'all' })).stdout).toBe(stdout);
      }
    },
  );

  it('of a command is short enough to be read', async () => {
    expect((await gluepipeline(['add-job', '--help'], { cwd })).stdout.split('\n\nOptions of every command:')[0]).toBe(
      `gluepipeline add-job [options]

Add a job at the end of the config, keeping its comments and formatting

Examples:
  gluepipeline add-job --job-name load --script load.py --job-type pythonshell
      a script beside the config
  gluepipeline add-job --job-name clean --script s3://bucket/clean.py
      a Spark job with a script in S3

Options:
      --job-name TEXT  The name of the job (required)
      --script TEXT    An s3:// address, or a path relative to the config
                       (required)
      --job-type TEXT  The kind of job (glueetl, pythonshell, streaming,
                       gluestreaming; default: glueetl)`,
    );
  });

  it('and the version are documents with --json', async () => {
    expect((await gluepipeline(['list', '--help', '--json'], { cwd })).json.help).toMatch(/^gluepipeline list/);
    expect((await gluepipeline(['--version', '--json'], { cwd })).json).toEqual({ schemaVersion: 1, version: '1.2.3' });
    expect((await gluepipeline(['list', '--version'], { cwd })).stdout).toBe('1.2.3\n');
  });
});

describe('the exit codes', () => {
  it('are those of the design, each once', () => {
    expect(exitCodes.map(([code]) => code)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 64, 130, 143]);
  });
});
