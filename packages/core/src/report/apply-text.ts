import type { ApplyResult } from '../deploy/apply.ts';
import type { Step } from '../plan/order.ts';
import type { ResourceRef } from '../resources/resource.ts';
import { hintOf, messageOf } from './json.ts';
import { type Paint, plain } from './paint.ts';
import { kindWord } from './kind-word.ts';

const verbs = {
  adopt: ['take over', 'took over'],
  create: ['create', 'created'],
  update: ['change', 'changed'],
  delete: ['delete', 'deleted'],
  activate: ['activate', 'activated'],
  deactivate: ['stop', 'stopped'],
} as const;

/** A step in the past tense: `created job extract`. */
export function stepDone(step: Step): string {
  const verb = step.resource.kind === 'artifact' && step.action !== 'delete' ? 'uploaded' : verbs[step.action][1];
  return `${verb} ${nameOf(step)}`;
}

/** A step that is to be done: `create job extract`. */
export function stepToDo(step: Step): string {
  const verb = step.resource.kind === 'artifact' && step.action !== 'delete' ? 'upload' : verbs[step.action][0];
  return `${verb} ${nameOf(step)}`;
}

/** A step as a log names it, with the name in AWS: `create job sales-dev-load`. */
export function stepName({
  action,
  resource,
}: {
  readonly action: Step['action'];
  readonly resource: ResourceRef;
}): string {
  return `${action} ${resource.kind} ${resource.name}`;
}

function nameOf({ resource }: Step): string {
  return `${kindWord(resource.kind)} ${resource.label}`;
}

/** What came of a deployment that did not get through: failed steps with their reasons, and what never ran. */
export function failureText(result: ApplyResult, paint: Paint = plain): string {
  return [
    ...result.failed.map(({ step, error }) => {
      const hint = hintOf(error);
      const cure = hint == null ? '' : `\n          hint: ${hint}`;
      return `${paint.remove('failed')}    ${stepToDo(step)}\n          ${messageOf(error)}${cure}`;
    }),
    ...(result.done.length === 0 ? [] : [`${paint.add('done')}      ${list(result.done.map(stepDone))}`]),
    ...(result.neverRun.length === 0 ? [] : [`${paint.dim('never run')} ${list(result.neverRun.map(stepToDo))}`]),
  ].join('\n');
}

/** The first few in full, the rest as a number: a report of a thousand steps must stay readable. */
function list(texts: readonly string[]): string {
  const shown = texts.slice(0, 12);
  const more = texts.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${String(more)} more`] : [])].join('\n          ');
}
