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
  /** What the run itself was given over the job's own arguments. */
  readonly arguments: Readonly<Record<string, string>>;
  readonly glueVersion: string | undefined;
  readonly workerType: string | undefined;
  readonly numberOfWorkers: number | undefined;
  readonly maxCapacity: number | undefined;
  readonly executionClass: string | undefined;
  /** What Glue counted, where it does: for FLEX and for auto scaling (SDK, JobRun.DPUSeconds). */
  readonly dpuSeconds: number | undefined;
  readonly securityConfiguration: string | undefined;
  /** The base of the log groups that hold its output. */
  readonly logGroup: string | undefined;
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
  /** What Glue counted; nothing where it is not told: only the list of crawls does, of those that are over (SDK, CrawlerHistory.DPUHour). */
  readonly dpuHours: number | undefined;
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

/** A job or crawler by its name in AWS. */
export interface RunNode {
  readonly kind: 'job' | 'crawler';
  readonly name: string;
}

/** Which part of a history is asked for: the newest runs, and of them those that began at that time or later. */
export interface HistoryPart {
  readonly most: number;
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
}

/** Where runs are started and watched. Each call throws an Error that names call, target and cure. */
export interface Runs {
  startWorkflow(workflow: string, properties: Readonly<Record<string, string>>): Promise<string>;
  startJob(job: string, args: Readonly<Record<string, string>>): Promise<string>;
  /** Runs these nodes of a COMPLETED run again, and everything behind them, in a new run whose id is given. */
  resumeWorkflow(workflow: string, id: string, nodes: readonly RunNode[]): Promise<string>;
  stopWorkflow(workflow: string, id: string): Promise<void>;
  stopJob(job: string, id: string): Promise<void>;
  /** Ends the crawl that goes on; one that is stopping or over is left as it is. */
  stopCrawler(crawler: string): Promise<void>;
  workflowRun(workflow: string, id: string): Promise<WorkflowRun>;
  /** A run and the retries that Glue has made of it by now, oldest first. */
  jobAttempts(job: string, id: string): Promise<readonly JobRun[]>;
  /** The newest run, or nothing where there has been none. */
  lastWorkflowRun(workflow: string): Promise<WorkflowRun | undefined>;
  /** The newest run, or nothing where there has been none or the job does not exist. */
  lastJobRun(job: string): Promise<JobRun | undefined>;
  /** The runs of a workflow with those of its nodes, newest first; none where it does not exist. */
  workflowRuns(workflow: string, part: HistoryPart): Promise<readonly WorkflowRun[]>;
  /** The runs of a job, newest first, each retry as a run of its own; none where it does not exist. */
  jobRuns(job: string, part: HistoryPart): Promise<readonly JobRun[]>;
  /** The crawls of a crawler, newest first; none where it does not exist. */
  crawls(crawler: string, part: HistoryPart): Promise<readonly CrawlerRun[]>;
  /** How many runs of a job are not over, as far as one page of its runs tells; 0 where it does not exist. */
  activeRuns(job: string): Promise<number>;
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

/** What Glue remembers of the data that a job has read (SDK, JobBookmarkEntry). */
export interface Bookmark {
  /** The job's name in AWS. */
  readonly job: string;
  readonly version: number;
  readonly run: number;
  readonly attempt: number;
  readonly runId: string | undefined;
  readonly previousRunId: string | undefined;
  /** The bookmark itself, in Glue's own words; nothing where it is not told. */
  readonly state: string | undefined;
}

/** Where bookmarks are kept. */
export interface Bookmarks {
  /** Nothing where the job has none. */
  get(job: string): Promise<Bookmark | undefined>;
  /** Forgets everything, or everything after that run. */
  reset(job: string, runId: string | undefined): Promise<void>;
}

/** One stream of a log group. */
export interface LogStream {
  readonly group: string;
  readonly name: string;
}

/** One event of a log stream: mostly a line. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** Where to read on in a stream. */
export interface LogPlace {
  /** Where the page before ended; nothing for the head of the stream. */
  readonly token: string | undefined;
  /** Events before that time are left out. */
  readonly since: number | undefined;
  /** Events of one page at most. */
  readonly most: number;
}

/** Where the output of runs can be read. Each call throws an Error that names call, target and cure. */
export interface RunLogs {
  /** The streams of a group whose names begin so, in order; none where there is no such group. */
  streams(group: string, prefix: string): Promise<readonly string[]>;
  /** A page of a stream. A token that comes back unchanged says that there is nothing more by now. */
  events(stream: LogStream, place: LogPlace): Promise<{ readonly events: readonly LogEvent[]; readonly token: string }>;
  /** The last events of a stream, oldest first. */
  tail(stream: LogStream, most: number): Promise<readonly LogEvent[]>;
}
