import type { Command } from '../command.ts';
import type { GraphFormat } from '../render/graph.ts';
import { overridesOf, placeOf } from './place.ts';

/** Draws the jobs, crawlers and triggers of the config. */
export const graphCommand: Command = {
  name: 'graph',
  summary: 'Draw the jobs, crawlers and triggers of the config',
  examples: [
    ['graph', 'when each trigger fires, and what it starts'],
    ['graph -e prod --format svg > sales.svg', 'a picture for light and dark pages'],
    ['graph --format mermaid', 'for a ```mermaid block in Markdown'],
    ['graph --json', 'nodes and edges, for other programs'],
  ],
  options: {
    format: {
      type: 'string',
      describe: 'What is written',
      choices: ['text', 'mermaid', 'dot', 'svg'],
      default: 'text',
    },
    triggers: {
      type: 'boolean',
      describe: 'Draw every trigger as a node of its own, also where an edge says the same',
    },
  },
  handler: async (args, context) => {
    const { list } = await import('@gluepipeline/project');
    const { pipeline } = await list(placeOf(context), overridesOf(context));
    const { drawn } = await import('../render/graph.ts');
    const { view, text } = await drawn(pipeline, args.format as GraphFormat, args.triggers === true);
    return { exitCode: 0, json: { ...view }, text };
  },
};
