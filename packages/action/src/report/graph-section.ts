import { graphMermaid, graphView, type Pipeline } from '@gluepipeline/core';

import type { Section } from './report.ts';

/** GitHub draws no more: Mermaid's own bounds for the text and the edges of one picture (its options maxTextSize and maxEdges). */
const mostLetters = 50_000;
const mostEdges = 500;

/** A picture of more cannot be read on a page. */
const mostNodes = 150;

/** The jobs and what comes after what, as a picture; for a pipeline that GitHub would not draw, how to see it. */
export function graphSection(pipeline: Pipeline): Section {
  const view = graphView(pipeline);
  const text = graphMermaid(view);
  const title = 'The pipeline as a graph';
  return text.length <= mostLetters && view.edges.length <= mostEdges && view.nodes.length <= mostNodes
    ? { title, language: 'mermaid', text, summaryOnly: true }
    : {
        title,
        language: 'text',
        text: `${String(view.nodes.length)} nodes are more than a page shows: gluepipeline graph --format svg > graph.svg`,
        summaryOnly: true,
      };
}
