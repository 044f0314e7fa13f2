import type { Command } from '../command.ts';
import { textOf } from '../global-options.ts';
import { lineOf } from './line.ts';
import { planOptions } from './plan.ts';

/** Stops a run. */
export const stopCommand: Command = {
  name: 'stop',
  positionals: [{ name: 'job', describe: 'A job or crawler; without it the newest run of the workflow' }],
  summary: 'Stop a run that goes on',
  examples: [
    ['stop', 'the newest run of the workflow, with all that it started'],
    ['stop load', 'the newest run of one job'],
  ],
  options: {
    run: { type: 'string', describe: 'The id of the run to stop; by default the newest' },
    wait: { type: 'boolean', default: true, describe: 'Wait until it has ended; --no-wait only asks for it' },
  },
  handler: async (args, context) => {
    const { stop } = await import('@gluepipeline/project');
    const choice = { job: textOf(args, 'job'), run: textOf(args, 'run'), wait: args.wait !== false };
    const { ref, state, over } = await stop({ ...planOptions(context), ...choice });
    return {
      exitCode: 0,
      json: { run: { ...ref, state, over } },
      text: ({ paint }) => `${over ? paint.change(state) : paint.dim(state)} ${ref.kind} ${ref.name}`,
      next: lineOf(context, 'run', ...(choice.job == null ? [] : [choice.job])),
    };
  },
};
