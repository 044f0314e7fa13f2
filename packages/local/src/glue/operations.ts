import type { HandlerTable } from './handler.ts';
import { runHandlers } from '../runs/handlers.ts';
import { crawlerHandlers } from './crawlers.ts';
import { jobHandlers } from './jobs.ts';
import { tagHandlers } from './tags.ts';
import { triggerHandlers } from './triggers.ts';
import { workflowHandlers } from './workflows.ts';

/** Every Glue operation that is served; anything else is answered with UnknownOperationException. */
export const glueOperations: HandlerTable = {
  ...crawlerHandlers,
  ...jobHandlers,
  ...triggerHandlers,
  ...workflowHandlers,
  ...tagHandlers,
  ...runHandlers,
};
