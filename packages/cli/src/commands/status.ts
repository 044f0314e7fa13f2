import { durationText, ownWorkflow, planSummary } from '@gluepipeline/core';
import type { JobStatus, Status } from '@gluepipeline/project';

import type { Command, Context, View } from '../command.ts';

import { configLineOf, lineOf } from './line.ts';
import { planOptions } from './plan.ts';

/** Shows the config beside what is deployed. */
export const statusCommand: Command = {
  name: 'status',
  summary: 'Show the config beside what is deployed, and the last runs',
  examples: [
    ['status', 'without credentials only the config part'],
    ['status --local', 'on the embedded endpoint'],
  ],
  options: {},
  handler: async (_args, context) => {
    const { status } = await import('@gluepipeline/project');
    const now = await status(planOptions(context));
    const { tableText } = await import('../render/table.ts');
    return {
      exitCode: now.validated.valid ? 0 : 3,
      json: viewOf(now),
      text: (view) => textOf(now, view, context, tableText),
      next: nextOf(now, context),
    };
  },
};

function viewOf(now: Status): Record<string, unknown> {
  const { pipeline, valid, file } = now.validated;
  return {
    file: file.shown,
    valid,
    pipeline: pipeline?.name ?? null,
    environment: pipeline?.environment ?? null,
    jobs: now.jobs,
    lastRun: now.lastRun ?? null,
    lastDeployment: now.lastDeployment ?? null,
    changes: now.plan == null ? null : planSummary(now.plan),
    unavailable: now.unavailable ?? null,
    issues: now.issues,
  };
}

type TableText = (headings: readonly string[], rows: readonly (readonly string[])[], view: View) => string;

function textOf(now: Status, view: View, context: Context, tableText: TableText): string {
  const { pipeline, file } = now.validated;
  const { paint } = view;
  const head =
    pipeline == null
      ? file.shown
      : [
          `${paint.bold(pipeline.name)} · environment ${pipeline.environment} · ${file.shown}`,
          `start: ${startOf(now)}`,
          ...deploymentLines(now, view),
        ].join('\n');
  const rows = now.jobs.map((job) => [job.name, job.kind, job.deployed ?? 'unknown', lastRunOf(job, context)]);
  const table =
    rows.length === 0
      ? 'no jobs'
      : tableText(
          [now.jobs.some(({ kind }) => kind === 'crawler') ? 'name' : 'job', 'type', 'deployed', 'last run'],
          rows,
          view,
        );
  const missing =
    now.unavailable == null
      ? []
      : [
          '',
          `${paint.change('what is deployed is not known')}: ${now.unavailable.message}`,
          ...(now.unavailable.hint == null ? [] : [`  hint: ${now.unavailable.hint}`]),
        ];
  return [head, '', table, ...missing].join('\n');
}

function startOf({ validated }: Status): string {
  const start = validated.pipeline?.triggers.find(
    ({ origin, workflow }) => origin === 'start' && workflow === ownWorkflow,
  );
  const firing =
    start?.firing.kind === 'schedule'
      ? start.firing.schedule
      : start?.firing.kind === 'event'
        ? 'by events'
        : 'on demand';
  return validated.pipeline?.workflows.some(({ name }) => name === ownWorkflow) === true
    ? firing
    : 'each job by itself';
}

function deploymentLines(now: Status, { paint }: View): string[] {
  const { lastDeployment, lastRun, plan } = now;
  return [
    ...(lastDeployment == null
      ? []
      : [
          `last deployment: #${String(lastDeployment.number)}, ${whenOf(Date.parse(lastDeployment.at))}, by ${lastDeployment.by}`,
        ]),
    ...(lastRun == null ? [] : [`last run: ${lastRun.status} ${whenOf(lastRun.startedAt)}`]),
    ...(plan == null || plan.changes.length === 0
      ? []
      : [paint.change(`not deployed yet: ${changesText(plan.changes.length)}`)]),
  ];
}

function changesText(number: number): string {
  return number === 1 ? '1 change' : `${String(number)} changes`;
}

function whenOf(milliseconds: number | undefined): string {
  return milliseconds == null ? '' : `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

function lastRunOf({ lastRun }: JobStatus, context: Context): string {
  if (lastRun == null) {
    return '–';
  }
  const ago =
    lastRun.startedAt == null ? '' : `, ${durationText(Math.max(0, context.io.now() - lastRun.startedAt))} ago`;
  return `${lastRun.state}${ago}`;
}

function nextOf(now: Status, context: Context): string | undefined {
  if (!now.validated.valid) {
    return configLineOf(context, 'validate');
  }
  return now.plan != null && now.plan.changes.length > 0 ? lineOf(context, 'plan') : undefined;
}
