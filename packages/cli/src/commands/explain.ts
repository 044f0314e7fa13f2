import { type Explanation, UserError } from '@gluepipeline/core';

import type { Command, View } from '../command.ts';
import { wrap } from '../render/wrap.ts';

/** Says what a code means. */
export const explainCommand: Command = {
  name: 'explain',
  positionals: [{ name: 'code', describe: 'A code, such as GP204; none lists them all' }],
  summary: 'Explain the code of a complaint, with an example',
  examples: [
    ['explain GP204', 'why it comes, what is wrong, what is right'],
    ['explain', 'every code'],
  ],
  options: {},
  handler: async (args) => {
    const { allCodes } = await import('../render/all-codes.ts');
    const all = allCodes();
    const asked = typeof args.code === 'string' ? args.code.trim().toUpperCase() : undefined;
    if (asked == null) {
      return {
        exitCode: 0,
        json: { codes: all.map(head) },
        text: (view) => all.map((each) => line(each, view)).join('\n'),
      };
    }
    const code = /^\d+$/.test(asked) ? `GP${asked}` : asked;
    const found = all.find((each) => each.code === code);
    if (found == null) {
      throw new UserError(
        'GP125',
        `there is no code "${String(args.code)}"`,
        'list them all with: gluepipeline explain',
      );
    }
    return { exitCode: 0, json: { ...found }, text: (view) => page(found, view) };
  },
};

function head({ code, severity, title }: Explanation) {
  return { code, severity, title };
}

function line({ code, severity, title }: Explanation, { paint }: View): string {
  return `${paint.bold(code)}  ${(severity === 'error' ? 'error' : 'warning').padEnd(7)}  ${title}`;
}

/** Wide enough for most lines, narrow enough to be read. */
const widest = 100;

function page({ code, severity, title, explanation, bad, good }: Explanation, { paint, columns }: View): string {
  const label = severity === 'error' ? paint.remove('error') : paint.change('warning');
  const examples = [
    ...(bad == null ? [] : [paint.bold('This is wrong:'), indented(bad)]),
    ...(good == null ? [] : [paint.bold('This is right:'), indented(good)]),
  ];
  return [
    `${label}${paint.bold(`[${code}]`)} ${title}`,
    wrap(explanation.replaceAll('`', ''), Math.min(columns, widest)).join('\n'),
    ...examples,
  ].join('\n\n');
}

/** Some examples are about size: they are cut to what shows the point. */
function indented(text: string): string {
  const lines = text.trimEnd().split('\n');
  const cut = (line: string) => (line.length <= 160 ? line : `${line.slice(0, 100)} … ${line.slice(-40)}`);
  const shown = lines.length <= 40 ? lines : [...lines.slice(0, 20), '…', ...lines.slice(-5)];
  return shown.map((line) => `  ${cut(line)}`).join('\n');
}
