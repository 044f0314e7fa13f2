import { components, placed, type Placed, type Point, type Size } from './layout.ts';
import { lookOf, looks, strayColour, textColour } from './look.ts';
import { escaped, px } from './svg-text.ts';
import { type DrawnNode, type GraphView, groupsOf } from './view.ts';
import { columnsOf, cut } from './width.ts';

/** A part of the picture, and where it goes. */
interface Part extends Size {
  readonly lines: (at: Point) => string[];
  /** The middle of each node, by its id. */
  readonly places: (at: Point) => (readonly [string, Point])[];
}

/** A picture, and where in it each node is: its middle in pixels, by its id. */
export interface Picture {
  readonly svg: string;
  readonly places: ReadonlyMap<string, Point>;
}

/**
 * A graph as an SVG picture: from left to right, one frame for each workflow, what does not hang together side by
 * side. It has no background: fills and lines are legible on light and dark. The same graph gives the same picture.
 */
export async function graphSvg(view: GraphView): Promise<string> {
  return (await graphPicture(view)).svg;
}

/** The same with the places of its nodes; `heading: false` leaves out the name above it, for a page that has one. */
export async function graphPicture(view: GraphView, { heading = true } = {}): Promise<Picture> {
  const parts = await Promise.all(groupsOf(grouped(view)).map(({ title, nodes }) => frame(title, nodes, view)));
  const name = `${view.pipeline}, environment ${view.environment}`;
  const title = heading ? { width: columnsOf(name) * titleAdvance, height: titleHeight } : { width: 0, height: 0 };
  const width = Math.max(title.width, ...parts.map((part) => part.width)) + 2 * margin;
  let y = margin + title.height;
  const places = new Map<string, Point>();
  const body = parts.flatMap((part) => {
    const at = { x: margin, y };
    y += part.height + margin;
    part.places(at).forEach(([id, place]) => places.set(id, place));
    return part.lines(at);
  });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(y)}" viewBox="0 0 ${px(width)} ${px(y)}" role="img" font-family="${fonts}" font-size="12">`,
    `  <title>${escaped(name)}</title>`,
    `  <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${strayColour}"/></marker></defs>`,
    ...(heading
      ? [
          `  <text x="${px(margin)}" y="${px(margin + 12)}" font-size="15" font-weight="bold" fill="${strayColour}">${escaped(name)}</text>`,
        ]
      : []),
    ...body,
    '</svg>',
  ].join('\n');
  return { svg, places };
}

const fonts = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** How far one letter of these fonts goes at 12 pixels, and at the 15 of the title. */
const advance = 7.3;
const titleAdvance = 9.1;

/** Longer texts are cut; the whole stands in the title that a pointer shows. */
const mostLetters = 40;

const margin = 16;
const titleHeight = 26;
const gap = 28;

/** What hangs together stands in one frame, that of its first job or crawler. */
function grouped(view: GraphView): GraphView {
  const homes = new Map(
    components(view.nodes, view.edges).flatMap((nodes) => {
      const home = nodes.find(({ kind, state }) => kind !== 'trigger' && state !== 'missing')?.workflow;
      return nodes.map(({ id }) => [id, home] as const);
    }),
  );
  return { ...view, nodes: view.nodes.map((node) => ({ ...node, workflow: homes.get(node.id) })) };
}

/** A workflow: its parts in rows that are no wider than the widest of them, or than a page. */
async function frame(title: string, nodes: readonly DrawnNode[], view: GraphView): Promise<Part> {
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = view.edges.filter(({ from }) => ids.has(from));
  const pieces = await Promise.all(
    components(nodes, edges).map((part) => {
      const own = new Set(part.map(({ id }) => id));
      return placed(
        part,
        edges.filter(({ from }) => own.has(from)),
        sizeOf,
        labelWidth,
      );
    }),
  );
  const rows = inRows(pieces, Math.max(960, ...pieces.map(({ width }) => width)));
  const width = Math.max(columnsOf(title) * advance, ...rows.map((row) => row.x + row.piece.width)) + 2 * margin;
  const height = Math.max(...rows.map((row) => row.y + row.piece.height)) + titleHeight + margin + 8;
  const inside = ({ x, y }: Point, row: Point) => ({ x: x + margin + row.x, y: y + titleHeight + 8 + row.y });
  return {
    width,
    height,
    places: (at) =>
      rows.flatMap((row) => {
        const { x, y } = inside(at, row);
        return row.piece.nodes.map((node) => [node.id, { x: node.x + x, y: node.y + y }] as const);
      }),
    lines: ({ x, y }) => [
      `  <rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="8" fill="none" stroke="${strayColour}" stroke-opacity="0.5"/>`,
      `  <text x="${px(x + margin)}" y="${px(y + 19)}" fill="${strayColour}">${escaped(title)}</text>`,
      ...rows.flatMap((row) => pieceLines(row.piece, inside({ x, y }, row))),
    ],
  };
}

/** Pieces from left to right, and a new row where the width is used up. */
function inRows(pieces: readonly Placed[], width: number): (Point & { readonly piece: Placed })[] {
  let [x, y, deepest] = [0, 0, 0];
  return pieces.map((piece) => {
    if (x > 0 && x + piece.width > width) {
      [x, y, deepest] = [0, y + deepest + gap, 0];
    }
    const at = { x, y, piece };
    [x, deepest] = [x + piece.width + gap, Math.max(deepest, piece.height)];
    return at;
  });
}

/** Edges first: nodes lie above them. */
function pieceLines({ nodes, edges }: Placed, { x, y }: Point): string[] {
  const places = new Map(nodes.map((node) => [node.id, node]));
  const moved = (point: Point): Point => ({ x: point.x + x, y: point.y + y });
  return [
    ...edges.map(({ from, to, points }) => {
      const ends = [places.get(from), places.get(to)];
      return `  <path d="${curve(joined(points, ends).map(moved))}" fill="none" stroke="${strayColour}" marker-end="url(#arrow)"/>`;
    }),
    ...edges.flatMap(({ state, label }) => {
      const at = moved(label);
      return state == null
        ? []
        : [
            `  <text x="${px(at.x)}" y="${px(at.y - 3)}" font-size="10" text-anchor="middle" fill="${strayColour}">${escaped(state)}</text>`,
          ];
    }),
    ...nodes.flatMap((node) => nodeLines(node, moved(node))),
  ];
}

/** An edge that goes forward leaves its node in the middle of the right side, and comes in at the middle of the left. */
function joined(points: readonly Point[], [from, to]: readonly ((Point & Size) | undefined)[]): readonly Point[] {
  if (from == null || to == null || from.x >= to.x) {
    return points;
  }
  return [{ x: from.x + from.width / 2, y: from.y }, ...points.slice(1, -1), { x: to.x - to.width / 2, y: to.y }];
}

/** A line through all points, level at each. */
function curve([first, ...others]: readonly Point[]): string {
  if (first == null) {
    return '';
  }
  let before = first;
  const parts = others.map((point) => {
    const middle = (before.x + point.x) / 2;
    const part = `C${px(middle)} ${px(before.y)} ${px(middle)} ${px(point.y)} ${px(point.x)} ${px(point.y)}`;
    before = point;
    return part;
  });
  return `M${px(first.x)} ${px(first.y)}${parts.join('')}`;
}

function nodeLines(node: DrawnNode & Size, { x, y }: Point): string[] {
  const { fill, line, dashed } = looks[lookOf(node)];
  const [left, top] = [x - node.width / 2, y - node.height / 2];
  const dashes = dashed ? ' stroke-dasharray="4 3"' : '';
  const round = { job: 4, crawler: 12, trigger: node.height / 2 }[node.kind];
  return [
    `  <g><title>${escaped(`${node.kind} ${node.name}: ${node.detail}`)}</title>`,
    `    <rect x="${px(left)}" y="${px(top)}" width="${px(node.width)}" height="${px(node.height)}" rx="${px(round)}" fill="${fill}" stroke="${line}"${dashes}/>`,
    `    <text x="${px(x)}" y="${px(y - 3)}" text-anchor="middle" fill="${textColour}">${escaped(cut(node.name, mostLetters))}</text>`,
    `    <text x="${px(x)}" y="${px(y + 12)}" font-size="10" text-anchor="middle" fill="${textColour}" fill-opacity="0.7">${escaped(cut(node.detail, mostLetters))}</text></g>`,
  ];
}

function sizeOf({ name, detail }: DrawnNode): Size {
  const columns = Math.max(columnsOf(cut(name, mostLetters)), columnsOf(cut(detail, mostLetters)) * (10 / 12));
  return { width: Math.max(72, Math.ceil(columns * advance) + 24), height: 38 };
}

function labelWidth(text: string): number {
  return columnsOf(text) * advance * (10 / 12) + 12;
}
