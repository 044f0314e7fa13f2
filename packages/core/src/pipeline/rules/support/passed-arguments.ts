import type { Path } from '../../../config/issue.ts';
import type { Texts } from '../../pipeline.ts';
import type { RuleInput } from '../../rule.ts';
import { nodeTriggers } from './node-triggers.ts';

/** The arguments that a trigger passes to a job, where they are written. */
export interface PassedArguments {
  readonly path: Path;
  readonly job: string;
  readonly texts: Texts;
}

/** What triggers pass to jobs: those that are made for a job, and those of `triggers`. */
export function passedArguments({ config }: Pick<RuleInput, 'config'>): PassedArguments[] {
  const nodes = nodeTriggers({ config }).flatMap(({ path, kind, name, trigger }) =>
    kind === 'crawler' || trigger.arguments == null
      ? []
      : [{ path: [...path, 'arguments'], job: name, texts: trigger.arguments }],
  );
  const actions = (config.triggers ?? []).flatMap((trigger, index) =>
    trigger.actions.flatMap((action, position) =>
      typeof action === 'string' || 'crawler' in action || action.arguments == null
        ? []
        : [{ path: ['triggers', index, 'actions', position, 'arguments'], job: action.job, texts: action.arguments }],
    ),
  );
  return [...nodes, ...actions];
}
