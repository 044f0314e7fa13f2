import { costChangeText, costChangeView, type Money, mustBeWithin, type Paint } from '@gluepipeline/core';
import type { PlannedCost } from '@gluepipeline/project';

/** How the cost of a month changes, as it is shown, with what the budget does not count; a UserError where the month after costs more than the budget. */
export function planCost({ change, frame }: PlannedCost, budget: Money | undefined, say: (text: string) => void) {
  const warnings = budget == null ? [] : within(budget, { change, frame }, say);
  return {
    warnings,
    json: costChangeView(change),
    /** Markdown keeps the lines as they are between fences. */
    text: (markdown: boolean, paint: Paint) =>
      markdown ? `\`\`\`text\n${costChangeText(change, frame)}\n\`\`\`` : costChangeText(change, frame, paint),
  };
}

/** Who is refused is to see what would cost so much. */
function within(budget: Money, { change, frame }: PlannedCost, say: (text: string) => void): readonly string[] {
  try {
    return mustBeWithin(budget, change.after);
  } catch (error) {
    say(`${costChangeText(change, frame)}\n`);
    throw error;
  }
}
