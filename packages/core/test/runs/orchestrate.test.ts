import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { runSelection } from '../../src/runs/orchestrate.ts';
import type { JobRunState, Runs } from '../../src/runs/ports.ts';
import { select } from '../../src/runs/select.ts';
import { pipelineOf, testJobRun } from '../../src/testing/builders.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';

/** Runs that take a second each and end as told; what they did is kept in order. */
function fakeRuns(clock: { now(): number }, ends: Readonly<Record<string, JobRunState>> = {}) {
  const events: string[] = [];
  const started = new Map<string, number>();
  const refuse = () => Promise.reject(new Error('not asked for'));
  const runs: Runs = {
    startWorkflow: refuse,
    resumeWorkflow: refuse,
    stopWorkflow: refuse,
    stopJob: refuse,
    stopCrawler: refuse,
    workflowRun: refuse,
    lastWorkflowRun: refuse,
    lastJobRun: refuse,
    startCrawler: refuse,
    crawl: refuse,
    lastCrawl: refuse,
    activeRuns: refuse,
    workflowRuns: refuse,
    jobRuns: refuse,
    crawls: refuse,
    startJob: (job, args) => {
      if (ends[job] === 'ERROR') {
        return Promise.reject(new Error(`${job} cannot be started`));
      }
      events.push(
        `start ${job}${Object.entries(args)
          .map(([key, value]) => ` ${key}=${value}`)
          .join('')}`,
      );
      started.set(job, clock.now());
      return Promise.resolve(`jr_${job}`);
    },
    jobAttempts: (job) => {
      const over = clock.now() - (started.get(job) ?? 0) >= 1000;
      if (over && !events.includes(`end ${job}`)) {
        events.push(`end ${job}`);
      }
      return Promise.resolve([
        testJobRun({ id: `jr_${job}`, job, state: over ? (ends[job] ?? 'SUCCEEDED') : 'RUNNING', completedAt: 0 }),
      ]);
    },
  };
  return { runs, events };
}

const job = (name: string, depends_on: readonly unknown[] = []) => ({
  name,
  script: 's3://b/a.py',
  resource_name: name,
  ...(depends_on.length === 0 ? {} : { depends_on }),
});
const pipelineWith = (jobs: readonly object[]) => pipelineOf({ glue_version: '6.0', role: 'R', jobs });

function orchestrate(
  jobs: readonly object[],
  words: readonly string[],
  ends: Readonly<Record<string, JobRunState>> = {},
) {
  const clock = manualClock();
  const { runs, events } = fakeRuns(clock, ends);
  const options = { arguments: { '--day': 'monday' }, pollMilliseconds: 500 };
  const result = runSelection(runs, clock, select(pipelineWith(jobs), words), options);
  return { result, events };
}

describe('runSelection', () => {
  it('starts nodes when what they wait for has ended well, side by side where they may, with the arguments', async () => {
    const jobs = [job('a'), job('b', ['a']), job('c', ['a']), job('d', ['b', 'c'])];
    const { result, events } = orchestrate(jobs, ['a+']);
    expect(await result).toMatchObject({ skipped: [], snapshot: { over: true, succeeded: true, state: 'COMPLETED' } });
    expect(events).toEqual([
      'start a --day=monday',
      'end a',
      'start b --day=monday',
      'start c --day=monday',
      'end b',
      'end c',
      'start d --day=monday',
      'end d',
    ]);
  });

  it('leaves out what waits for an end that did not come about, and all behind it', async () => {
    const jobs = [job('a'), job('b', ['a']), job('c', ['b']), job('alarm', [{ job: 'a', state: 'FAILED' }])];
    const { result, events } = orchestrate(jobs, ['a+'], { a: 'FAILED' });
    const { skipped, snapshot } = await result;
    expect({ skipped, succeeded: snapshot.succeeded }).toEqual({ skipped: ['b', 'c'], succeeded: false });
    expect(events.filter((event) => event.startsWith('start')).map((event) => event.split(' ')[1])).toEqual([
      'a',
      'alarm',
    ]);
  });

  it('throws what kept a node from starting, once the others have ended', async () => {
    const { result, events } = orchestrate([job('a'), job('b')], ['a', 'b'], { b: 'ERROR' });
    await expect(result).rejects.toThrow('b cannot be started');
    expect(events).toEqual(['start a --day=monday', 'end a']);
  });

  it('never starts a node before all that it waits for has ended, whatever the graph', async () => {
    const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(edges, async (pairs) => {
        const jobs = Array.from({ length: 8 }, (_, at) => {
          const after = pairs.filter(([low, high]) => high === at && low < at).map(([low]) => `j${String(low)}`);
          return job(`j${String(at)}`, [...new Set(after)]);
        });
        const all = jobs.map(({ name }) => name);
        const { result, events } = orchestrate(jobs, all);
        expect((await result).snapshot.succeeded).toBe(true);
        for (const each of jobs as readonly { name: string; depends_on?: readonly string[] }[]) {
          const begun = events.findIndex((event) => event.startsWith(`start ${each.name} `));
          for (const before of each.depends_on ?? []) {
            expect(events.indexOf(`end ${before}`)).toBeLessThan(begun);
          }
        }
        expect(events.filter((event) => event.startsWith('start'))).toHaveLength(8);
      }),
      { numRuns: 40 },
    );
  });
});
