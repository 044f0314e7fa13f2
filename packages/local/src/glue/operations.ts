import type { HandlerTable } from './handler.ts';
import { jobHandlers } from './jobs.ts';
import { tagHandlers } from './tags.ts';
import { triggerHandlers } from './triggers.ts';
import { workflowHandlers } from './workflows.ts';

/** Every Glue operation that is served; anything else is answered with UnknownOperationException. */
export const glueOperations: HandlerTable = {
  ...jobHandlers,
  ...triggerHandlers,
  ...workflowHandlers,
  ...tagHandlers,
  // The running side: src/runs/handlers.ts exports `runHandlers`, src/runs/engine.ts `createEngine`.
};
