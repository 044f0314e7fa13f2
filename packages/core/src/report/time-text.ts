/** A time to the minute, in UTC: `2026-02-14 12:00Z`. It is given as ISO writes it, or in milliseconds since 1970. */
export function timeText(time: string | number): string {
  const iso = typeof time === 'string' ? time : new Date(time).toISOString();
  return `${iso.slice(0, 16).replace('T', ' ')}Z`;
}
