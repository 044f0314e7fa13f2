import { codeSpan, planSum, timeText } from '@gluepipeline/core';
import { type JobStatus, status, type Status } from '@gluepipeline/project';

import type { Context } from '../context.ts';
import { graphSection } from '../report/graph-section.ts';
import { planOutputs } from '../report/plan-report.ts';
import { box, type Report, table } from '../report/report.ts';
import type { Command } from './command.ts';
import { hideAccount } from './step.ts';

/** Shows the config beside what is deployed, and the last runs. */
export const statusCommand: Command = {
  title: 'Status',
  otherwise: undefined,
  isComment: false,
  run: async (context) => {
    const now = await status(context.target);
    if (now.plan != null) {
      hideAccount(context, now.plan);
    }
    return reportOf(now, context);
  },
};

function reportOf(now: Status, { runner }: Context): Report {
  const { validated, plan, lastDeployment, lastRun, unavailable } = now;
  const { pipeline, valid } = validated;
  const name = pipeline == null ? validated.file.shown : pipeline.name;
  now.jobs.forEach((job) => runner.say(`${job.name}  ${job.deployed ?? 'unknown'}  ${endOf(job)}`));
  return {
    outcome: valid ? 'done' : 'failed',
    head: [
      `### Status of ${codeSpan(name)}${pipeline == null ? '' : `, environment \`${pipeline.environment}\``}`,
      ...(plan == null
        ? []
        : [plan.changes.length === 0 ? 'Deployed as configured.' : `Not deployed yet: ${planSum(plan)}`]),
      ...(lastDeployment == null
        ? []
        : [
            `Last deployment: #${String(lastDeployment.number)}, ${lastDeployment.at}, by ${codeSpan(lastDeployment.by)}`,
          ]),
      ...(lastRun == null ? [] : [`Last run: ${lastRun.status}`]),
      ...(unavailable == null ? [] : [box('WARNING', [`What is deployed is not known: ${unavailable.message}`])]),
    ].join('\n\n'),
    sections: [
      { title: 'The jobs', language: 'markdown', text: tableOf(now.jobs) },
      ...(pipeline == null ? [] : [graphSection(pipeline)]),
    ],
    outputs: {
      ...(plan == null ? {} : planOutputs(plan)),
      ...(lastRun == null ? {} : { 'run-state': lastRun.status }),
      ...(valid ? {} : { 'failure-reason': 'validation-failed' }),
    },
    environment: pipeline?.environment,
    isComment: false,
  };
}

function tableOf(jobs: readonly JobStatus[]): string {
  return table(
    ['', 'type', 'deployed', 'last run'],
    jobs.map((job) => [codeSpan(job.name), job.kind, job.deployed ?? 'unknown', endOf(job)]),
  );
}

function endOf({ lastRun }: JobStatus): string {
  if (lastRun == null) {
    return '–';
  }
  const at = lastRun.startedAt == null ? '' : `, ${timeText(lastRun.startedAt)}`;
  return `${lastRun.state}${at}`;
}
