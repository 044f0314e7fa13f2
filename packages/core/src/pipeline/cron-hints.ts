import { weekdays } from './cron-field.ts';

/** What to write instead of a schedule in another language: rate(…), Unix cron, @daily, or a bare AWS cron; nothing where that cannot be told. */
export function cronInstead(text: string): string | undefined {
  // A misspelt word before the brackets is as good as the right one.
  const inner = /^[^\s()]*\(([^()]*)\)$/.exec(text)?.[1] ?? text;
  const fields = inner.trim().split(/\s+/);
  if (fields.length === 6 && !/[()]/.test(inner)) {
    return `cron(${fields.join(' ')})`;
  }
  const nickname = text.toLowerCase();
  const known = Object.hasOwn(nicknames, nickname) ? nicknames[nickname] : undefined;
  return known ?? fromRate(text) ?? (fields.length === 5 ? fromUnix(fields) : undefined);
}

const nicknames: Readonly<Record<string, string | undefined>> = {
  '@hourly': 'cron(0 * * * ? *)',
  '@daily': 'cron(0 0 * * ? *)',
  '@midnight': 'cron(0 0 * * ? *)',
  '@weekly': 'cron(0 0 ? * SUN *)',
  '@monthly': 'cron(0 0 1 * ? *)',
  '@yearly': 'cron(0 0 1 1 ? *)',
  '@annually': 'cron(0 0 1 1 ? *)',
};

/** Only rates that divide an hour or a day have a cron that fires as evenly. */
function fromRate(text: string): string | undefined {
  const match = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/i.exec(text);
  if (match == null) {
    return undefined;
  }
  const minutes = Number(match[1]) * ({ minute: 1, hour: 60, day: 1440 }[match[2]?.toLowerCase() ?? ''] ?? 0);
  if (minutes === 60 || minutes === 1440) {
    return minutes === 60 ? 'cron(0 * * * ? *)' : 'cron(0 0 * * ? *)';
  }
  if (minutes < 60) {
    return 60 % minutes === 0 ? `cron(0/${minutes} * * * ? *)` : undefined;
  }
  return 1440 % minutes === 0 && minutes % 60 === 0 ? `cron(0 0/${minutes / 60} * * ? *)` : undefined;
}

/** Unix fires when either day field matches, AWS takes only one of them: both at once cannot be said. */
function fromUnix([minutes, hours, dayOfMonth, month, dayOfWeek]: readonly string[]): string | undefined {
  if (minutes == null || hours == null || dayOfMonth == null || month == null || dayOfWeek == null) {
    return undefined;
  }
  if (dayOfWeek === '*' || dayOfWeek === '?') {
    return `cron(${minutes} ${hours} ${dayOfMonth === '?' ? '*' : dayOfMonth} ${month} ? *)`;
  }
  const named = unixWeekdays(dayOfWeek);
  return named != null && (dayOfMonth === '*' || dayOfMonth === '?')
    ? `cron(${minutes} ${hours} ? ${month} ${named} *)`
    : undefined;
}

/** Unix counts from 0 = SUN (and 7 = SUN), AWS from 1 = SUN: names say the same to both. */
function unixWeekdays(field: string): string | undefined {
  return /^(?:[0-7]|[a-z]{3})(?:[-,](?:[0-7]|[a-z]{3}))*$/i.test(field)
    ? field.toUpperCase().replaceAll(/\d/g, (digit) => weekdays[Number(digit) % 7] ?? digit)
    : undefined;
}
