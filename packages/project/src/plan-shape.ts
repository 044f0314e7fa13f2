import { type PlanFile, UserError } from '@gluepipeline/core';

/** What shapes a plan, as the user says it. */
export interface PlanShape {
  readonly allowReplace: boolean;
  readonly adopt?: readonly string[];
  readonly select?: readonly string[];
}

/** What the plan is made with: what a saved plan says, which the user may say again; a UserError where it is said otherwise. */
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
        `${String(differing[0])} is not what the saved plan was made with`,
        'leave it out, or plan again with it',
      );
    }
  }
  return { allowReplace, adopt, select };
}

/** What is not said is no other. */
function differs(said: readonly string[] = [], saved: readonly string[]): boolean {
  return said.length > 0 && JSON.stringify(said.toSorted()) !== JSON.stringify(saved.toSorted());
}
