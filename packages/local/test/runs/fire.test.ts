import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Predicate } from '../../src/glue/records.ts';
import { firing, startTrigger } from '../../src/runs/fire.ts';
import type { Ending, TriggerSnapshot } from '../../src/runs/fire.ts';

const after = (logical: 'AND' | 'ANY', ...conditions: readonly (readonly [string, string])[]): Predicate => ({
  Logical: logical,
  Conditions: conditions.map(([JobName, State]) => ({ LogicalOperator: 'EQUALS', JobName, State })),
});

const conditional = (name: string, predicate: Predicate, activated = true): TriggerSnapshot => ({
  trigger: { Name: name, Type: 'CONDITIONAL', Predicate: predicate, Actions: [] },
  state: activated ? 'ACTIVATED' : 'CREATED',
});

const job = (name: string, state: string): Ending => ({ kind: 'job', name, state });

const names = (
  triggers: readonly TriggerSnapshot[],
  endings: readonly Ending[],
  fired: readonly string[] = [],
): string[] => firing(triggers, new Set(fired), endings).map((trigger) => trigger.Name);

describe('firing', () => {
  const both = [conditional('t', after('AND', ['a', 'SUCCEEDED'], ['b', 'SUCCEEDED']))];

  it('waits for all conditions of AND', () => {
    expect(names(both, [job('a', 'SUCCEEDED')])).toEqual([]);
    expect(names(both, [job('a', 'SUCCEEDED'), job('b', 'FAILED')])).toEqual([]);
    expect(names(both, [job('b', 'SUCCEEDED'), job('a', 'SUCCEEDED')])).toEqual(['t']);
  });

  it('needs one condition of ANY', () => {
    const any = [conditional('t', after('ANY', ['a', 'SUCCEEDED'], ['b', 'FAILED']))];
    expect(names(any, [job('a', 'FAILED')])).toEqual([]);
    expect(names(any, [job('b', 'FAILED')])).toEqual(['t']);
  });

  it.each(['SUCCEEDED', 'STOPPED', 'FAILED', 'TIMEOUT'])('distinguishes the state %s from all others', (state) => {
    const trigger = [conditional('t', after('AND', ['a', state]))];
    const firedFor = ['SUCCEEDED', 'STOPPED', 'FAILED', 'TIMEOUT', 'ERROR'].filter(
      (ended) => names(trigger, [job('a', ended)]).length > 0,
    );
    expect(firedFor).toEqual([state]);
  });

  it('never fires what is not activated, was fired before, or has no conditions', () => {
    const ended = [job('a', 'SUCCEEDED')];
    expect(names([conditional('t', after('AND', ['a', 'SUCCEEDED']), false)], ended)).toEqual([]);
    expect(names([conditional('t', after('AND', ['a', 'SUCCEEDED']))], ended, ['t'])).toEqual([]);
    expect(names([conditional('t', { Conditions: [] })], ended)).toEqual([]);
  });

  it('keeps jobs and crawlers of one name apart', () => {
    const trigger = [
      conditional('t', { Conditions: [{ CrawlerName: 'a', CrawlState: 'SUCCEEDED', LogicalOperator: 'EQUALS' }] }),
    ];
    expect(names(trigger, [job('a', 'SUCCEEDED')])).toEqual([]);
    expect(names(trigger, [{ kind: 'crawler', name: 'a', state: 'SUCCEEDED' }])).toEqual(['t']);
  });
});

describe('startTrigger', () => {
  it('is the trigger that waits for nothing, activated or not', () => {
    const start: TriggerSnapshot = { trigger: { Name: 's', Type: 'SCHEDULED' }, state: 'DEACTIVATED' };
    expect(startTrigger([conditional('t', after('AND', ['a', 'FAILED'])), start])?.Name).toBe('s');
    expect(startTrigger([])).toBeUndefined();
  });
});

const states = ['SUCCEEDED', 'FAILED', 'STOPPED', 'TIMEOUT'] as const;

/** A random acyclic graph: the trigger of job n watches some jobs before it. */
const graphs = fc.integer({ min: 1, max: 10 }).chain((size) =>
  fc.tuple(
    ...Array.from({ length: size }, (_, index) =>
      fc.record({
        watched: fc.uniqueArray(fc.tuple(fc.nat(Math.max(0, index - 1)), fc.constantFrom(...states)), {
          maxLength: index === 0 ? 0 : 3,
          selector: ([node]) => node,
        }),
        logical: fc.constantFrom('AND' as const, 'ANY' as const),
        activated: fc.boolean().map((value) => value || index % 3 !== 0),
        outcome: fc.constantFrom(...states, 'SUCCEEDED' as const, 'SUCCEEDED' as const),
      }),
    ),
  ),
);

describe('any acyclic workflow, ending in any order', () => {
  it('fires each trigger once, never early, and none is forgotten', () => {
    fc.assert(
      fc.property(graphs, fc.infiniteStream(fc.nat()), (graph, choices) => {
        const triggers = graph
          .map((node, index) => ({ ...node, index }))
          .filter((node) => node.watched.length > 0)
          .map((node) =>
            conditional(
              String(node.index),
              after(node.logical, ...node.watched.map(([watched, state]) => [String(watched), state] as const)),
              node.activated,
            ),
          );
        const running = graph.flatMap((node, index) => (node.watched.length === 0 ? [index] : []));
        const endings: Ending[] = [];
        const fired = new Map<number, number>();
        // Each turn some running job ends, and what fires begins to run.
        while (running.length > 0) {
          const pick = (choices.next().value as number) % running.length;
          const [index] = running.splice(pick, 1);
          endings.push(job(String(index), graph[index!]!.outcome));
          for (const trigger of firing(triggers, new Set([...fired.keys()].map(String)), endings)) {
            const node = Number(trigger.Name);
            expect(fired.has(node)).toBe(false);
            fired.set(node, endings.length);
            running.push(node);
          }
        }
        // The law, stated without the code under test: fired exactly when the last needed ending arrived.
        const endedAt = new Map(endings.map((ending, position) => [Number(ending.name), position + 1]));
        for (const [index, node] of graph.entries()) {
          const moments = node.watched.map(([watched, state]) =>
            graph[watched]!.outcome === state ? (endedAt.get(watched) ?? Infinity) : Infinity,
          );
          const due = node.logical === 'AND' ? Math.max(...moments) : Math.min(...moments);
          const expected = node.watched.length > 0 && node.activated && due < Infinity ? due : undefined;
          expect(fired.get(index)).toBe(expected);
        }
      }),
      { numRuns: 300 },
    );
  });
});
