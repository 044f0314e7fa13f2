import { setTimeout as wait } from 'node:timers/promises';
import { concurrentModification } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './handler.ts';

const edited = new WeakMap<Store, Set<string>>();

/**
 * Runs one edit of a workflow's triggers. A second one that arrives while it is under way is refused as AWS refuses
 * it: "Workflow X was modified while adding trigger Y" (TF#21759, CFN#2103).
 */
export async function editWorkflow<T>(
  context: Context,
  workflow: string | undefined,
  doing: string,
  edit: () => T | Promise<T>,
): Promise<T> {
  if (workflow == null) {
    return edit();
  }
  const busy = edited.get(context.store) ?? new Set();
  edited.set(context.store, busy);
  if (busy.has(workflow)) {
    throw concurrentModification(`Workflow ${workflow} was modified while ${doing}`);
  }
  busy.add(workflow);
  try {
    // The time AWS takes, in which others collide: without it nothing here would ever overlap.
    await wait(context.delays.workflowEdit);
    return await edit();
  } finally {
    busy.delete(workflow);
  }
}
