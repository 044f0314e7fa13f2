import type { Plan } from '@gluepipeline/core';

/** A message or a hint of ours in the words of a workflow: most flags of the command that it names are inputs here. */
export function inInputs(text: string): string {
  return text
    .replaceAll('--yes', 'auto-approve: true')
    .replaceAll(/--(create-bucket|allow-replace|rollback-on-failure)\b/g, '$1: true')
    .replaceAll(/a higher --(max-deletes|budget)\b/g, 'a higher $1')
    .replaceAll(/--(lock-timeout|max-deletes) (\w+)/g, '$1: $2')
    .replaceAll(/--(lock-timeout|max-deletes|config|budget|select)\b/g, 'the input $1');
}

/** A plan whose complaints are in those words; its changes stay as they are, for they name arguments of jobs. */
export function planInInputs(plan: Plan): Plan {
  const blockers = plan.blockers.map((each) => ({
    ...each,
    message: inInputs(each.message),
    hint: inInputs(each.hint),
  }));
  return { ...plan, blockers };
}
