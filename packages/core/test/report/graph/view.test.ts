import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { graphOf } from '../../../src/pipeline/graph.ts';
import { type GraphView, graphView } from '../../../src/report/graph/view.ts';
import { pipelineOf } from '../../../src/testing/builders.ts';
import { anyPipeline, barrier, everything, job } from './pipelines.ts';

const triggersIn = (view: GraphView) => view.nodes.filter(({ kind }) => kind === 'trigger').map(({ name }) => name);

/** What each node comes after, with triggers passed over. */
function after(view: GraphView): ReadonlyMap<string, readonly string[]> {
  const into = (id: string) => view.edges.filter(({ to }) => to === id).map(({ from }) => from);
  const nodesBefore = (id: string): string[] =>
    into(id).flatMap((from) => (from.startsWith('trigger ') ? nodesBefore(from) : [from.replace(/^\w+ /, '')]));
  return new Map(
    view.nodes
      .filter(({ kind }) => kind !== 'trigger')
      .map(({ id, name }) => [name, [...new Set(nodesBefore(id))].toSorted()]),
  );
}

describe('graphView', () => {
  it('draws what starts by itself as a node, and what waits as edges', () => {
    const view = graphView(pipelineOf({ jobs: [job('extract'), job('load', ['extract'])] }));
    expect(view).toEqual({
      pipeline: 'sales',
      environment: 'dev',
      workflows: [{ name: '', resourceName: 'sales-dev' }],
      nodes: [
        { id: 'trigger start', kind: 'trigger', name: 'start', detail: 'on demand', workflow: '', state: 'made' },
        { id: 'job extract', kind: 'job', name: 'extract', detail: 'glueetl', workflow: '', state: 'made' },
        { id: 'job load', kind: 'job', name: 'load', detail: 'glueetl', workflow: '', state: 'made' },
      ],
      edges: [
        { from: 'trigger start', to: 'job extract', state: undefined },
        { from: 'job extract', to: 'job load', state: undefined },
      ],
    });
  });

  it('shows a trigger where edges alone would not tell any from all, or that it is off', () => {
    expect(triggersIn(graphView(everything))).toEqual(['start', 'run-tell', 'run-later', 'run-report']);
  });

  it('shows a trigger between many and many, so that 16 and 32 nodes have 48 edges and not 512', () => {
    const view = graphView(barrier);
    expect(view.nodes.find(({ name }) => name === 'barrier')?.detail).toBe('all of 16');
    expect(view.edges).toHaveLength(16 + 16 + 32);
  });

  it('keeps two ways to one job apart', () => {
    const config = {
      jobs: [job('a'), job('b'), job('c'), job('d', ['a', 'b'])],
      triggers: [{ name: 'other', when: ['c'], actions: ['d'] }],
    };
    const view = graphView(pipelineOf(config));
    expect(triggersIn(view)).toEqual(['start', 'run-d']);
    expect(view.edges.filter(({ to }) => to === 'job d').map(({ from }) => from)).toEqual(['trigger run-d', 'job c']);
  });

  it('tells nodes that are existing, missing, crawlers with a schedule, and other ends than success', () => {
    const config = {
      jobs: [job('a', ['gone']), { name: 'theirs', existing: true }, job('b', [{ job: 'theirs', state: 'TIMEOUT' }])],
      crawlers: [{ name: 'raw', targets: { s3: ['s3://lake/raw/'] }, schedule: 'cron(0 1 * * ? *)' }],
    };
    const view = graphView(pipelineOf(config));
    expect(
      view.nodes.filter(({ kind }) => kind !== 'trigger').map(({ id, detail, state }) => [id, detail, state]),
    ).toEqual([
      ['job a', 'glueetl', 'made'],
      ['job theirs', 'existing job', 'existing'],
      ['job b', 'glueetl', 'made'],
      ['crawler raw', 'crawler, cron(0 1 * * ? *)', 'made'],
      ['job gone', 'does not exist', 'missing'],
    ]);
    expect(view.edges).toContainEqual({ from: 'job theirs', to: 'job b', state: 'TIMEOUT' });
  });

  it('leads to every node from exactly what it waits for, however triggers are drawn', () => {
    fc.assert(
      fc.property(anyPipeline, fc.constantFrom('telling' as const, 'all' as const), (pipeline, triggers) => {
        const view = graphView(pipeline, { triggers });
        const expected = graphOf(pipeline).map((node) => [node.name, node.after.toSorted()] as const);
        expect(after(view)).toEqual(new Map(expected));
        if (triggers === 'all') {
          expect(triggersIn(view)).toEqual(pipeline.triggers.map(({ name }) => name));
        }
      }),
    );
  });
});
