import { timeText } from '@gluepipeline/core';
import type { PausedStart } from '@gluepipeline/project';

import type { Args, Command, Context, Outcome, Positional } from '../command.ts';
import { textsOf } from '../global-options.ts';
import { lineOf } from './line.ts';
import { planOptions } from './plan.ts';

const positionals: readonly Positional[] = [
  {
    name: 'start',
    several: true,
    describe:
      'A trigger, a further workflow, or a job with a schedule of its own; by default the start of the pipeline',
  },
];

/** Switches the schedule off for a while. */
export const pauseCommand: Command = {
  name: 'pause',
  positionals,
  summary: 'Switch the schedule off until resume; deployments leave it off',
  examples: [
    ['pause -e prod', 'the start of the pipeline: runs that go on are left alone'],
    ['pause nightly -e prod', 'another trigger with a schedule'],
  ],
  options: {},
  handler: (args, context) => onStarts('pause', args, context),
};

/** Switches it on again. */
export const resumeCommand: Command = {
  name: 'resume',
  positionals,
  summary: 'Switch a paused schedule on again',
  examples: [['resume -e prod', 'what was missed meanwhile is not made up for']],
  options: {},
  handler: (args, context) => onStarts('resume', args, context),
};

async function onStarts(verb: 'pause' | 'resume', args: Args, context: Context): Promise<Outcome> {
  const project = await import('@gluepipeline/project');
  const starts = await project[verb]({ ...planOptions(context), names: textsOf(args, 'start') });
  return {
    exitCode: 0,
    json: { starts: starts.map(viewOf) },
    text: () => starts.map(lineFor).join('\n'),
    next: verb === 'pause' ? lineOf(context, 'resume', ...textsOf(args, 'start')) : lineOf(context, 'status'),
  };
}

function lineFor({ trigger, outcome, pause, next }: PausedStart): string {
  const fires = next == null ? '' : `; fires next ${timeText(next)}`;
  switch (outcome) {
    case 'paused':
      return `trigger ${trigger} is paused: its schedule does not fire until gluepipeline resume`;
    case 'already paused':
      return `trigger ${trigger} was paused already, by ${pause?.by ?? ''} since ${pause?.at ?? ''}`;
    case 'resumed':
      return `trigger ${trigger} is on again${fires}`;
    case 'not paused':
      return `trigger ${trigger} was not paused${fires}`;
    case 'off in the config':
      return `trigger ${trigger} is off, as the config says (enabled: false)`;
  }
}

function viewOf({ pause, next, ...start }: PausedStart): Readonly<Record<string, unknown>> {
  return { ...start, pause: pause ?? null, next: next == null ? null : new Date(next).toISOString() };
}
