import type { Path } from '../../../config/issue.ts';
import type { FlatJob } from '../../../config/overlay.ts';
import type { NodeKind } from '../../pipeline.ts';
import type { RuleInput } from '../../rule.ts';
import { once } from './once.ts';

/** What a job or crawler says of the trigger that is made for it, and where. */
export interface WrittenNodeTrigger {
  readonly path: Path;
  readonly kind: NodeKind;
  readonly name: string;
  readonly trigger: NonNullable<FlatJob['trigger']>;
}

/** Of every job and crawler that says anything of its trigger. */
export const nodeTriggers: (input: Pick<RuleInput, 'config'>) => readonly WrittenNodeTrigger[] = once(
  ({ config }: Pick<RuleInput, 'config'>) => config,
  ({ config }) =>
    (['job', 'crawler'] as const).flatMap((kind) => {
      const list = kind === 'job' ? ('jobs' as const) : ('crawlers' as const);
      const found: WrittenNodeTrigger[] = [];
      for (const [index, { name, trigger }] of (config[list] ?? []).entries()) {
        if (trigger != null) {
          found.push({ path: [list, index, 'trigger'], kind, name, trigger });
        }
      }
      return found;
    }),
);
