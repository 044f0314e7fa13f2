import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { treeText } from '../../../src/report/graph/tree.ts';
import { pipelineOf } from '../../../src/testing/builders.ts';
import { anyPipeline, barrier, everything, job, names } from './pipelines.ts';

describe('treeText', () => {
  it('shows what starts by itself, and below it what comes after', () => {
    expect(treeText(everything)).toBe(`start  cron(0 2 * * ? *)
└─ extract  glueetl
   ├─ transform  glueetl
   │  ├─ load  pythonshell · also after raw
   │  │  ├─ tell  glueetl · after any of load, mend
   │  │  ├─ later  glueetl · off
   │  │  └─ theirs  existing job
   │  └─ mend  glueetl · when FAILED
   └─ raw  crawler

run-report  cron(0 6 ? * MON *), outside workflows
└─ report  glueetl

started by no trigger
└─ alone  glueetl`);
  });

  it('says of many dependencies the first, and how many more there are', () => {
    expect(treeText(barrier)).toContain('load-32  glueetl · also after stage-2, stage-3 and 13 more');
  });

  it('names further ways to start a job', () => {
    const config = { jobs: [job('a'), job('b', ['a'])], triggers: [{ name: 'again', when: ['a'], actions: ['b'] }] };
    expect(treeText(pipelineOf(config))).toContain('└─ b  glueetl · or by again');
  });

  it('shows a cycle, and what comes after it, as never started', () => {
    const config = { jobs: [job('a'), job('b', ['c']), job('c', ['b']), job('d', ['c']), job('e', ['gone'])] };
    expect(treeText(pipelineOf(config))).toBe(`start  on demand
└─ a  glueetl

never started: what they wait for waits for them, or does not exist
├─ b  glueetl · also after c
├─ c  glueetl · also after b
├─ d  glueetl · also after c
└─ e  glueetl · also after gone`);
  });

  it('shows each node once, below something that it waits for or at the top', () => {
    fc.assert(
      fc.property(anyPipeline, (pipeline) => {
        const shown = [...treeText(pipeline).matchAll(/─ (n\d+) {2}/g)].map(([, name]) => name);
        expect(shown.toSorted()).toEqual(pipeline.nodes.map(({ name }) => name).toSorted());
      }),
    );
  });

  it.each([80, 120])('fits %i columns, and cuts long names and notes with …', (columns) => {
    const long = names('a-name-that-is-far-longer-than-it-should-be-for-any-terminal', 6);
    const config = { jobs: [...long.map((name) => job(name)), job('last', long)] };
    const lines = treeText(pipelineOf(config), undefined, columns).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines.find((line) => line.includes('last'))).toMatch(/ {3}└─ last|└─ last/);
  });

  it('draws a chain of 2,000 jobs', () => {
    const chain = names('j', 2000);
    const text = treeText(
      pipelineOf({ jobs: chain.map((name, at) => job(name, at === 0 ? undefined : [chain[at - 1]])) }),
    );
    expect(text.split('\n')).toHaveLength(2001);
  });
});
