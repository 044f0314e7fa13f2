import type { DrawnNode } from './view.ts';

/** How a node is drawn: filled, so that its text is legible on a page of either brightness. */
export interface Look {
  readonly fill: string;
  readonly line: string;
  readonly dashed: boolean;
}

/** Dark on every fill. */
export const textColour = '#0f172a';

/** For edges and titles: as far from white as from black, over 4:1 against both. */
export const strayColour = '#7a7a7a';

/** Every look, by its name. */
export const looks = {
  job: { fill: '#dbeafe', line: '#2563eb', dashed: false },
  crawler: { fill: '#dcfce7', line: '#16a34a', dashed: false },
  trigger: { fill: '#fef3c7', line: '#d97706', dashed: false },
  existing: { fill: '#f1f5f9', line: '#64748b', dashed: true },
  missing: { fill: '#fee2e2', line: '#dc2626', dashed: true },
  succeeded: { fill: '#dcfce7', line: '#16a34a', dashed: false },
  failed: { fill: '#fee2e2', line: '#dc2626', dashed: false },
  running: { fill: '#dbeafe', line: '#2563eb', dashed: false },
  idle: { fill: '#f1f5f9', line: '#64748b', dashed: true },
  off: { fill: '#f1f5f9', line: '#94a3b8', dashed: true },
} as const satisfies Readonly<Record<string, Look>>;

/** The name of a node's look: in the graph of a run how it stands there says it. */
export function lookOf({ kind, state, run }: DrawnNode): keyof typeof looks {
  return run ?? (state === 'made' ? kind : state);
}

/** A name on one line: what no format takes inside a label becomes a blank. */
export function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}
