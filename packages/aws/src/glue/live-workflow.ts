import type { Workflow } from '@aws-sdk/client-glue';
import type { Live, ResourceOf } from '@gluepipeline/core';

import { pick } from './shape.ts';

/** A workflow as GetWorkflow gives it, as a live resource; its tags are read elsewhere. */
export function liveWorkflow(
  workflow: Workflow,
  tags: Readonly<Record<string, string>> = {},
): Live<ResourceOf<'workflow'>> {
  const name = workflow.Name ?? '';
  const definition = pick(workflow, ['Description', 'DefaultRunProperties', 'MaxConcurrentRuns']);
  return { kind: 'workflow', name, label: name, tags, definition };
}
