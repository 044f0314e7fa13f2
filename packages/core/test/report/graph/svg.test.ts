import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { graphSvg } from '../../../src/report/graph/svg.ts';
import { graphView } from '../../../src/report/graph/view.ts';
import { pipelineOf } from '../../../src/testing/builders.ts';
import { anyPipeline, barrier, everything, job, names } from './pipelines.ts';

interface Box {
  readonly title: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The boxes of a picture, with the titles of their nodes. */
function boxesIn(svg: string): Box[] {
  const box = /<g><title>(.*?): .*?<\/title>\s*<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g;
  return [...svg.matchAll(box)].map(([, title = '', ...numbers]) => {
    const [left = NaN, top = NaN, width = NaN, height = NaN] = numbers.map(Number);
    return { title, left, top, right: left + width, bottom: top + height };
  });
}

/** Where each line of a picture begins and ends. */
function linesIn(svg: string): (readonly [number, number, number, number])[] {
  return [...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)[^"]*?([\d.]+) ([\d.]+)" fill="none"/g)].map(
    ([, x1, y1, x2, y2]) => [Number(x1), Number(y1), Number(x2), Number(y2)] as const,
  );
}

function sizeOf(svg: string): readonly [number, number] {
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return [Number(width), Number(height)];
}

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const picture = (pipeline: Pipeline) => graphSvg(graphView(pipeline));

/** A tenth of a pixel is lost in print. */
const near = (a: number, b: number) => Math.abs(a - b) < 0.3;

describe('graphSvg', () => {
  it.each([
    ['a small pipeline', everything, 14],
    ['16 before 32', barrier, 50],
    ['70 jobs that nothing joins', pipelineOf({ jobs: names('job', 70).map((name) => job(name)) }), 70],
  ])('puts every node of %s into the picture, none over another', async (_, pipeline, count) => {
    const svg = await picture(pipeline);
    const boxes = boxesIn(svg);
    const [width, height] = sizeOf(svg);
    expect(boxes).toHaveLength(count);
    expect(boxes.filter(({ right, bottom }) => right > width || bottom > height)).toEqual([]);
    expect(boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => overlap(a, b)))).toEqual([]);
  });

  it('leads a line from the right side of a node to the left side of what comes after, for each edge', async () => {
    await fc.assert(
      fc.asyncProperty(anyPipeline, async (pipeline) => {
        const view = graphView(pipeline);
        const svg = await graphSvg(view);
        const boxes = new Map(boxesIn(svg).map((box) => [box.title, box]));
        const lines = linesIn(svg);
        expect(lines).toHaveLength(view.edges.length);
        for (const { from, to } of view.edges) {
          const [a, b] = [boxes.get(from)!, boxes.get(to)!];
          const found = lines.some(
            ([x1, y1, x2, y2]) =>
              near(x1, a.right) &&
              near(y1, (a.top + a.bottom) / 2) &&
              near(x2, b.left) &&
              near(y2, (b.top + b.bottom) / 2),
          );
          expect([from, to, found]).toEqual([from, to, true]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keeps the order of the file from top to bottom', async () => {
    const boxes = boxesIn(await picture(barrier)).filter(({ title }) => title.startsWith('job load'));
    expect(boxes.toSorted((a, b) => a.top - b.top).map(({ title }) => title)).toEqual(
      names('load', 32).map((name) => `job ${name}`),
    );
  });

  it('is the same picture each time', async () => {
    expect(await picture(everything)).toBe(await picture(everything));
  });

  it('writes every sign of a name, and cuts long ones but for their title', async () => {
    const long = 'x'.repeat(100);
    const svg = await picture(pipelineOf({ jobs: [job('a "b" <i> & \u0007c'), job(long)] }));
    expect(svg).toContain('>a &quot;b&quot; &lt;i&gt; &amp;  c</text>');
    expect(svg).toContain(`<title>job ${long}: glueetl</title>`);
    expect(svg).toContain(`>${'x'.repeat(39)}…</text>`);
  });

  it('draws cycles and nodes that do not exist', async () => {
    const svg = await picture(pipelineOf({ jobs: [job('a', ['b', 'gone']), job('b', ['a']), job('self', ['self'])] }));
    expect(boxesIn(svg).map(({ title }) => title)).toEqual(['job a', 'job b', 'job gone', 'job self']);
    expect(svg).not.toContain('NaN');
  });

  it('refuses what would end the call stack, and says what draws it', async () => {
    const chain = names('j', 1001);
    const view = graphView(
      pipelineOf({ jobs: chain.map((name, at) => job(name, at === 0 ? undefined : [chain[at - 1]])) }),
    );
    await expect(graphSvg(view)).rejects.toMatchObject({
      code: 'GP124',
      message: '1002 nodes that hang together are too many for a picture: 1000 are the most',
      hint: 'draw it with Graphviz: gluepipeline graph --format dot',
    });
  });

  it('draws the longest chain that it does not refuse', async () => {
    const chain = names('j', 999);
    const svg = await picture(
      pipelineOf({ jobs: chain.map((name, at) => job(name, at === 0 ? undefined : [chain[at - 1]])) }),
    );
    expect(boxesIn(svg)).toHaveLength(1000);
  }, 60_000);
});
