const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `90s`, `10m`, `2h`, `30d` in milliseconds; nothing for any other text. */
export function durationIn(text: string): number | undefined {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  return count == null ? undefined : Number(count) * units[unit as keyof typeof units];
}
