import {
  type ApplyEvent,
  durationText,
  messageOf,
  noProgress,
  progressAfter,
  progressText,
  stepDone,
  stepToDo,
} from '@gluepipeline/core';

import type { Context } from '../command.ts';

/** How often the passing line is made anew, in milliseconds. */
const redraw = 200;

/** Where there is no passing line, what goes on without a word for so long, in milliseconds, is told. */
const patience = 30_000;

/** Shows how a deployment goes on, until `end`. */
export interface DeployProgress {
  readonly tell: (event: ApplyEvent) => void;
  readonly end: () => void;
}

/** A line for each step that ended; on a terminal also what goes on and for how long, elsewhere only where it takes long. */
export function deployProgress(context: Context): DeployProgress {
  const { io, say, progress, animated } = context;
  let state = noProgress;
  let told = 0;
  let stop: () => void = () => undefined;
  const draw = () => progress(progressText(state, io.now()));
  const remind = () => {
    const text = progressText(state, io.now());
    if (text !== '' && io.now() - told >= patience) {
      told = io.now();
      say(text);
    }
  };
  return {
    tell: (event) => {
      if (event.kind === 'begin') {
        stop();
        stop = animated ? io.every(redraw, draw) : io.every(1000, remind);
      }
      state = progressAfter(state, event, io.now());
      told = io.now();
      const line = lineOf(event, context);
      if (line != null) {
        say(line);
      }
      draw();
    },
    end: () => {
      stop();
      progress('');
    },
  };
}

/** What stays to be read of an event; how long a step took is news on a terminal alone, and from a second on. */
function lineOf(event: ApplyEvent, { paint, animated }: Context): string | undefined {
  switch (event.kind) {
    case 'step-done': {
      const time = animated && event.milliseconds >= 1000 ? `  ${paint.dim(durationText(event.milliseconds))}` : '';
      return `${paint.add('✓')} ${stepDone(event.step)}${time}`;
    }
    case 'step-failed':
      return `${paint.remove('✗')} ${stepToDo(event.step)}: ${messageOf(event.error)}`;
    default:
      return undefined;
  }
}
