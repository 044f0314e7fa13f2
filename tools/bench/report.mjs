import { rows } from './measure.mjs';

/** All figures as Markdown: one table for each question. */
export function report({ machine, nodes, looked, deployed, action, times }) {
  return [
    `Measured by \`npm run bench\` on ${machine}: medians of ${times} alternating runs.`,
    starts(nodes),
    loads(nodes),
    `What a command loads of the bundle, the most memory it takes, and its attempts to reach a network, on Node ${nodes[0].version}:`,
    table(
      ['command', 'files', 'KB', 'memory, MiB', 'connections'],
      looked.map(({ name, files, bytes, maxRss, network }) => [
        name,
        String(files),
        (bytes / 1000).toFixed(0),
        (maxRss / 2 ** 20).toFixed(0),
        String(network),
      ]),
    ),
    `\`deploy --local\` of 100 jobs into an empty folder: ${seconds(deployed.deploy)}; the empty plan after it: ${seconds(deployed.plan)}.`,
    action,
  ].join('\n\n');
}

function starts(nodes) {
  const heads = nodes.flatMap(({ version }) => [`Node ${version}, × bare node`, 'ms']);
  return table(
    ['command', 'bound on Node 24', 'promised', ...heads],
    rows.map(({ name, bound, promise }, index) => [
      name,
      bound == null ? '' : `≤ ${bound}`,
      promise == null ? '' : `< ${promise} ms`,
      ...nodes.flatMap(({ version, starts }) => {
        const { ratio, milliseconds } = starts[index];
        const above = bound != null && version.startsWith('24.') && Number(ratio.toFixed(2)) > bound;
        return [above ? `**${ratio.toFixed(2)}**` : ratio.toFixed(2), milliseconds.toFixed(0)];
      }),
    ]),
  );
}

function loads(nodes) {
  return table(
    ['config load: read, parse, check', 'promised', ...nodes.map(({ version }) => `Node ${version}, ms`)],
    nodes[0].loads.map(({ count }, index) => [
      `${count.toLocaleString('en-US')} jobs`,
      '< 10 ms',
      ...nodes.map(({ loads: measured }) => measured[index].milliseconds.toFixed(1)),
    ]),
  );
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A Markdown table with columns of even width, as Prettier writes them. */
export function table(heads, lines) {
  const all = [heads, ...lines];
  const widths = heads.map((_, column) => Math.max(3, ...all.map((line) => line[column].length)));
  const text = (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [text(heads), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.map(text)].join('\n');
}
