import { durationText, ownWorkflow, pausedText, planSummary, timeText, workflowEnd } from '@gluepipeline/core';
import type { Freshness, JobStatus, StartStatus, Status } from '@gluepipeline/project';

import type { Args, Command, Context, Outcome, View } from '../command.ts';

import { durationOf } from '../duration-flag.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { configLineOf, lineOf } from './line.ts';
import { loading } from './place.ts';
import { planOptions } from './plan.ts';

/** Shows the config beside what is deployed. */
export const statusCommand: Command = {
  name: 'status',
  summary: 'Show the config beside what is deployed, and the last runs',
  examples: [
    ['status', 'without credentials only the config part'],
    ['status --local', 'on the embedded endpoint'],
    ['status -e prod --watch', 'again every 10 seconds, until Ctrl-C'],
    ['status -e prod --check-fresh 26h', 'exit code 10 when the last success began longer ago'],
  ],
  options: {
    'check-fresh': {
      type: 'string',
      duration: true,
      value: 'time',
      describe: 'Exit with 10 when the last success began longer ago, such as 26h',
    },
    watch: { type: 'boolean', describe: 'Show it again and again, until Ctrl-C' },
    interval: { type: 'string', duration: true, default: '10s', describe: 'With --watch: how often, such as 1m' },
  },
  handler: async (args, context) => {
    if (args.watch !== true) {
      return shown(args, context);
    }
    const { watched } = await import('./watched.ts');
    return watched(context, durationOf(args, 'interval') ?? 0, () => shown(args, context));
  },
};

async function shown(args: Args, context: Context): Promise<Outcome> {
  const { freshness, soughtRuns, status } = await import('@gluepipeline/project');
  const now = await status(loading(planOptions(context), () => import('../render/table.ts')));
  const { tableText } = await import('../render/table.ts');
  const limit = durationOf(args, 'checkFresh');
  const fresh = limit == null ? undefined : freshnessOf(now, freshness(now, limit), limit, soughtRuns);
  return {
    exitCode: !now.validated.valid ? 3 : (fresh?.exitCode ?? 0),
    json: { ...viewOf(now), ...(fresh == null ? {} : { fresh: fresh.view }) },
    text: (view) =>
      [textOf(now, view, context, tableText), ...(fresh == null ? [] : ['', fresh.text(view)])].join('\n'),
    next: nextOf(now, context),
  };
}

/** How fresh the last success is, as it is shown. */
function freshnessOf({ lastSuccess, unavailable }: Status, { ok, age }: Freshness, limit: number, sought: number) {
  const what =
    unavailable != null
      ? 'whether it is fresh is not known'
      : age == null
        ? `not fresh: there is no success among the newest ${String(sought)} runs`
        : `${ok ? 'fresh' : 'not fresh'}: the last success began ${durationText(age)} ago, and ${durationText(limit)} are allowed`;
  return {
    exitCode: ok ? 0 : unavailable == null ? 10 : exitCodeOf(unavailable.code),
    view: { ok, lastSuccess: lastSuccess == null ? null : new Date(lastSuccess).toISOString(), limit: limit / 1000 },
    text: ({ paint }: View) => (ok ? paint.add(what) : paint.remove(what)),
  };
}

function viewOf(now: Status): Record<string, unknown> {
  const { pipeline, valid, file } = now.validated;
  return {
    file: file.shown,
    valid,
    pipeline: pipeline?.name ?? null,
    environment: pipeline?.environment ?? null,
    jobs: now.jobs,
    starts: now.starts.map(({ next, pause, ...start }) => ({
      ...start,
      next: next == null ? null : new Date(next).toISOString(),
      pause: pause ?? null,
    })),
    lastRun: now.lastRun ?? null,
    lastSuccess: now.lastSuccess ?? null,
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
          ...now.starts.map(startLine),
          ...deploymentLines(now, view),
        ].join('\n');
  const hasHistory = now.jobs.some(({ history }) => history != null);
  const rows = now.jobs.map((job) => [
    job.name,
    job.kind,
    job.drift ? 'drifted' : (job.deployed ?? 'unknown'),
    lastRunOf(job, context),
    ...(hasHistory ? historyCells(job) : []),
  ]);
  const table =
    rows.length === 0
      ? 'no jobs'
      : tableText(
          [
            now.jobs.some(({ kind }) => kind === 'crawler') ? 'name' : 'job',
            'type',
            'deployed',
            'last run',
            ...(hasHistory ? ['good', 'p50', 'p95'] : []),
          ],
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

/** When a schedule fires next, or that it does not. */
function startLine({ trigger, next, pause }: StartStatus): string {
  const when = pause != null ? pausedText(pause) : next == null ? 'off' : `fires next ${timeText(next)}`;
  return `trigger ${trigger}: ${when}`;
}

/** Of the newest runs: how many were good, and how long half and 95 % of those took. */
function historyCells({ history }: JobStatus): string[] {
  const time = (seconds: number | undefined) => (seconds == null ? '–' : durationText(seconds * 1000));
  return history == null
    ? ['–', '–', '–']
    : [`${String(history.succeeded)}/${String(history.runs)}`, time(history.p50), time(history.p95)];
}

function deploymentLines(now: Status, { paint }: View): string[] {
  const { lastDeployment, lastRun, plan } = now;
  return [
    ...(lastDeployment == null
      ? []
      : [
          `last deployment: #${String(lastDeployment.number)}, ${timeText(lastDeployment.at)}, by ${lastDeployment.by}`,
        ]),
    ...(lastRun == null
      ? []
      : [`last run: ${workflowEnd(lastRun)}${lastRun.startedAt == null ? '' : ` ${timeText(lastRun.startedAt)}`}`]),
    ...(plan == null || plan.changes.length === 0
      ? []
      : [paint.change(`not deployed yet: ${changesText(plan.changes.length)}`)]),
  ];
}

function changesText(number: number): string {
  return number === 1 ? '1 change' : `${String(number)} changes`;
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
