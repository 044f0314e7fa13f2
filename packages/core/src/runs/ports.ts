/** The states of a job run (SDK, JobRunState). */
export type JobRunState =
  | 'STARTING'
  | 'RUNNING'
  | 'STOPPING'
  | 'STOPPED'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMEOUT'
  | 'ERROR'
  | 'WAITING'
  | 'EXPIRED';

/** One run of one job, as far as it is known now. */
export interface JobRun {
  readonly id: string;
  /** The job's name in AWS. */
  readonly job: string;
  readonly state: JobRunState;
  /** 0 for the first attempt. */
  readonly attempt: number;
  /** Milliseconds since 1970; nothing where it has not come to that. */
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  /** Seconds in which resources were used. */
  readonly executionTime: number;
  readonly errorMessage: string | undefined;
  readonly trigger: string | undefined;
}

/** The states of a crawl (SDK, CrawlState). */
export type CrawlState = 'RUNNING' | 'CANCELLING' | 'CANCELLED' | 'SUCCEEDED' | 'FAILED' | 'ERROR';

/** One crawl of one crawler, as far as it is known now. */
export interface CrawlerRun {
  /** Nothing where Glue does not tell it: the graph of a workflow run names no crawl by its id. */
  readonly id: string | undefined;
  /** The crawler's name in AWS. */
  readonly crawler: string;
  readonly state: CrawlState;
  /** Milliseconds since 1970; nothing where it has not come to that, or is not told. */
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  readonly errorMessage: string | undefined;
}

/** One run of a workflow, with the runs of its jobs and crawlers. */
export interface WorkflowRun {
  readonly id: string;
  readonly workflow: string;
  readonly status: 'RUNNING' | 'COMPLETED' | 'STOPPING' | 'STOPPED' | 'ERROR';
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  readonly errorMessage: string | undefined;
  readonly jobRuns: readonly JobRun[];
  readonly crawlerRuns: readonly CrawlerRun[];
}

/** Where runs are started and watched. Each call throws an Error that names call, target and cure. */
export interface Runs {
  startWorkflow(workflow: string, properties: Readonly<Record<string, string>>): Promise<string>;
  startJob(job: string, args: Readonly<Record<string, string>>): Promise<string>;
  workflowRun(workflow: string, id: string): Promise<WorkflowRun>;
  /** A run and the retries that Glue has made of it by now, oldest first. */
  jobAttempts(job: string, id: string): Promise<readonly JobRun[]>;
  /** The newest run, or nothing where there has been none. */
  lastWorkflowRun(workflow: string): Promise<WorkflowRun | undefined>;
  /** The newest run, or nothing where there has been none or the job does not exist. */
  lastJobRun(job: string): Promise<JobRun | undefined>;
  /**
   * Starts a crawl, which gets no id from Glue, and tells after which time to look for it: when the crawl before it
   * began, in milliseconds since 1970 by AWS's clock; 0 where there was none.
   */
  startCrawler(crawler: string): Promise<number>;
  /** The first crawl that began after that time, or nothing where none has shown itself yet. */
  crawl(crawler: string, after: number): Promise<CrawlerRun | undefined>;
  /** The newest crawl, or nothing where there has been none or the crawler does not exist. */
  lastCrawl(crawler: string): Promise<CrawlerRun | undefined>;
}

/** What a failed run left behind for whoever asks why. */
export interface FailureLog {
  /** The end of what the script wrote to standard error. */
  readonly stderr: string;
  /** The deepest place in the user's own files, where the runner knows it. */
  readonly frame?: { readonly file: string; readonly line: number } | undefined;
}

/** Where the output of a run can be read. */
export interface RunLogs {
  /** Nothing where the output cannot be read. */
  failure(run: Pick<JobRun, 'id' | 'job'>): Promise<FailureLog | undefined>;
}
