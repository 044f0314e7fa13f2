import type { Advice } from '../cost/advice.ts';
import type { CostChange, NodeCostChange } from '../cost/change.ts';
import type { CostFrame, Month } from '../cost/job-month.ts';
import { dollarsOf, leastText, type Money, moneyOf, moneyText } from '../cost/money.ts';
import type { Cost } from '../cost/run-cost.ts';
import { unknownCount } from '../cost/unknown.ts';
import type { RunsCost } from '../cost/runs-cost.ts';
import type { NodeCost, StackCost } from '../cost/stack-cost.ts';
import { type Paint, plain } from './paint.ts';

/** Which prices count, in a few words: `list prices of 2026-11-23 (AWS Glue pricing page)`. */
export function pricesText({ region, prices }: Pick<CostFrame, 'region' | 'prices'>): string {
  const known = prices[region];
  return known == null ? `no prices are known for ${region}` : `list prices of ${known.asOf} (${known.source})`;
}

/** An amount, or that it is not known. */
export function costText(cost: Cost | Month | undefined): string {
  return cost == null ? '–' : cost.known ? moneyText(cost.money) : 'unknown';
}

/** What runs cost, in few letters: `$6.60`, `≥$6.60` where more is not known, `unknown`; nothing where nothing costs anything. */
export function runsCostText(cost: RunsCost | undefined): string {
  if (cost == null) {
    return '';
  }
  const { dollars, unknown } = cost;
  return leastText(moneyOf(dollars.toFixed(6)) ?? 0n, unknown.length === 0);
}

/** The same with the reasons for what is not known: `≥$6.60: no price is known for crawlers in sa-east-1`. */
export function runsCostReasons(cost: RunsCost | undefined): string {
  const reasons = cost?.unknown.join('; ') ?? '';
  return `${runsCostText(cost)}${reasons === '' ? '' : `: ${reasons}`}`;
}

/** What runs cost for JSON: dollars, or null with the reasons where not all is known; no members where nothing costs anything. */
export function runsCostView(cost: RunsCost | undefined): Readonly<Record<string, unknown>> {
  if (cost == null) {
    return {};
  }
  const { dollars, unknown } = cost;
  return unknown.length === 0 ? { cost: dollars } : { cost: null, costAtLeast: dollars, costUnknown: unknown };
}

/** What a plan does to the cost of a month: the sum, and each job and crawler whose month differs. */
export function costChangeText(
  { before, after, jobs, crawlers }: CostChange,
  frame: CostFrame,
  paint: Paint = plain,
): string {
  const nodes = [...jobs, ...crawlers.map((each) => ({ ...each, name: `crawler ${each.name}` }))];
  // Mostly the reason is the same for all.
  const reasons = new Set(nodes.flatMap((node) => (node.after?.known === false ? [node.after.why] : [])));
  const width = Math.max(0, ...nodes.map(({ name }) => name.length));
  return [
    `Cost of a month: ${monthsText(before, after, paint)}`,
    ...nodes.map((node) => `  ${node.name.padEnd(width)}  ${nodeChangeText(node)}`),
    ...[...reasons].map((why) => `  unknown: ${why}`),
    paint.dim(`  ${pricesText(frame)}`),
    paint.dim(`  if runs take as long as in the last ${String(frame.days)} days`),
  ].join('\n');
}

/** The sums of what is known; where that is nothing on either side, that it is not known. */
function monthsText(before: StackCost, after: StackCost, paint: Paint): string {
  const whose = unknownCount(after.unknown);
  if (whose !== '' && before.month === 0n && after.month === 0n) {
    return `not known for ${whose}`;
  }
  const sum =
    before.month === after.month
      ? `${moneyText(after.month)}, as before`
      : `${moneyText(before.month)} → ${moneyText(after.month)} (${differenceText(after.month - before.month, paint)})`;
  return whose === '' ? sum : `${sum}, without ${whose} whose cost is not known`;
}

function nodeChangeText({ before, after, hour }: NodeCostChange): string {
  if (after == null) {
    return `${costText(before)} → gone`;
  }
  const running = hour?.known === true ? `; ${moneyText(hour.money)} an hour while it runs` : '';
  const known = after.known ? moneyText(after.money) : `unknown${running}`;
  return `${before == null ? 'new' : costText(before)} → ${known}`;
}

function differenceText(money: Money, paint: Paint): string {
  return money > 0n ? paint.remove(`+${moneyText(money)}`) : paint.add(moneyText(money).replace('-', '−'));
}

/** Advice as a line: `load: … (saves $4.20 a month)`. */
export function adviceText({ job, text, saves }: Advice, paint: Paint = plain): string {
  const saving = saves == null ? '' : paint.add(` (saves ${moneyText(saves)} a month)`);
  return `${paint.bold(job)}: ${text}${saving}`;
}

/** The cost of a stack for JSON: dollars as numbers, null where they are not known. */
export function stackCostView(cost: StackCost): Readonly<Record<string, unknown>> {
  return {
    jobs: cost.jobs.map(nodeCostView),
    crawlers: cost.crawlers.map(nodeCostView),
    spent: dollarsOf(cost.spent),
    month: dollarsOf(cost.month),
    unknown: cost.unknown,
  };
}

function nodeCostView({ name, resourceName, runs, spent, perRun, yearly, month }: NodeCost) {
  return {
    ...{ name, resourceName, runs: runs ?? null, dpuHours: (spent.dpuSeconds ?? 0) / 3600 },
    ...{ spent: amount(spent), perRun: amount(perRun), startsPerYear: yearly ?? null, month: amount(month) },
    monthBy: month.known ? month.by : null,
    unknown: !month.known ? month.why : spent.known ? null : spent.why,
  };
}

/** What a plan does to the cost of a month, for JSON. */
export function costChangeView({ before, after, jobs, crawlers }: CostChange): Readonly<Record<string, unknown>> {
  return {
    before: dollarsOf(before.month),
    after: dollarsOf(after.month),
    jobs: jobs.map(nodeChangeView),
    crawlers: crawlers.map(nodeChangeView),
    unknown: after.unknown,
  };
}

function nodeChangeView({ name, before, after, hour }: NodeCostChange) {
  return { name, before: amount(before), after: amount(after), hour: amount(hour) };
}

function amount(cost: Cost | Month | undefined): number | null {
  return cost?.known === true ? dollarsOf(cost.money) : null;
}
