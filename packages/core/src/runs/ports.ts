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

/** One run of a workflow, with the runs of its jobs. */
export interface WorkflowRun {
  readonly id: string;
  readonly workflow: string;
  readonly status: 'RUNNING' | 'COMPLETED' | 'STOPPING' | 'STOPPED' | 'ERROR';
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
  readonly errorMessage: string | undefined;
  readonly jobRuns: readonly JobRun[];
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
