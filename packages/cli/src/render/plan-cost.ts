import { costChangeText, costChangeView, type Money, mustBeWithin, type Paint } from '@gluepipeline/core';
import type { PlannedCost } from '@gluepipeline/project';

/** How the cost of a month changes, as it is shown, with what the budget does not count; a UserError where the month after costs more than the budget. */
export function planCost({ change, frame }: PlannedCost, budget: Money | undefined) {
  const warnings = budget == null ? [] : mustBeWithin(budget, change.after);
  return {
    warnings,
    json: costChangeView(change),
    /** Markdown keeps the lines as they are between fences. */
    text: (markdown: boolean, paint: Paint) =>
      markdown ? `\`\`\`text\n${costChangeText(change, frame)}\n\`\`\`` : costChangeText(change, frame, paint),
  };
}
