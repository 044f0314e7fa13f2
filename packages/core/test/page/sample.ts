import { graphView } from '../../src/report/graph/view.ts';
import { argumentsOf, secretsHidden } from '../../src/report/run/arguments.ts';
import type { RunPage } from '../../src/report/run/page/content.ts';
import { runView } from '../../src/report/run/view.ts';
import type { JobRun } from '../../src/runs/ports.ts';
import type { RunSnapshot } from '../../src/runs/run.ts';
import { pipelineOf, testJobRun } from '../../src/testing/builders.ts';

/** The password that a job of the sample gets, and writes into its log. */
export const password = 'correct-horse-battery';

const minute = 60_000;
const begun = Date.UTC(2026, 10, 26, 2, 0, 0);

/** Of FLEX no price is known, so that the page has to say so. */
const prices = {
  region: 'eu-west-1',
  prices: { 'eu-west-1': { asOf: '2026-05-01', source: 'AWS price list', rates: { standard: '0.44' } } },
};

/** A tree of jobs with fan-outs up to twelve, one of which fails; what comes behind it never starts. */
export function samplePage(count: number): RunPage {
  const jobs = Array.from({ length: count }, (_, at) => ({
    name: nameOf(at),
    script: `scripts/${nameOf(at)}.py`,
    worker_type: at % 5 === 0 ? 'G.2X' : 'G.1X',
    number_of_workers: 10,
    execution_class: at % 7 === 3 ? 'FLEX' : 'STANDARD',
    max_retries: 1,
    arguments: { source: `s3://lake/raw/${nameOf(at)}/`, ...(at === 1 ? { db_password: password } : {}) },
    ...(at === 0 ? {} : { depends_on: [nameOf(parentOf(at, count))] }),
  }));
  const pipeline = pipelineOf({ glue_version: '5.1', role: 'GlueRole', jobs });
  const failing = count < 10 ? 3 : 7;
  const isBehind = (at: number): boolean =>
    at !== 0 && (parentOf(at, count) === failing || isBehind(parentOf(at, count)));
  const ends = new Map<number, number>();
  const jobRuns = jobs.flatMap((job, at): JobRun[] => {
    if (isBehind(at)) {
      return [];
    }
    const startedAt = at === 0 ? begun : (ends.get(parentOf(at, count)) ?? begun) + 20_000;
    const long = (2 + ((at * 7) % 11)) * minute;
    ends.set(at, startedAt + long);
    const run = {
      job: `sales-dev-${job.name}`,
      glueVersion: '5.1',
      workerType: job.worker_type,
      numberOfWorkers: 10,
      executionClass: job.execution_class,
      executionTime: long / 1000 - 40,
      trigger: at === 0 ? 'sales-dev-start' : `sales-dev-run-${job.name}`,
    };
    const last = testJobRun({ ...run, id: idOf(at), startedAt, completedAt: startedAt + long });
    if (at === failing) {
      return [{ ...last, state: 'FAILED', errorMessage: `KeyError: 'order_id' in partition <2026-11-25> & "later"` }];
    }
    if (at === 2) {
      const again = testJobRun({ ...run, id: `${idOf(at)}_a`, startedAt, completedAt: startedAt + minute });
      const second = { ...last, attempt: 1, startedAt: startedAt + 2 * minute };
      return [{ ...again, state: 'FAILED', errorMessage: 'Command failed with exit code 10' }, second];
    }
    return [last];
  });
  const snapshot: RunSnapshot = {
    ref: { kind: 'workflow', name: 'sales-dev', id: `wr_${'3f8a9c2b1d'.repeat(7).slice(0, 64)}` },
    state: 'COMPLETED',
    over: true,
    succeeded: false,
    startedAt: begun,
    completedAt: Math.max(...ends.values()),
    errorMessage: undefined,
    jobRuns,
    crawlerRuns: [],
  };
  const clean = secretsHidden(jobRuns.map((run) => argumentsOf(pipeline, run)));
  const view = runView(pipeline, snapshot, begun + 5 * 60 * minute, prices);
  return {
    view,
    graph: graphView(pipeline),
    failures: [
      {
        job: nameOf(failing),
        state: 'FAILED',
        message: `KeyError: 'order_id' in partition <2026-11-25> & "later"`,
        place: `scripts/${nameOf(failing)}.py:41`,
        code: "    orders = orders.withColumn('id', orders['order_id'])",
        hint: 'compare the columns of the file with those that the script names; since the newest delivery "order_id" may be "orderId"',
        reason: { why: 'the script asks for a column "order_id", which its input does not have' },
      },
    ],
    tails: view.nodes
      .filter(({ attempts }) => attempts.length > 0)
      .map(({ name }, at) => ({
        job: name,
        lines: Array.from({ length: at % 4 === 2 ? 0 : 12 }, (_, line) =>
          clean(
            line === 3
              ? `connecting as etl with ${password}`
              : `2026-11-26 02:0${String(line % 10)}:11 read ${String(line * 1000)} rows <b>of</b> s3://lake/raw/${name}/part-0000${String(line)}.parquet`,
          ),
        ),
        cut: at % 3 === 0,
        unreadable: at === 4 ? 'AccessDeniedException: not allowed to call logs:GetLogEvents' : undefined,
      })),
    consoleUrl: 'https://eu-west-1.console.aws.amazon.com/glue/home',
  };
}

function parentOf(at: number, count: number): number {
  return count < 10 ? Math.max(0, at - 2) : Math.floor((at - 1) / (at < 40 ? 3 : 12));
}

function nameOf(at: number): string {
  const words = ['extract', 'orders', 'customers', 'load', 'publish', 'a_name_that_is_rather_long_for_any_job'];
  const word = words[at % words.length] ?? '';
  return at < words.length - 1 ? word : `${word}-${String(at)}`;
}

function idOf(at: number): string {
  return `jr_${String(at).padStart(64, '0')}`;
}
