import { graphDot, graphMermaid, graphSvg, graphText, graphView, type Pipeline, treeText } from '@gluepipeline/core';

import type { View } from '../command.ts';

/** The formats that a graph is written in. */
export type GraphFormat = 'text' | 'mermaid' | 'dot' | 'svg';

/** The tree of a pipeline. */
export function treeOf(pipeline: Pipeline, { paint, columns }: View): string {
  return treeText(pipeline, paint, columns);
}

/** The graph of a pipeline, as its values and as the text of one format. */
export async function drawn(
  pipeline: Pipeline,
  format: GraphFormat,
  everyTrigger: boolean,
): Promise<{ readonly view: ReturnType<typeof graphView>; readonly text: (view: View) => string }> {
  const view = graphView(pipeline, { triggers: everyTrigger ? 'all' : 'telling' });
  switch (format) {
    case 'text':
      return { view, text: ({ paint, columns }) => graphText(pipeline, paint, columns) };
    case 'mermaid':
      return { view, text: () => graphMermaid(view) };
    case 'dot':
      return { view, text: () => graphDot(view) };
    case 'svg': {
      const picture = await graphSvg(view);
      return { view, text: () => picture };
    }
  }
}
