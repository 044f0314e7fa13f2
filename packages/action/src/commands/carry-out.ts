import { isDestructive, lockEventText, messageOf, type Plan, planText, stepDone, stepToDo } from '@gluepipeline/core';
import {
  deploy,
  type DeployOptions,
  destroy,
  readSavedPlan,
  rollback,
  savedPlanNotes,
  shapeOf,
} from '@gluepipeline/project';

import type { Context } from '../context.ts';
import { Declined } from '../failure.ts';
import { inInputs } from '../input-words.ts';
import { deployReport, type Verb } from '../report/deploy-report.ts';
import { planSections } from '../report/plan-report.ts';
import type { Report, Section } from '../report/report.ts';
import { version } from '../version.ts';
import type { Command } from './command.ts';
import { costDays, hideAccount } from './step.ts';
import { until } from './until.ts';

/** Makes AWS as the config says: just what a plan file says where there is one. */
export const deployCommand = changing('deploy', 'Deployment');
/** Makes AWS as an earlier deployment had it. */
export const rollbackCommand = changing('rollback', 'Rollback');
/** Deletes what was deployed. */
export const destroyCommand = changing('destroy', 'Destroying');

function changing(verb: Verb, title: string): Command {
  return {
    title,
    otherwise: 'deploy-failed',
    isComment: true,
    run: (context) => until(context, (signal) => carryOut(context, verb, signal)),
  };
}

async function carryOut(context: Context, verb: Verb, signal: { readonly aborted: boolean }): Promise<Report> {
  const { inputs, runner, folder } = context;
  const path = verb === 'deploy' ? inputs.text('plan-file') : undefined;
  const saved = path == null ? undefined : readSavedPlan(folder, path);
  if (saved != null) {
    savedPlanNotes(saved, version).forEach(runner.warn);
  }
  const said = {
    allowReplace: verb === 'destroy' || inputs.flag('allow-replace'),
    select: verb === 'deploy' ? inputs.lines('select') : [],
  };
  const options: DeployOptions = {
    ...context.target,
    saved,
    ...shapeOf(said, saved),
    createBucket: verb === 'deploy' && inputs.flag('create-bucket'),
    maxDeletes: inputs.number('max-deletes', 0),
    rollbackOnFailure: verb === 'deploy' && inputs.flag('rollback-on-failure'),
    onRollback: () => runner.say('going back to the last deployment that came through'),
    ...budgetOf(context, verb),
    lockTimeout: inputs.duration('lock-timeout') ?? 0,
    toolVersion: version,
    signal,
    confirm: (plan, { isProtected, details }) => {
      hideAccount(context, plan);
      runner.group('Plan', planText(plan, undefined, details));
      mayGoOn(plan, verb, isProtected, inputs.flag('auto-approve'), planSections(plan, details));
      return Promise.resolve(true);
    },
    onLock: (event) => (event.kind === 'lock-unreleased' ? runner.warn : runner.say)(lockEventText(event)),
    onEvent: (event) => {
      if (event.kind === 'step-done') {
        runner.say(stepDone(event.step));
      } else if (event.kind === 'step-failed') {
        runner.error(`${stepToDo(event.step)}: ${messageOf(event.error)}`);
      }
    },
  };
  const use = { deploy, destroy, rollback }[verb];
  const deployed = await use({ ...options, ...(verb === 'rollback' ? { to: inputs.number('to', 1) } : {}) });
  deployed.notes.map(inInputs).forEach(runner.say);
  return deployReport(deployed, verb, saved);
}

/** By the runs of as many days as the plan in the pull request. */
function budgetOf({ inputs }: Context, verb: Verb): Pick<DeployOptions, 'budget'> {
  const money = verb === 'deploy' ? inputs.money('budget') : undefined;
  return money == null ? {} : { budget: { money, days: costDays, prices: undefined } };
}

/** Nobody can be asked in a workflow: what cannot be had back needs a word beforehand. */
function mayGoOn(plan: Plan, verb: Verb, isProtected: boolean, approved: boolean, sections: readonly Section[]): void {
  if (verb === 'destroy' && isProtected) {
    throw new Declined(
      'GP315',
      `${plan.stack} is protected`,
      'take protect: true out of the config first, or destroy it on a terminal',
      sections,
    );
  }
  if (isDestructive(plan) && !approved) {
    throw new Declined(
      'GP310',
      'the plan deletes what cannot be had back, and nobody can be asked here',
      'review the plan, then say auto-approve: true; the environments of GitHub can ask a person first',
      sections,
    );
  }
}
