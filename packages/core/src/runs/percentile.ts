/** The smallest of the values that so large a share of them does not exceed (nearest rank), such as 0.95; nothing of nothing. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
