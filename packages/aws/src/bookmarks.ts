import {
  GetJobBookmarkCommand,
  type GlueClient,
  type JobBookmarkEntry,
  ResetJobBookmarkCommand,
} from '@aws-sdk/client-glue';
import type { Bookmark, Bookmarks } from '@gluepipeline/core';

import { hasAwsCode } from './client/errors.ts';

/** The bookmarks of jobs in Glue. */
export function bookmarksOf(glue: GlueClient): Bookmarks {
  return {
    get: async (JobName) => {
      try {
        const { JobBookmarkEntry: entry } = await glue.send(new GetJobBookmarkCommand({ JobName }));
        return entry == null ? undefined : bookmarkOf(JobName, entry);
      } catch (error) {
        if (hasAwsCode(error, 'EntityNotFoundException')) {
          return undefined;
        }
        throw error;
      }
    },
    reset: async (JobName, RunId) => {
      await glue.send(new ResetJobBookmarkCommand({ JobName, ...(RunId == null ? {} : { RunId }) }));
    },
  };
}

function bookmarkOf(job: string, entry: JobBookmarkEntry): Bookmark {
  return {
    job: entry.JobName ?? job,
    version: entry.Version ?? 0,
    run: entry.Run ?? 0,
    attempt: entry.Attempt ?? 0,
    runId: entry.RunId,
    previousRunId: entry.PreviousRunId,
    state: entry.JobBookmark,
  };
}
