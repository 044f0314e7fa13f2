import { type ApplyEvent, messageOf, stepName } from '@gluepipeline/core';

import type { Context } from '../command.ts';
import { logOf } from '../log.ts';

/** Logs the steps of a deployment between its AWS calls, where lines of JSON were asked for. */
export function logStep(event: ApplyEvent, deployment: string, context: Context): void {
  const { verbose, logFormat } = context.global;
  if (verbose === 0 || logFormat !== 'json') {
    return;
  }
  const log = logOf(context);
  switch (event.kind) {
    case 'begin':
      log('info', { deployment, steps: event.steps }, 'deployment begins');
      break;
    case 'stage':
      log('info', { deployment, stage: event.stage, steps: event.steps }, 'stage begins');
      break;
    case 'step-start':
      log('info', { deployment, step: stepName(event.step) }, 'step begins');
      break;
    case 'step-done':
      log('info', { deployment, step: stepName(event.step), milliseconds: event.milliseconds }, 'step done');
      break;
    case 'step-failed': {
      const { step, milliseconds, error } = event;
      log('error', { deployment, step: stepName(step), milliseconds, error: messageOf(error) }, 'step failed');
      break;
    }
    case 'verify':
      log('info', { deployment, resources: event.resources }, 'reading back');
  }
}
