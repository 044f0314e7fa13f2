import { type Cron, nextFires, parseCron } from '../pipeline/cron.ts';
import type { Resource } from '../resources/resource.ts';
import { nodeKey, type TriggerCondition, type TriggerDefinition } from '../resources/trigger.ts';

/** How often nodes start in a year, by `keyOf` of the job or crawler; one that no clock starts has no entry. */
export type YearlyStarts = Readonly<Record<string, number>>;

const dayMilliseconds = 86_400_000;

/**
 * How often the schedules of a stack will start its jobs and crawlers in the year that begins on the next day (UTC), as
 * far as everything goes well: a trigger that waits for a failure starts nothing, and retries are not counted. What is
 * switched off starts nothing: 0. What starts by hand or by events is not known.
 */
export async function yearlyStarts(resources: readonly Resource[], now: number): Promise<YearlyStarts> {
  const triggers = resources.flatMap((each) => (each.kind === 'trigger' ? [each.definition] : []));
  const crawlers = resources.flatMap((each) => (each.kind === 'crawler' ? [each] : []));
  const schedules = [...triggers, ...crawlers.map(({ definition }) => definition)];
  const counts = new Map<string, number>();
  for (const text of new Set(schedules.flatMap(({ Schedule: schedule }) => schedule ?? []))) {
    const parsed = parseCron(text);
    counts.set(text, parsed.ok ? await firesInYear(parsed.cron, now) : 0);
  }
  const own = new Map(
    crawlers.flatMap(({ name, definition: { Schedule: schedule, enabled } }) =>
      schedule == null ? [] : [[`crawler/${name}`, enabled === false ? 0 : (counts.get(schedule) ?? 0)] as const],
    ),
  );
  const starting: Starting = { triggers, counts, own, rates: new Map() };
  const nodes = resources.filter(({ kind }) => kind === 'job' || kind === 'crawler');
  const rates = nodes.flatMap(({ kind, name }) => {
    const key = `${kind}/${name}`;
    const rate = rateOf(key, starting);
    return rate == null ? [] : [[key, rate] as const];
  });
  return Object.fromEntries(rates);
}

interface Starting {
  readonly triggers: readonly TriggerDefinition[];
  readonly counts: ReadonlyMap<string, number>;
  /** Of crawlers with a schedule of their own. */
  readonly own: ReadonlyMap<string, number>;
  /** What has been worked out, by node: many wait for the same. */
  readonly rates: Map<string, number | undefined>;
}

/** What several ways to start come to together; ways that nobody can count do not count beside one that fires. */
function rateOf(key: string, starting: Starting): number | undefined {
  if (starting.rates.has(key)) {
    return starting.rates.get(key);
  }
  // A circle never starts.
  starting.rates.set(key, 0);
  const firing = starting.triggers
    .filter(({ Actions: actions = [] }) => actions.some((action) => nodeKey(action) === key))
    .map((trigger) => triggerRate(trigger, starting));
  const own = starting.own.get(key);
  const rates = own == null ? firing : [...firing, own];
  const sum = rates.reduce<number>((total, rate) => total + (rate ?? 0), 0);
  const rate = rates.length === 0 || (sum === 0 && rates.includes(undefined)) ? undefined : sum;
  starting.rates.set(key, rate);
  return rate;
}

function triggerRate(trigger: TriggerDefinition, starting: Starting): number | undefined {
  if (!trigger.enabled) {
    return 0;
  }
  switch (trigger.Type) {
    case 'SCHEDULED':
      return starting.counts.get(trigger.Schedule ?? '') ?? 0;
    case 'ON_DEMAND':
    case 'EVENT':
      return undefined;
    case 'CONDITIONAL': {
      const rates = (trigger.Predicate?.Conditions ?? []).map((end) =>
        isGood(end) ? rateOf(nodeKey(end), starting) : undefined,
      );
      const known = rates.filter((rate) => rate != null);
      if (trigger.Predicate?.Logical === 'ANY') {
        return known.length === 0 ? undefined : Math.max(...known);
      }
      return known.length < rates.length || known.length === 0 ? undefined : Math.min(...known);
    }
  }
}

function isGood({ State: state, CrawlState: crawlState }: TriggerCondition): boolean {
  return (state ?? crawlState ?? 'SUCCEEDED') === 'SUCCEEDED';
}

/** Whole days, so that every day counts with all its minutes; the days alone are looked for. */
async function firesInYear(cron: Cron, now: number): Promise<number> {
  const first = Math.floor(now / dayMilliseconds + 1) * dayMilliseconds;
  const end = new Date(first);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  const days = await nextFires({ ...cron, minutes: [0], hours: [0] }, new Date(first - 1), 366);
  return days.filter((day) => day < end).length * cron.minutes.length * cron.hours.length;
}
