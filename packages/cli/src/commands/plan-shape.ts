import { type PlanFile, UserError } from '@gluepipeline/core';

/** What shapes a plan, as the command line says it. */
export interface PlanShape {
  readonly allowReplace: boolean;
  readonly adopt?: readonly string[];
  readonly select?: readonly string[];
}

/** What the plan is made with: what a saved plan says, which the command line may say again and not otherwise. */
export function shapeOf(said: PlanShape, saved: PlanFile | undefined): Required<PlanShape> {
  const { allowReplace, adopt = [], select = [] } = saved == null ? said : saved.options;
  if (saved != null) {
    const differing = [
      ['--allow-replace', said.allowReplace && !allowReplace],
      ['--adopt', differs(said.adopt, adopt)],
      ['--select', differs(said.select, select)],
    ].find(([, isOther]) => isOther === true);
    if (differing != null) {
      throw new UserError(
        'GP322',
        `the saved plan was made without this ${String(differing[0])}`,
        'leave the flag out, or plan again with it',
      );
    }
  }
  return { allowReplace, adopt, select };
}

/** What is not said is no other. */
function differs(said: readonly string[] = [], saved: readonly string[]): boolean {
  return said.length > 0 && JSON.stringify(said.toSorted()) !== JSON.stringify(saved.toSorted());
}
