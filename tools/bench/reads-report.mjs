import { bound } from './reads.mjs';
import { table } from './report.mjs';

/** What reading commands take far away, as Markdown; a figure above the bound stands in bold. */
export function reportReads(measured) {
  return [
    `Commands that read, over ten jobs, where AWS is 50 ms away: until the first call, the longest chain of calls that had to wait for each other, and the whole; what follows the start may take ${bound} times that chain.`,
    table(
      ['command', 'calls', 'start, ms', 'chain, ms', 'whole, ms', `after the start, × chain (≤ ${bound})`],
      measured.map(({ name, calls, start, chain, whole }) => {
        const ratio = (whole - start) / chain;
        const text = ratio.toFixed(2);
        return [
          `\`${name}\``,
          String(calls),
          start.toFixed(0),
          chain.toFixed(0),
          whole.toFixed(0),
          ratio > bound ? `**${text}**` : text,
        ];
      }),
    ),
  ].join('\n\n');
}
