import type { HandlerTable } from '../glue/handler.ts';
import { bookmarkHandlers } from './bookmarks.ts';
import { crawlHandlers } from './crawl-handlers.ts';
import { jobRunHandlers } from './job-handlers.ts';
import { workflowRunHandlers } from './workflow-handlers.ts';

/** The operations on runs, for the table of the Glue service. */
export const runHandlers: HandlerTable = {
  ...bookmarkHandlers,
  ...crawlHandlers,
  ...jobRunHandlers,
  ...workflowRunHandlers,
};
