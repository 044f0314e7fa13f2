import type { Workflow } from '../pipeline/pipeline.ts';
import { entriesUnder, type FieldMap, present } from './field.ts';

/** A workflow in Glue's shape (SDK CreateWorkflowRequest, Workflow). */
export interface WorkflowDefinition {
  readonly Description?: string;
  readonly DefaultRunProperties?: Readonly<Record<string, string>>;
  readonly MaxConcurrentRuns?: number;
}

/**
 * A workflow in Glue's shape. Description and properties are always sent, empty ones too: whether an update
 * that leaves them out keeps or clears them is reported both ways (docs/aws-facts.md#workflows).
 */
export function workflowDefinition(workflow: Workflow): WorkflowDefinition {
  return {
    Description: workflow.description,
    DefaultRunProperties: workflow.defaultRunProperties,
    ...(workflow.maxConcurrentRuns == null ? {} : { MaxConcurrentRuns: workflow.maxConcurrentRuns }),
  };
}

/** The fields of a workflow, folded. */
export function workflowFields(workflow: WorkflowDefinition): FieldMap {
  return {
    ...present({ description: workflow.Description, max_concurrent_runs: workflow.MaxConcurrentRuns }),
    ...entriesUnder('default_run_properties', workflow.DefaultRunProperties),
  };
}
