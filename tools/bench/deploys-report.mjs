import { bounds } from './deploys.mjs';
import { table } from './report.mjs';

/** The figures of two deployments as Markdown; what is above its bound is bold. */
export function reportDeploys({ machine, far, throttled }) {
  const figure = (value, bound, shown) => (value > bound ? `**${shown}**` : shown);
  const times = (value) => `${value.toFixed(2)} ×`;
  const rows = [
    ['50 ms away', far, far.seconds / far.ideal, bounds.time, undefined],
    ['50 ms away, 20 Glue calls a second', throttled, throttled.seconds / throttled.ideal, bounds.throttledTime],
  ].map(([name, { requests, glue, refused, lost, seconds, ideal, needed, memory }, ratio, bound], index) => [
    name,
    `${seconds.toFixed(1)} s`,
    `${ideal.toFixed(1)} s`,
    `${figure(ratio, bound, times(ratio))} (≤ ${bound})`,
    String(requests),
    index === 0
      ? `${glue}`
      : `${glue}, ${figure(glue / needed, bounds.throttledCalls, times(glue / needed))} of those needed (≤ ${bounds.throttledCalls})`,
    String(refused),
    figure(lost, 0, String(lost)),
    figure(memory, bounds.memory, `${memory.toFixed(0)} MiB (≤ ${bounds.memory})`),
  ]);
  return [
    `Measured by \`npm run bench:deploy\` on ${machine}: of three deployments the one in the middle, and one to an account that refuses.`,
    table(['1,000 new jobs', 'time', 'at best', 'of that', 'requests', 'to Glue', 'refused', 'lost', 'memory'], rows),
  ].join('\n\n');
}
