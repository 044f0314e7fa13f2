import {
  BatchStopJobRunCommand,
  GetJobRunCommand,
  GetJobRunsCommand,
  GetWorkflowRunCommand,
  GetWorkflowRunsCommand,
  type GlueClient,
  type JobRun as GlueJobRun,
  ResumeWorkflowRunCommand,
  StartJobRunCommand,
  StartWorkflowRunCommand,
  StopCrawlerCommand,
  StopWorkflowRunCommand,
  type WorkflowRun as GlueWorkflowRun,
} from '@aws-sdk/client-glue';
import {
  type CrawlerRun,
  type HistoryPart,
  invariant,
  isOver,
  type JobRun,
  type RunNode,
  type Runs,
  type WorkflowRun,
} from '@gluepipeline/core';

import { AwsCallError, hasAwsCode, orNone } from './client/errors.ts';
import { crawlOf, firstCrawlAfter, newestCrawl, startCrawl } from './crawls.ts';
import { pagesUntil, pageToken } from './client/pages.ts';
import { crawlHistory, jobHistory, workflowHistory } from './run-history.ts';

/** Runs of AWS Glue. A start is never sent twice by itself: two runs would be worse than an error. */
export class AwsRuns implements Runs {
  readonly #glue: GlueClient;

  constructor(glue: GlueClient) {
    this.#glue = glue;
  }

  async startWorkflow(workflow: string, properties: Readonly<Record<string, string>>): Promise<string> {
    const run = Object.keys(properties).length === 0 ? {} : { RunProperties: { ...properties } };
    const { RunId: id } = await this.#glue.send(new StartWorkflowRunCommand({ Name: workflow, ...run }));
    invariant(id, 'a workflow run has an id');
    return id;
  }

  async startJob(job: string, args: Readonly<Record<string, string>>): Promise<string> {
    const run = Object.keys(args).length === 0 ? {} : { Arguments: { ...args } };
    const { JobRunId: id } = await this.#glue.send(new StartJobRunCommand({ JobName: job, ...run }));
    invariant(id, 'a job run has an id');
    return id;
  }

  async resumeWorkflow(workflow: string, id: string, nodes: readonly RunNode[]): Promise<string> {
    const answer = await this.#glue.send(new GetWorkflowRunCommand({ Name: workflow, RunId: id, IncludeGraph: true }));
    const graph = answer.Run?.Graph?.Nodes ?? [];
    const ids = nodes.flatMap(({ kind, name }) => {
      const type = kind === 'job' ? 'JOB' : 'CRAWLER';
      const found = graph.find((node) => node.Type === type && node.Name === name)?.UniqueId;
      return found == null ? [] : [found];
    });
    const resume = new ResumeWorkflowRunCommand({ Name: workflow, RunId: id, NodeIds: ids });
    const { RunId: next } = await this.#glue.send(resume);
    invariant(next, 'a resumed workflow run has an id');
    return next;
  }

  async stopWorkflow(workflow: string, id: string): Promise<void> {
    await this.#glue.send(new StopWorkflowRunCommand({ Name: workflow, RunId: id }));
  }

  async stopJob(job: string, id: string): Promise<void> {
    const { Errors: errors = [] } = await this.#glue.send(
      new BatchStopJobRunCommand({ JobName: job, JobRunIds: [id] }),
    );
    const detail = errors[0]?.ErrorDetail;
    if (detail != null) {
      throw new AwsCallError(`run ${id} of job "${job}" was not stopped: ${detail.ErrorMessage ?? ''}`, {
        kind: 'refused',
        operation: 'BatchStopJobRun',
        target: job,
        awsCode: detail.ErrorCode,
        hint: 'see how it stands: gluepipeline status',
        attempts: 1,
      });
    }
  }

  async stopCrawler(crawler: string): Promise<void> {
    try {
      await this.#glue.send(new StopCrawlerCommand({ Name: crawler }));
    } catch (error) {
      // It comes to its end all the same, or has since it was looked at.
      if (!hasAwsCode(error, 'CrawlerStoppingException', 'CrawlerNotRunningException')) {
        throw error;
      }
    }
  }

  async workflowRun(workflow: string, id: string): Promise<WorkflowRun> {
    const answer = await this.#glue.send(new GetWorkflowRunCommand({ Name: workflow, RunId: id, IncludeGraph: true }));
    return workflowRunOf(workflow, answer.Run ?? {});
  }

  async jobAttempts(job: string, id: string): Promise<readonly JobRun[]> {
    const answer = await this.#glue.send(new GetJobRunCommand({ JobName: job, RunId: id }));
    const first = answer.JobRun ?? {};
    // Only a failed run is tried again, so only then is there more to look for.
    return first.JobRunState === 'FAILED' ? this.#retriesOf(job, first) : [jobRunOf(job, first)];
  }

  async lastWorkflowRun(workflow: string): Promise<WorkflowRun | undefined> {
    const fetch = async (token: string | undefined) => {
      const page = await this.#glue.send(new GetWorkflowRunsCommand({ Name: workflow, ...pageToken(token) }));
      return { items: page.Runs ?? [], next: page.NextToken };
    };
    const runs = await orNone(() => pagesUntil(fetch, isSome));
    const id = newest(runs)?.WorkflowRunId;
    return id == null ? undefined : this.workflowRun(workflow, id);
  }

  async lastJobRun(job: string): Promise<JobRun | undefined> {
    const last = newest(await orNone(() => this.#jobRuns(job, isSome)));
    return last == null ? undefined : jobRunOf(job, last);
  }

  async workflowRuns(workflow: string, part: HistoryPart): Promise<readonly WorkflowRun[]> {
    const runs = await workflowHistory(this.#glue, workflow, part);
    return runs.map((run) => workflowRunOf(workflow, run));
  }

  async jobRuns(job: string, part: HistoryPart): Promise<readonly JobRun[]> {
    return (await jobHistory(this.#glue, job, part)).map((run) => jobRunOf(job, run));
  }

  crawls(crawler: string, part: HistoryPart): Promise<readonly CrawlerRun[]> {
    return crawlHistory(this.#glue, crawler, part);
  }

  async activeRuns(job: string): Promise<number> {
    const runs = await orNone(() => this.#jobRuns(job, isSome));
    return runs.filter((run) => !isOver(jobRunOf(job, run).state)).length;
  }

  startCrawler(crawler: string): Promise<number> {
    return startCrawl(this.#glue, crawler);
  }

  crawl(crawler: string, after: number): Promise<CrawlerRun | undefined> {
    return firstCrawlAfter(this.#glue, crawler, after);
  }

  lastCrawl(crawler: string): Promise<CrawlerRun | undefined> {
    return newestCrawl(this.#glue, crawler);
  }

  /** A retry is a run of its own that names the one before it (SDK, JobRun.PreviousRunId). */
  async #retriesOf(job: string, first: GlueJobRun): Promise<JobRun[]> {
    const runs = await this.#jobRuns(job, (known) => known.some(({ Id: id }) => id === first.Id));
    const chain = [first];
    for (let next: GlueJobRun | undefined = first; next != null;) {
      const before: GlueJobRun = next;
      next = runs.find((run) => run.PreviousRunId === before.Id && (run.Attempt ?? 0) > (before.Attempt ?? 0));
      chain.push(...(next == null ? [] : [next]));
    }
    return chain.map((run) => jobRunOf(job, run));
  }

  /** Pages of a job's runs, until there is enough. */
  #jobRuns(job: string, enough: (runs: readonly GlueJobRun[]) => boolean): Promise<GlueJobRun[]> {
    return pagesUntil(async (token) => {
      const page = await this.#glue.send(new GetJobRunsCommand({ JobName: job, ...pageToken(token) }));
      return { items: page.JobRuns ?? [], next: page.NextToken };
    }, enough);
  }
}

function isSome(items: readonly unknown[]): boolean {
  return items.length > 0;
}

/** In which order runs are listed is not documented (docs/aws-facts.md#lists-and-batches), so the newest is looked for. */
function newest<T extends { readonly StartedOn?: Date | undefined }>(runs: readonly T[]): T | undefined {
  return runs.toSorted((a, b) => (b.StartedOn?.getTime() ?? 0) - (a.StartedOn?.getTime() ?? 0))[0];
}

/** A job run in core's words. */
export function jobRunOf(job: string, run: GlueJobRun): JobRun {
  return {
    id: run.Id ?? '',
    job: run.JobName ?? job,
    state: run.JobRunState ?? 'STARTING',
    attempt: run.Attempt ?? 0,
    startedAt: run.StartedOn?.getTime(),
    completedAt: run.CompletedOn?.getTime(),
    executionTime: run.ExecutionTime ?? 0,
    errorMessage: run.ErrorMessage,
    trigger: run.TriggerName,
    arguments: run.Arguments ?? {},
    glueVersion: run.GlueVersion,
    workerType: run.WorkerType,
    numberOfWorkers: run.NumberOfWorkers,
    maxCapacity: run.MaxCapacity,
    executionClass: run.ExecutionClass,
    dpuSeconds: run.DPUSeconds,
    securityConfiguration: run.SecurityConfiguration,
    logGroup: run.LogGroupName,
  };
}

/** A workflow run in core's words; the runs of its jobs and crawlers are in its graph. */
export function workflowRunOf(workflow: string, run: GlueWorkflowRun): WorkflowRun {
  const nodes = run.Graph?.Nodes ?? [];
  return {
    id: run.WorkflowRunId ?? '',
    workflow: run.Name ?? workflow,
    status: run.Status ?? 'RUNNING',
    startedAt: run.StartedOn?.getTime(),
    completedAt: run.CompletedOn?.getTime(),
    errorMessage: run.ErrorMessage,
    jobRuns: nodes.flatMap((node) => (node.JobDetails?.JobRuns ?? []).map((each) => jobRunOf(node.Name ?? '', each))),
    crawlerRuns: nodes.flatMap((node) =>
      (node.CrawlerDetails?.Crawls ?? []).map((each) => crawlOf(node.Name ?? '', each)),
    ),
  };
}
