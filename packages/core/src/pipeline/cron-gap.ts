import type { Cron } from './cron.ts';

const day = 24 * 60;

/** The least number of minutes between two firings of a cron; infinite for one that fires once or never. */
export function leastGap(cron: Cron): number {
  const times = cron.hours
    .flatMap((hour) => cron.minutes.map((minute) => hour * 60 + minute))
    .toSorted((a, b) => a - b);
  const within = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const across = leastDays(cron) * day - ((times.at(-1) ?? 0) - (times[0] ?? 0));
  return Math.min(across, ...within);
}

/** The least number of days between two days on which it fires. */
function leastDays(cron: Cron): number {
  const { daysOfMonth, daysOfWeek, months } = cron;
  if (daysOfWeek.kind === 'days') {
    return leastBetween(daysOfWeek.days, 7);
  }
  if (daysOfMonth.kind !== 'days') {
    return 28;
  }
  const ofMonths = months.flatMap((month) => {
    const length = daysIn(month);
    const days = daysOfMonth.days.filter((each) => each <= length);
    const goesOn = months.includes((month % 12) + 1);
    return days.length === 0 ? [] : [leastBetween(days, goesOn ? length : Number.POSITIVE_INFINITY)];
  });
  return Math.min(Number.POSITIVE_INFINITY, ...ofMonths);
}

/** The least distance of days in a row, and of the last to the first of the next round. */
function leastBetween(days: readonly number[], round: number): number {
  const within = days.slice(1).map((each, index) => each - (days[index] ?? 0));
  return Math.min(round - ((days.at(-1) ?? 0) - (days[0] ?? 0)), ...within);
}

/** Of February the longer: a gap that is told is never shorter than it is. */
function daysIn(month: number): number {
  return month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
