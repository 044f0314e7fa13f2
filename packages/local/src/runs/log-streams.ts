import type { Arguments, Job } from '../glue/records.ts';
import { isSpark } from './kinds.ts';

/** A log stream that a run writes to, and what of its output. */
export interface RunStream {
  readonly group: string;
  readonly stream: string;
  /** Which of the script's outputs, merged by time. */
  readonly parts: readonly ('output' | 'error')[];
  /** Only the lines of Spark's logger, or only the others; without it all. */
  readonly lines?: 'logger' | 'other';
}

/** The base of the log groups that hold a run's output (docs/aws-facts.md#runs). */
export function logGroup(job: Job, args: Arguments): string {
  if (!isSpark(job)) {
    return job.Command?.Name === 'pythonshell' ? '/aws-glue/python-jobs' : '/aws-glue/jobs';
  }
  return isRealTime(job) ? (args['--custom-logGroup-prefix'] ?? '/aws-glue/jobs') : '/aws-glue/jobs';
}

/** Where AWS would put the output of a run (docs/aws-facts.md#runs). Nothing is encrypted here, so the groups have their plain names. */
export function logStreams(job: Job, args: Arguments, runId: string): readonly RunStream[] {
  const base = logGroup(job, args);
  if (isSpark(job) && isRealTime(job)) {
    return [{ group: `${base}/output`, stream: `${runId}-driver`, parts: ['output', 'error'] }];
  }
  const continuous = isSpark(job) && args['--enable-continuous-cloudwatch-log']?.toLowerCase() === 'true';
  const output: RunStream = { group: `${base}/output`, stream: runId, parts: ['output'] };
  const error: RunStream = { group: `${base}/error`, stream: runId, parts: ['error'] };
  if (!continuous) {
    return [output, error];
  }
  const group = args['--continuous-log-logGroup'] ?? '/aws-glue/jobs/logs-v2';
  const prefix = args['--continuous-log-logStreamPrefix'] ?? runId;
  return [
    output,
    { ...error, lines: 'other' },
    { group, stream: `${prefix}-driver`, parts: ['error'], lines: 'logger' },
  ];
}

/** True for a line as Spark's logger begins it (Spark's own log4j2 defaults, the pattern `%d{yy/MM/dd HH:mm:ss} %p %c{1}: …`). */
export function isLoggerLine(line: string): boolean {
  return /^\d\d(?:\d\d)?[/-]\d\d[/-]\d\d \d\d:\d\d:\d\d(?:[.,]\d+)? (?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL) /.test(line);
}

/** From Glue 5.0 on all logs come in real time, and by other names; an `auto` version is a later one. */
function isRealTime({ GlueVersion: version }: Job): boolean {
  return version === 'auto' || Number(version?.split('.')[0] ?? 0) >= 5;
}
