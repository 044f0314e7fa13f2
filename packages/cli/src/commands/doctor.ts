import type { Check } from '@gluepipeline/project';

import type { Command, View } from '../command.ts';
import { connectOf, overridesOf, placeOf } from './place.ts';

/** Looks at everything that a deployment needs. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Check what a deployment needs: Node, config, sign-in, clock, permissions, roles, bucket, quotas',
  examples: [
    ['doctor -e prod', 'what is well, what is not, and the cure'],
    ['doctor --for plan', 'for somebody who only plans'],
  ],
  options: {
    for: {
      type: 'string',
      describe: 'What the permissions are needed for',
      choices: ['deploy', 'plan', 'run'],
      default: 'deploy',
    },
  },
  handler: async (args, context) => {
    const { doctor } = await import('@gluepipeline/project');
    const checks = await doctor({
      place: placeOf(context),
      overrides: overridesOf(context),
      connect: connectOf(context),
      purpose: args.for as 'deploy' | 'plan' | 'run',
      nodeVersion: context.io.nodeVersion,
    });
    return {
      exitCode: exitCodeFor(checks),
      json: { checks },
      text: (view) => checks.map((each) => line(each, view)).join('\n'),
    };
  },
};

/** The code of the first thing that fails, as another command would end with it. */
function exitCodeFor(checks: readonly Check[]): number {
  const failed = checks.find(({ outcome }) => outcome === 'fail');
  switch (failed?.name) {
    case undefined:
      return 0;
    case 'config':
      return 3;
    case 'region':
      return 64;
    case 'credentials':
    case 'permissions':
    case 'roles':
      return 4;
    default:
      return 10;
  }
}

function line({ name, outcome, message, cure }: Check, { paint }: View): string {
  const colour = { ok: paint.add, warn: paint.change, fail: paint.remove, skipped: paint.dim }[outcome];
  const head = `${colour(outcome.padEnd(8))} ${name.padEnd(12)} ${message}`;
  return cure == null ? head : `${head}\n${' '.repeat(22)}hint: ${cure}`;
}
