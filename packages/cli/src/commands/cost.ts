import { type CostFrame, dollarsOf, mustBeWithin, pricesText, stackCostView } from '@gluepipeline/core';
import type { CostReport } from '@gluepipeline/project';

import type { Args, Command, Context, Outcome, View } from '../command.ts';
import { textOf } from '../global-options.ts';
import type * as CostTable from '../render/cost-table.ts';
import { budgetOf, costOptions, daysOf } from './cost-options.ts';
import { lineOf } from './line.ts';
import { loading } from './place.ts';
import { planOptions } from './plan.ts';

/** Shows what the jobs and crawlers cost. */
export const costCommand: Command = {
  name: 'cost',
  positionals: [
    { name: 'action', describe: 'refresh asks AWS for its list prices and keeps them', choices: ['refresh'] },
  ],
  summary: 'Show what jobs and crawlers cost, a run and a month, and what would make them cheaper',
  examples: [
    ['cost -e prod', 'by list price, from the runs of the last 30 days and the schedules'],
    ['cost -e prod --budget 100', 'exit code 10 where a month costs more'],
    ['cost refresh -e prod', 'the prices of the Region, from the price list of AWS'],
  ],
  options: {
    // None of them changes what AWS's price list says.
    ...Object.fromEntries(Object.entries(costOptions).map(([name, option]) => [name, { ...option, actions: [''] }])),
    out: {
      type: 'string',
      actions: ['refresh'],
      describe: 'With refresh: keep the prices in this file, for --prices',
    },
  },
  handler: (args, context) => (args.action === 'refresh' ? refresh(args, context) : show(args, context)),
};

async function refresh(args: Args, context: Context): Promise<Outcome> {
  const { refreshPrices } = await import('@gluepipeline/project');
  const { region, prices, path } = await refreshPrices({ ...planOptions(context), out: textOf(args, 'out') });
  const rates = Object.entries(prices.rates).map(([name, price]) => `  ${name.padEnd(10)} $${price}`);
  return {
    exitCode: 0,
    json: { region, ...prices, file: path },
    text: () => [`prices of Glue in ${region}, a DPU-hour:`, ...rates, `wrote ${path}`].join('\n'),
    next: lineOf(context, 'cost'),
  };
}

async function show(args: Args, context: Context): Promise<Outcome> {
  const { cost } = await import('@gluepipeline/project');
  const budget = budgetOf(args);
  const place = loading(planOptions(context), () => import('../render/cost-table.ts'));
  const report = await cost({ ...place, days: daysOf(args), prices: textOf(args, 'prices') });
  if (budget != null) {
    mustBeWithin(budget, report.cost).forEach(context.say);
  }
  const render = await import('../render/cost-table.ts');
  return {
    exitCode: 0,
    json: {
      stack: report.stack,
      ...priceFacts(report.frame),
      days: report.frame.days,
      ...stackCostView(report.cost),
      advice: report.advice.map(({ saves, ...advice }) => ({
        ...advice,
        saves: saves == null ? null : dollarsOf(saves),
      })),
    },
    text: (view) => textFor(report, render, view),
  };
}

function textFor(report: CostReport, { costNotes, costTable }: typeof CostTable, view: View): string {
  const { stack, frame, cost } = report;
  return [
    `${view.paint.bold(stack)} · ${frame.region} · ${pricesText(frame)}`,
    '',
    cost.jobs.length + cost.crawlers.length === 0 ? 'no jobs' : costTable(report, view),
    ...costNotes(report, view),
  ].join('\n');
}

function priceFacts({ region, prices }: CostFrame): Readonly<Record<string, unknown>> {
  return { region, prices: prices[region] ?? null };
}
