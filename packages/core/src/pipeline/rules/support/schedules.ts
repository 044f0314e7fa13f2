import type { Path } from '../../../config/issue.ts';
import type { RuleInput } from '../../rule.ts';

/** A schedule that is written somewhere. */
export interface WrittenSchedule {
  readonly path: Path;
  /** Whose it is, after "the schedule": nothing for that of the pipeline. */
  readonly of: string;
  readonly schedule: string;
}

/** The keys of all places of a schedule, for the rules that look at them. */
export const scheduleKeys = [
  'schedule',
  'start.schedule',
  'workflows',
  'jobs.schedule',
  'crawlers.schedule',
  'triggers.schedule',
] as const;

/** Every schedule of a config: of the pipeline, of further workflows, of nodes and of triggers. */
export function schedulesOf({ config }: Pick<RuleInput, 'config'>): WrittenSchedule[] {
  const listed = (['jobs', 'crawlers', 'triggers'] as const).flatMap((list) =>
    (config[list] ?? []).map(({ name, schedule }, index) => ({
      path: [list, index, 'schedule'],
      of: ` of ${list.slice(0, -1)} "${name}"`,
      schedule,
    })),
  );
  const further = Object.entries(config.workflows ?? {}).flatMap(([name, { schedule, start }]) => [
    { path: ['workflows', name, 'schedule'], of: ` of workflow "${name}"`, schedule },
    { path: ['workflows', name, 'start', 'schedule'], of: ` of workflow "${name}"`, schedule: start?.schedule },
  ]);
  const own = [
    { path: ['schedule'], of: '', schedule: config.start?.schedule == null ? config.schedule : undefined },
    { path: ['start', 'schedule'], of: '', schedule: config.start?.schedule },
  ];
  return [...own, ...further, ...listed].flatMap(({ path, of, schedule }) =>
    schedule == null ? [] : [{ path, of, schedule }],
  );
}
