import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { findCycle, type GraphNode, layers, roots } from '../../src/pipeline/graph.ts';

/** `b: a` is a node b that waits for a. */
function nodes(...written: readonly string[]): GraphNode[] {
  return written.map((each) => {
    const [name = '', after = ''] = each.split(':');
    const names = after.split(' ').filter((word) => word !== '');
    return { kind: 'job', name, after: names };
  });
}

const names = (all: readonly GraphNode[]) => all.map(({ name }) => name);

/** Any graph without cycles: a node waits only for nodes with a lower number; the order of the list means nothing. */
const acyclic = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 30 })
  .map((edges) =>
    edges.map(
      (to, index) => `n${index}:${index === 0 ? '' : [...new Set(to.map((each) => `n${each % index}`))].join(' ')}`,
    ),
  )
  .chain((written) => fc.shuffledSubarray(written, { minLength: written.length }))
  .map((written) => nodes(...written));

const anyGraph = fc
  .array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 10 })
  .map((edges) =>
    nodes(...edges.map((to, index) => `n${index}:${to.map((each) => `n${each % edges.length}`).join(' ')}`)),
  );

describe('layers', () => {
  it('puts together what may start at the same time', () => {
    const graph = nodes('report:clean load', 'extract', 'clean:extract', 'load:extract', 'other');
    expect(layers(graph).map(names)).toEqual([['extract', 'other'], ['clean', 'load'], ['report']]);
    expect(layers([])).toEqual([]);
  });

  it('ignores names that the graph does not have, and ends where a cycle begins', () => {
    expect(layers(nodes('a:x', 'b:a c', 'c:b')).map(names)).toEqual([['a']]);
  });

  it('holds every node once, behind all that it waits for, and as early as can be', () => {
    fc.assert(
      fc.property(acyclic, (graph) => {
        const found = layers(graph);
        const layerOf = new Map(found.flatMap((layer, index) => layer.map((node) => [node.name, index] as const)));
        expect(names(found.flat()).sort()).toEqual(names(graph).sort());
        for (const { name, after } of graph) {
          expect(layerOf.get(name)).toBe(Math.max(-1, ...after.map((each) => layerOf.get(each) ?? Number.NaN)) + 1);
        }
        expect(found[0]?.length ?? 0).toBe(roots(graph).length);
      }),
    );
  });
});

describe('findCycle', () => {
  it('names the cycle, and nothing beside it', () => {
    expect(findCycle(nodes('a:b', 'b:c', 'c:d', 'd:b'))).toEqual(['b', 'c', 'd', 'b']);
    expect(findCycle(nodes('a', 'b:b'))).toEqual(['b', 'b']);
    expect(findCycle(nodes('a', 'b:a', 'c:a b', 'd:x'))).toBeUndefined();
  });

  it('bears a chain of a hundred thousand jobs', () => {
    const chain = nodes(
      ...Array.from({ length: 100_000 }, (_, index) => `n${index}:${index === 99_999 ? '' : `n${index + 1}`}`),
    );
    expect(findCycle(chain)).toBeUndefined();
  });

  it('finds none where there is none, and else one that is in the graph', () => {
    fc.assert(fc.property(acyclic, (graph) => expect(findCycle(graph)).toBeUndefined()));
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const cycle = findCycle(graph);
        // The layers are the independent judge: they hold all nodes exactly when there is no cycle.
        expect(cycle == null).toBe(layers(graph).flat().length === graph.length);
        cycle?.slice(1).forEach((name, index) => {
          const before = graph.find((node) => node.name === cycle[index]);
          expect(before?.after).toContain(name);
        });
        expect(cycle?.[0]).toBe(cycle?.at(-1));
      }),
    );
  });
});
