import { graphOf, type Node, ownWorkflow, type Pipeline, type Trigger } from '@gluepipeline/core';

import type { Command } from '../command.ts';
import { configLineOf } from './line.ts';
import { overridesOf, placeOf } from './place.ts';

/** Lists the jobs and crawlers of the config. */
export const listCommand: Command = {
  name: 'list',
  summary: 'List the jobs and crawlers of the config',
  examples: [
    ['list', 'a table'],
    ['list --tree', 'what comes after what'],
    ['list --json', 'for other programs, with workflows and triggers'],
  ],
  options: { tree: { type: 'boolean', describe: 'Show a tree: what starts by itself, and below it what comes after' } },
  handler: async (args, context) => {
    const { list } = await import('@gluepipeline/project');
    const { file, pipeline } = await list(placeOf(context), overridesOf(context));
    const { tableText } = await import('../render/table.ts');
    const tree = args.tree === true ? await import('../render/graph.ts') : undefined;
    const after = new Map(graphOf(pipeline).map((node) => [node.name, node.after]));
    return {
      exitCode: 0,
      json: viewOf(pipeline, after),
      text: (view) => {
        const head = `${view.paint.bold(pipeline.name)} · environment ${pipeline.environment} · ${file}`;
        if (tree != null && pipeline.nodes.length > 0) {
          return `${head}\n\n${tree.treeOf(pipeline, view)}`;
        }
        const rows = pipeline.nodes.map((node) => [
          node.name,
          typeOf(pipeline, node),
          sourceOf(pipeline, node),
          (after.get(node.name) ?? []).join(', '),
        ]);
        const crawls = pipeline.nodes.some(({ kind }) => kind === 'crawler');
        const headings = crawls ? ['name', 'type', 'script or target', 'after'] : ['job', 'type', 'script', 'after'];
        return rows.length === 0 ? `${head}\n\nno jobs yet` : `${head}\n\n${tableText(headings, rows, view)}`;
      },
      next:
        pipeline.nodes.length === 0 ? configLineOf(context, 'add-job', '--job-name NAME', '--script PATH') : undefined,
    };
  },
};

function viewOf(pipeline: Pipeline, after: ReadonlyMap<string, readonly string[]>): Record<string, unknown> {
  const viewOfNode = (node: Node) => ({
    name: node.name,
    type: typeOf(pipeline, node),
    ...(node.kind === 'job' ? { script: sourceOf(pipeline, node) } : { targets: targetsOf(pipeline, node) }),
    resourceName: node.resourceName,
    dependsOn: after.get(node.name) ?? [],
  });
  const nodes = (kind: Node['kind']) => pipeline.nodes.filter((node) => node.kind === kind).map(viewOfNode);
  return {
    pipeline: pipeline.name,
    environment: pipeline.environment,
    jobs: nodes('job'),
    crawlers: nodes('crawler'),
    workflows: pipeline.workflows.map(({ name, resourceName }) => ({ name, resourceName })),
    triggers: pipeline.triggers.map(viewOfTrigger),
  };
}

function viewOfTrigger({ name, resourceName, workflow, firing, actions, enabled }: Trigger): Record<string, unknown> {
  return {
    name,
    resourceName,
    workflow: workflow === ownWorkflow ? null : (workflow ?? false),
    firing: firing.kind,
    starts: actions.map((action) => action.name),
    enabled,
  };
}

function typeOf({ jobs }: Pipeline, { kind, name, existing }: Node): string {
  if (existing) {
    return `existing ${kind}`;
  }
  return kind === 'crawler' ? kind : (jobs.find((job) => job.name === name)?.kind ?? kind);
}

function sourceOf(pipeline: Pipeline, node: Node): string {
  if (node.kind === 'crawler') {
    return targetsOf(pipeline, node).join(', ');
  }
  const script = pipeline.jobs.find(({ name }) => name === node.name)?.script;
  return script == null ? '' : script.kind === 's3' ? script.uri : script.path;
}

/** Where each target of a crawler is, in a word: its path, its database, its first table. */
function targetsOf({ crawlers }: Pipeline, { name }: Node): string[] {
  const targets = crawlers.find((crawler) => crawler.name === name)?.targets ?? {};
  return Object.values(targets).flatMap((list) =>
    (list as readonly Readonly<Record<string, unknown>>[]).map((target) =>
      [target.Path ?? target.DatabaseName ?? target.DeltaTables ?? target.Paths].flat().join(', '),
    ),
  );
}
