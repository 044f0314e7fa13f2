import { UserError } from '@gluepipeline/core';

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A time as people say it, in milliseconds since 1970: `10m`, `2h`, `3d` before now, or an ISO 8601 time (UTC where it names no zone). */
export function sinceOf(text: string | undefined, now: number): number | undefined {
  if (text == null) {
    return undefined;
  }
  const span = spanOf(text);
  const time =
    span == null
      ? Date.parse(/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`)
      : now - span;
  if (Number.isNaN(time) || (span == null && !/^\d{4}-\d\d-\d\d/.test(text))) {
    throw new UserError('GP610', `"${text}" is no time`, 'write 10m, 2h, 3d or 2026-11-27T02:00:00Z');
  }
  return time;
}

/** A length of time in milliseconds, such as `90s`, `10m` or `1.5h`; nothing where the text is none. */
export function spanOf(text: string): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(text) ?? [];
  return count == null || unit == null ? undefined : Number(count) * (units[unit] ?? 0);
}
