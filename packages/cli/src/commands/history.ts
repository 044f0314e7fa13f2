import {
  commitText,
  countsText,
  type DeploymentRecord,
  deploymentText,
  timeText,
  UserError,
  whatText,
} from '@gluepipeline/core';

import type { Command, Outcome, View } from '../command.ts';
import { textOf } from '../global-options.ts';
import { lineOf } from './line.ts';
import { loading } from './place.ts';
import { planOptions } from './plan.ts';

/** Shows what was deployed before. */
export const historyCommand: Command = {
  name: 'history',
  positionals: [{ name: 'number', describe: 'One deployment, with all that it changed' }],
  summary: 'Show the deployments of this pipeline and environment, the newest first',
  examples: [
    ['history -e prod', 'when, by whom, of which commit, with which result'],
    ['history 41 -e prod', 'what that one changed'],
  ],
  options: {
    limit: { type: 'number', range: [1, 10_000], default: 20, describe: 'How many at most' },
  },
  handler: async (args, context) => {
    const { history } = await import('@gluepipeline/project');
    const number = numberIn(textOf(args, 'number'));
    const { stack, records } = await history({
      ...loading(planOptions(context), () => import('../render/table.ts')),
      limit: typeof args.limit === 'number' ? args.limit : 20,
      number,
    });
    return {
      exitCode: 0,
      json: { stack, deployments: records.map((record) => viewOf(record, number != null)) },
      text: await textFor(stack, records, number != null),
      next: number == null && records.length > 1 ? lineOf(context, 'rollback') : undefined,
    };
  },
};

/** `41` or `#41`. */
function numberIn(text: string | undefined): number | undefined {
  const [, digits] = /^#?(\d{1,8})$/.exec(text ?? '') ?? [];
  if (text != null && digits == null) {
    throw new UserError('GP506', `"${text}" is no number of a deployment`, 'see: gluepipeline history');
  }
  return digits == null ? undefined : Number(digits);
}

async function textFor(stack: string, records: readonly DeploymentRecord[], one: boolean): Promise<Outcome['text']> {
  const { tableText } = await import('../render/table.ts');
  const rowOf = (record: DeploymentRecord) => [
    `#${String(record.number)}`,
    timeText(record.at),
    record.by,
    record.commit == null ? '' : commitText(record.commit),
    whatText(record),
    record.outcome,
    countsText(record.plan),
  ];
  return (view: View) => {
    const [first] = records;
    if (first == null) {
      return `${stack} has no deployments yet`;
    }
    return one
      ? deploymentText(first, view.paint)
      : tableText(['', 'when', 'who', 'commit', 'what', 'result', 'changes'], records.map(rowOf), view);
  };
}

/** Without the definitions of all resources, unless it is about one deployment alone. */
function viewOf(record: DeploymentRecord, whole: boolean): Readonly<Record<string, unknown>> {
  const { resources, plan, ...facts } = record;
  const { changes, ...counts } = plan ?? { changes: [] };
  return whole ? { ...facts, plan: { ...counts, changes }, resources } : { ...facts, plan: counts };
}
