import { runsCostView } from '../cost-text.ts';
import type { RunView } from './view.ts';

/** A run for JSON: as it is shown, with each cost as dollars, or null with the reasons where not all of it is known. */
export function runJson({ cost, nodes, ...run }: RunView): Readonly<Record<string, unknown>> {
  return {
    ...run,
    ...runsCostView(cost),
    nodes: nodes.map(({ cost: ofNode, attempts, ...node }) => ({
      ...node,
      ...runsCostView(ofNode),
      attempts: attempts.map(({ cost: ofAttempt, ...attempt }) => ({ ...attempt, ...runsCostView(ofAttempt) })),
    })),
  };
}
