import { describe, expect, it } from '@jest/globals';

import type { RunSnapshot } from '../../src/runs/run.ts';
import { unstarted } from '../../src/runs/unstarted.ts';
import { pipelineOf } from '../../src/testing/builders.ts';

const job = (name: string, depends_on?: unknown, more: object = {}) => ({
  name,
  script: 's3://b/a.py',
  ...(depends_on == null ? {} : { depends_on }),
  ...more,
});

/** A run that is over, in which these came to these ends. */
function over(jobs: Readonly<Record<string, string>>, crawlers: Readonly<Record<string, string>> = {}): RunSnapshot {
  const name = (node: string) => `sales-dev-${node}`;
  return {
    ref: { kind: 'workflow', name: 'sales-dev', id: 'wr_1' },
    state: 'COMPLETED',
    over: true,
    jobRuns: Object.entries(jobs).map(([node, state]) => ({ job: name(node), state, attempt: 0 })),
    crawlerRuns: Object.entries(crawlers).map(([node, state]) => ({ crawler: name(node), state })),
  } as unknown as RunSnapshot;
}

const config = {
  jobs: [
    job('extract'),
    job('load', ['raw']),
    job('report', ['load']),
    job('tidy', [{ job: 'extract', state: 'FAILED' }]),
    job('after-tidy', ['tidy']),
    job('either', { any: ['extract', 'load'] }),
    job('off', ['extract'], { trigger: { enabled: false } }),
  ],
  crawlers: [{ name: 'raw', targets: { s3: ['s3://b/'] }, depends_on: ['extract'] }],
};

describe('what never started', () => {
  it.each<readonly [string, RunSnapshot, readonly string[], readonly string[]]>([
    [
      'nothing is wrong where what was not due did not start',
      over({ extract: 'SUCCEEDED', load: 'SUCCEEDED', report: 'SUCCEEDED', either: 'SUCCEEDED' }, { raw: 'SUCCEEDED' }),
      [],
      [],
    ],
    [
      'a failure closes the way to all behind it, and opens that which waited for it',
      over({ extract: 'FAILED', tidy: 'SUCCEEDED', 'after-tidy': 'SUCCEEDED' }),
      ['load', 'report', 'either', 'raw'],
      [],
    ],
    [
      'a crawler that fails closes the way as well',
      over({ extract: 'SUCCEEDED', either: 'SUCCEEDED' }, { raw: 'FAILED' }),
      ['load', 'report'],
      [],
    ],
    [
      'what was due and did not start is missing, and what waits for it is skipped',
      over({ extract: 'SUCCEEDED', either: 'SUCCEEDED' }, { raw: 'SUCCEEDED' }),
      ['report'],
      ['load'],
    ],
    ['a root that did not start is missing', over({}), ['load', 'report', 'either', 'raw'], ['extract']],
  ])('%s', (_what, now, skipped, missing) => {
    expect(unstarted(pipelineOf(config), now)).toEqual({ skipped, missing });
  });

  it('is not known before the run is over', () => {
    expect(unstarted(pipelineOf(config), { ...over({}), over: false })).toEqual({ skipped: [], missing: [] });
  });
});
