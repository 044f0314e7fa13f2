export function interpolate(value: unknown, env: Readonly<Record<string, string | undefined>>): unknown;
