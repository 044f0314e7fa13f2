import { type Explanation, explanations } from '@gluepipeline/core';

/** Every code with its explanation; a file of its own, so that only `explain` loads all the rules. */
export function allCodes(): readonly Explanation[] {
  return explanations();
}
