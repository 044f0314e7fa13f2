/** Milliseconds for people: `0.4s`, `12s`, `3m 05s`, `2h 10m`. */
export function durationText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)}s`;
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${String(whole)}s`;
  }
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${String(minutes)}m ${String(whole % 60).padStart(2, '0')}s`
    : `${String(Math.floor(minutes / 60))}h ${String(minutes % 60).padStart(2, '0')}m`;
}
