import {
  GetJobRunsCommand,
  GetWorkflowRunsCommand,
  type GlueClient,
  type JobRun as GlueJobRun,
  type WorkflowRun as GlueWorkflowRun,
} from '@aws-sdk/client-glue';
import type { CrawlerRun, HistoryPart } from '@gluepipeline/core';

import { orNone } from './client/errors.ts';
import { type Page, pagesUntil, pageToken } from './client/pages.ts';
import { crawlPage } from './crawls.ts';

/** The newest runs of a workflow with their graphs, as Glue tells them. */
export function workflowHistory(glue: GlueClient, workflow: string, part: HistoryPart): Promise<GlueWorkflowRun[]> {
  return newest(part, timeOf, async (token) => {
    const asked = { Name: workflow, IncludeGraph: true, MaxResults: Math.min(part.most, mostWithGraph) };
    const page = await glue.send(new GetWorkflowRunsCommand({ ...asked, ...pageToken(token) }));
    return { items: page.Runs ?? [], next: page.NextToken };
  });
}

/** The newest runs of a job, as Glue tells them. */
export function jobHistory(glue: GlueClient, job: string, part: HistoryPart): Promise<GlueJobRun[]> {
  return newest(part, timeOf, async (token) => {
    const asked = { JobName: job, MaxResults: Math.min(part.most, mostJobRuns) };
    const page = await glue.send(new GetJobRunsCommand({ ...asked, ...pageToken(token) }));
    return { items: page.JobRuns ?? [], next: page.NextToken };
  });
}

/** The newest crawls of a crawler. */
export function crawlHistory(glue: GlueClient, crawler: string, part: HistoryPart): Promise<CrawlerRun[]> {
  return newest(
    part,
    ({ startedAt = 0 }) => startedAt,
    (token) => crawlPage(glue, crawler, token, { most: part.most }),
  );
}

/** A graph of a hundred nodes is large: so many runs at once keep an answer in bounds (Glue takes up to 1000). */
const mostWithGraph = 25;

/** What GetJobRuns gives at once (SDK, GetJobRunsRequest.MaxResults). */
const mostJobRuns = 200;

/**
 * Pages until there are as many as asked for, or one that began too early. Lists are taken to begin with the newest, as
 * they do where anybody has looked (docs/aws-facts.md#lists-and-batches); within what was read they are sorted anew.
 */
async function newest<T>(
  { most, since = -Infinity }: HistoryPart,
  startOf: (run: T) => number,
  fetch: (token: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const enough = (runs: readonly T[]) => runs.length >= most || runs.some((run) => startOf(run) < since);
  const runs = await orNone(() => pagesUntil(fetch, enough));
  return runs
    .filter((run) => startOf(run) >= since)
    .toSorted((a, b) => startOf(b) - startOf(a))
    .slice(0, most);
}

function timeOf({ StartedOn: at }: GlueJobRun | GlueWorkflowRun): number {
  return at?.getTime() ?? 0;
}
