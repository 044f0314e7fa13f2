/** A complaint that is about no place in a config: a file on the disk, a plan, AWS, a run. */
export interface Code {
  readonly code: string;
  readonly title: string;
  /** Why it comes and what to do, in Markdown. */
  readonly explanation: string;
}
