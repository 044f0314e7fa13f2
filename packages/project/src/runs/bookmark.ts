import type { Bookmark, Job, Pipeline } from '@gluepipeline/core';

import { guardAccount, type PlanOptions, withSession } from '../plan.ts';
import { noSuchJob } from './no-such-job.ts';

/** Whose bookmark, by the job's name in the config. */
export interface BookmarkOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'> {
  readonly job: string;
}

/** A bookmark, or that there is none. */
export interface BookmarkShown {
  readonly job: string;
  readonly resourceName: string;
  readonly bookmark: Bookmark | undefined;
}

/** What Glue remembers of the data that a job has read. */
export function showBookmark(options: BookmarkOptions): Promise<BookmarkShown> {
  return withSession(options, async ({ pipeline }, session) => {
    const { name, resourceName } = jobOf(pipeline, options.job);
    return { job: name, resourceName, bookmark: await session.bookmarks.get(resourceName) };
  });
}

/**
 * Makes a job forget what it has read, so that its next run reads everything; with `run`, all but what it had read by
 * then. Gives the bookmark from before and what is there after. `confirm` is asked first.
 */
export function resetBookmark(
  options: BookmarkOptions & {
    readonly run?: string | undefined;
    readonly confirm: (bookmark: Bookmark) => Promise<boolean>;
  },
): Promise<BookmarkShown & { readonly before: Bookmark | undefined; readonly reset: boolean }> {
  return withSession(options, async (sound, session) => {
    guardAccount(session, sound);
    const { name, resourceName } = jobOf(sound.pipeline, options.job);
    const before = await session.bookmarks.get(resourceName);
    if (before == null || !(await options.confirm(before))) {
      return { job: name, resourceName, bookmark: before, before, reset: false };
    }
    await session.bookmarks.reset(resourceName, options.run);
    return { job: name, resourceName, bookmark: await session.bookmarks.get(resourceName), before, reset: true };
  });
}

function jobOf(pipeline: Pipeline, name: string): Job {
  return pipeline.jobs.find((job) => job.name === name) ?? noSuchJob(pipeline, name);
}
