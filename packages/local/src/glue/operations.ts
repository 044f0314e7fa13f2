import type { HandlerTable } from './handler.ts';

/** Every Glue operation that is served; anything else is answered with UnknownOperationException. */
export const glueOperations: HandlerTable = {
  // ...jobHandlers, ...triggerHandlers, ...workflowHandlers, ...tagHandlers
  // src/runs/handlers.ts exports `runHandlers: HandlerTable` and src/runs/engine.ts `createEngine: EngineFactory`.
};
