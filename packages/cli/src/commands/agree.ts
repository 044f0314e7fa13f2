import { type Change, isDestructive, type Plan, type PlanDetails, planText, UserError } from '@gluepipeline/core';

import type { Context } from '../command.ts';
import { confirm } from '../render/confirm.ts';

/** What is asked about. */
export interface Asking {
  readonly verb: string;
  /** The command line that does the same without asking. */
  readonly again: string;
}

/** Shows a plan, and asks where something of it cannot be had back. */
export async function agree(
  plan: Plan,
  details: PlanDetails,
  context: Context,
  { verb, again }: Asking,
  cancelled: Promise<void>,
): Promise<boolean> {
  const asks = isDestructive(plan) && !context.global.yes;
  const canAsk = context.io.stdinIsTty && context.io.stderrIsTty;
  if (asks && canAsk) {
    // Nobody is asked about a plan that they have not seen, not even with --quiet or --json.
    context.progress('');
    context.io.stderr(`${planText(plan, context.paint, details)}\n\n`);
    const question = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}: ${lossText(plan)}?`;
    return confirm(context.io, question, cancelled);
  }
  context.say(`${planText(plan, context.paint, details)}\n`);
  if (asks) {
    throw new UserError(
      'GP310',
      `the plan has ${lossText(plan)}, and nobody can be asked here`,
      `review the plan, then say: ${again}`,
    );
  }
  return true;
}

/** Shows the plan of a destroy that is protected, and has its stack typed: --yes is no answer to that. */
export async function agreeByName(
  plan: Plan,
  details: PlanDetails,
  context: Context,
  cancelled: Promise<void>,
): Promise<boolean> {
  if (!context.io.stdinIsTty || !context.io.stderrIsTty) {
    throw new UserError(
      'GP315',
      `${plan.stack} is protected: its name has to be typed before it is destroyed, and nobody can be asked here`,
      'destroy it on a terminal, or take protect: true out of the config first',
    );
  }
  context.progress('');
  context.io.stderr(`${planText(plan, context.paint, details)}\n\n${plan.stack} is protected. `);
  const { ask } = await import('../render/ask.ts');
  return (await ask(context.io, `To destroy it, type ${plan.stack}: `, cancelled)) === plan.stack;
}

/** What cannot be had back: `2 to delete, 1 to make anew`. */
function lossText(plan: Plan): string {
  const count = (action: Change['action']) => plan.changes.filter((change) => change.action === action).length;
  const counts = [
    [count('delete'), 'to delete'],
    [count('replace'), 'to delete and make anew'],
  ] as const;
  return counts.flatMap(([number, words]) => (number === 0 ? [] : [`${String(number)} ${words}`])).join(', ');
}
