import { dollarsOf, type Money, moneyOf, UserError } from '@gluepipeline/core';

import type { Args, Option } from '../command.ts';
import { textOf } from '../global-options.ts';
import { quoted } from './line.ts';

const usualDays = 30;

/** What every command that tells a cost may be told. */
export const costOptions: Readonly<Record<string, Option>> = {
  budget: { type: 'string', value: 'dollars', describe: 'Refuse where a month costs more than this' },
  days: { type: 'number', range: [1, 365], default: usualDays, describe: 'Judge by the runs of so many days' },
  prices: { type: 'string', value: 'file', describe: 'A file of prices, stronger than those that are known' },
};

/** The days of runs that count. */
export function daysOf(args: Args): number {
  return typeof args.days === 'number' ? args.days : usualDays;
}

/** `--budget` as an amount; a UserError where it is none. */
export function budgetOf(args: Args): Money | undefined {
  const text = textOf(args, 'budget');
  const money = text == null ? undefined : moneyOf(text.replace(/^\$/, ''));
  if (text != null && money == null) {
    throw new UserError('GP616', `"${text}" is no amount of dollars`, 'write --budget 100 or --budget 99.50');
  }
  return money;
}

/** The flags that set the same budget again. */
export function budgetWords(budget: Money, days: number | undefined, prices: string | undefined): string[] {
  return [
    ...['--budget', String(dollarsOf(budget))],
    ...(days == null || days === usualDays ? [] : ['--days', String(days)]),
    ...(prices == null ? [] : ['--prices', quoted(prices)]),
  ];
}
