import { codeSpan, planSum, timeText, UserError, workflowEnd } from '@gluepipeline/core';
import { InvalidConfigError, type JobStatus, status, type Status } from '@gluepipeline/project';

import type { Context } from '../context.ts';
import { graphSection } from '../report/graph-section.ts';
import { placeOf, planOutputs } from '../report/plan-report.ts';
import { type Report, table } from '../report/report.ts';
import type { Command } from './command.ts';
import { hideAccount } from './step.ts';

/** Shows the config beside what is deployed, and the last runs. */
export const statusCommand: Command = {
  title: 'Status',
  otherwise: undefined,
  isComment: false,
  run: async (context) => {
    const now = await status(context.target);
    mustBeKnown(now);
    if (now.plan != null) {
      hideAccount(context, now.plan);
    }
    return reportOf(now, context);
  },
};

/** A step that was asked how things stand, and cannot tell, fails; the command shows what it can. */
function mustBeKnown({ validated, unavailable }: Status): void {
  if (!validated.valid) {
    throw new InvalidConfigError(validated.file.shown, validated.issues);
  }
  if (unavailable != null) {
    throw new UserError(unavailable.code, unavailable.message, unavailable.hint);
  }
}

function reportOf(now: Status, { runner }: Context): Report {
  const { validated, plan, lastDeployment, lastRun } = now;
  const { pipeline } = validated;
  const end = lastRun == null ? undefined : workflowEnd(lastRun);
  const name = pipeline == null ? validated.file.shown : pipeline.name;
  now.jobs.forEach((job) => runner.say(`${job.name}  ${deployedOf(job)}  ${endOf(job)}`));
  return {
    outcome: 'done',
    head: [
      `### Status of ${codeSpan(name)}${pipeline == null ? '' : `, environment \`${pipeline.environment}\``}`,
      ...(plan == null
        ? []
        : [
            plan.changes.length === 0
              ? `**Deployed as configured**${placeOf(plan)}`
              : `${differs(now)}: ${planSum(plan)}`,
          ]),
      ...(lastDeployment == null
        ? []
        : [
            `Last deployment: #${String(lastDeployment.number)}, ${timeText(lastDeployment.at)}, by ${codeSpan(lastDeployment.by)}`,
          ]),
      ...(end == null
        ? []
        : [`Last run: ${end}${lastRun?.startedAt == null ? '' : `, ${timeText(lastRun.startedAt)}`}`]),
    ].join('\n\n'),
    sections: [
      { title: 'The jobs', language: 'markdown', text: tableOf(now.jobs) },
      ...(pipeline == null ? [] : [graphSection(pipeline)]),
    ],
    outputs: {
      ...(plan == null ? {} : planOutputs(plan)),
      ...(end == null ? {} : { 'run-state': end }),
    },
    environment: pipeline?.environment,
    isComment: false,
  };
}

function tableOf(jobs: readonly JobStatus[]): string {
  return table(
    ['', 'deployed', 'last run', 'type'],
    jobs.map((job) => [codeSpan(job.name), deployedOf(job), endOf(job), job.kind]),
  );
}

function differs({ lastDeployment }: Status): string {
  return lastDeployment == null ? 'Not deployed yet' : 'AWS is not as the config says';
}

function deployedOf({ deployed, drift }: JobStatus): string {
  return `${deployed ?? 'unknown'}${drift ? ' (drift)' : ''}`;
}

function endOf({ lastRun }: JobStatus): string {
  if (lastRun == null) {
    return '–';
  }
  const at = lastRun.startedAt == null ? '' : `, ${timeText(lastRun.startedAt)}`;
  return `${lastRun.state}${at}`;
}
