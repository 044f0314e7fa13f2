import type { Context } from '../context.ts';
import type { FailureReason, Report } from '../report/report.ts';

/** One value of the input command. */
export interface Command {
  /** What it is called in the title of a report of its failure. */
  readonly title: string;
  /** The failure-reason of an error that has none of its own. */
  readonly otherwise: FailureReason | undefined;
  /** True where a failure belongs into the comment on a pull request as well. */
  readonly isComment: boolean;
  readonly run: (context: Context) => Promise<Report>;
}
