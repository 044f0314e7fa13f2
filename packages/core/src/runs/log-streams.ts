import type { JobRun, LogStream, RunLogs } from './ports.ts';

/** Where a line comes from. */
export interface LogOrigin {
  /** `progress` is the progress bar that Glue writes beside the logs. */
  readonly from: 'driver' | 'executor' | 'progress';
  /** Standard output or standard error; from Glue 5.0 on `output` holds both, and `error` what Spark says. */
  readonly output: 'output' | 'error' | undefined;
}

/** The words of `--stream`. */
export type StreamChoice = 'driver' | 'executor' | 'output' | 'error';

/** What decides where the output of a run is. */
export interface Logging {
  readonly run: JobRun;
  /** The job's arguments with the run's over them. */
  readonly arguments: Readonly<Record<string, string>>;
  /** Name or ARN. */
  readonly role: string | undefined;
}

/** A stream that belongs to a run; where other runs write to it too, only what is between the two times is its own. */
export interface RunLogStream extends LogStream, LogOrigin {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** What was written before the end may come in after it. */
const lateMilliseconds = 60_000;

/**
 * The streams that hold the output of a run, by the Glue version (docs/aws-facts.md#runs). Groups that could be and are
 * not there cost a call each and are left out; the progress bar is left out too.
 */
export async function runLogStreams(
  logs: Pick<RunLogs, 'streams'>,
  logging: Logging,
  choices: readonly StreamChoice[] = [],
): Promise<readonly RunLogStream[]> {
  const prefix = streamPrefix(logging);
  const { startedAt, completedAt } = logging.run;
  const until = completedAt == null ? undefined : completedAt + lateMilliseconds;
  const own = prefix === logging.run.id ? {} : { since: startedAt, until };
  const found = await Promise.all(
    logGroups(logging).map(async (group) =>
      (await logs.streams(group, prefix)).map((name) => ({ group, name, ...originOf(group, name, prefix), ...own })),
    ),
  );
  return found.flat().filter((stream) => stream.from !== 'progress' && isChosen(stream, choices));
}

/** The groups that may hold the output of a run, each once. */
export function logGroups({ run, arguments: args, role }: Logging): readonly string[] {
  const base = run.logGroup ?? '/aws-glue/jobs';
  const bases = [base];
  if (isRealTime(run)) {
    bases.push(args['--custom-logGroup-prefix'] ?? base);
  }
  const secured = run.securityConfiguration ?? '';
  if (secured !== '' && role != null) {
    // Encrypted logs have groups of their own; whether they are encrypted the run does not tell.
    bases.push(`${base}/${secured}-role/${role.split('/').at(-1) ?? role}`);
  }
  const groups = bases.flatMap((each) => [`${each}/output`, `${each}/error`]);
  if (!isRealTime(run) && args['--enable-continuous-cloudwatch-log']?.toLowerCase() === 'true') {
    const own = args['--continuous-log-logGroup'] ?? '/aws-glue/jobs/logs-v2';
    groups.push(own, ...(secured === '' ? [] : [`${own}-${secured}`]));
  }
  return [...new Set(groups)];
}

function streamPrefix({ run, arguments: args }: Logging): string {
  const key = isRealTime(run) ? '--custom-logStream-prefix' : '--continuous-log-logStreamPrefix';
  const given = args[key];
  return given == null || given === '' || run.logGroup?.endsWith('/python-jobs') === true ? run.id : given;
}

/** From Glue 5.0 on logs come in real time, and by other names. */
function isRealTime({ glueVersion, logGroup }: JobRun): boolean {
  return (
    logGroup?.endsWith('/python-jobs') !== true &&
    (glueVersion === 'auto' || Number(glueVersion?.split('.')[0] ?? 0) >= 5)
  );
}

function originOf(group: string, name: string, prefix: string): LogOrigin {
  const rest = name.slice(prefix.length);
  const from =
    rest === '' || rest.startsWith('-driver') ? 'driver' : rest === '-progress-bar' ? 'progress' : 'executor';
  const output = group.endsWith('/output') ? 'output' : group.endsWith('/error') ? 'error' : undefined;
  return { from, output };
}

function isChosen(stream: RunLogStream, choices: readonly StreamChoice[]): boolean {
  const origins = choices.filter((choice) => choice === 'driver' || choice === 'executor');
  const outputs = choices.filter((choice) => choice === 'output' || choice === 'error');
  return (
    (origins.length === 0 || origins.some((choice) => choice === stream.from)) &&
    (outputs.length === 0 || outputs.some((choice) => choice === stream.output))
  );
}
