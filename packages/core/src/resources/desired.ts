import type { Files } from '../pipeline/files.ts';
import type { Job, JobCommon, Pipeline, Script } from '../pipeline/pipeline.ts';
import { artifactsOf, artifactUri } from './artifacts.ts';
import { crawlerDefinition } from './crawler.ts';
import { alertResources, eventResources } from './desired-events.ts';
import { jobDefinition } from './job.ts';
import { ownedTags } from './ownership.ts';
import type { Resource, ResourceOf, ResourceRef, Target } from './resource.ts';
import { type Names, triggerDefinition } from './trigger.ts';
import { workflowDefinition } from './workflow.ts';

/** Everything that a pipeline becomes in AWS; `files` holds every local file that it names. */
export function desired(pipeline: Pipeline, target: Target, files: Files): Resource[] {
  const names = namesOf(pipeline);
  return [
    ...artifactsOf(pipeline, target.bucket, localPaths(pipeline), files),
    ...pipeline.crawlers.map((crawler): Resource => ({
      kind: 'crawler',
      name: crawler.resourceName,
      label: crawler.name,
      tags: ownedTags(pipeline, crawler.tags),
      ...keptAndExtra(crawler),
      definition: crawlerDefinition(crawler, crawler.role ?? target.role),
    })),
    ...pipeline.jobs.map((job) => jobResource(pipeline, target, files, job)),
    ...pipeline.workflows.flatMap((workflow): Resource[] =>
      workflow.existing
        ? []
        : [
            {
              kind: 'workflow',
              name: workflow.resourceName,
              label: workflow.resourceName,
              tags: ownedTags(pipeline, workflow.tags),
              definition: workflowDefinition(workflow),
            },
          ],
    ),
    ...eventResources(pipeline, target, names),
    ...alertResources(pipeline, target),
    ...pipeline.triggers.map((trigger): Resource => ({
      kind: 'trigger',
      name: trigger.resourceName,
      label: trigger.name,
      tags: ownedTags(pipeline, trigger.tags),
      ...(trigger.ignoreChanges.length === 0 ? {} : { ignoreChanges: trigger.ignoreChanges }),
      definition: triggerDefinition(trigger, names),
    })),
  ];
}

/** What the pipeline uses and does not make. */
export function existingOnes(pipeline: Pick<Pipeline, 'nodes' | 'workflows'>): ResourceRef[] {
  const workflows = pipeline.workflows.map((each) => ({ ...each, kind: 'workflow' as const }));
  return [...pipeline.nodes, ...workflows].flatMap(({ existing, kind, resourceName }) =>
    existing ? [{ kind, name: resourceName }] : [],
  );
}

/** Every file and folder beside the config that a deployment uploads, each once. */
export function localPaths(pipeline: Pick<Pipeline, 'jobs'>): string[] {
  return [...new Set(pipeline.jobs.flatMap((job) => filesOf(job).flatMap(pathOf)))];
}

/** The script of a job and the files that it needs, wherever they are. */
export function filesOf(job: Pick<JobCommon, 'script' | 'files'>): Script[] {
  return [...(job.script == null ? [] : [job.script]), ...Object.values(job.files).flat()];
}

function pathOf(file: Script): string[] {
  return file.kind === 'local' ? [file.path] : [];
}

/** A name that the config does not have stands for itself: a rule has refused it before it gets here. */
function namesOf(pipeline: Pipeline): Names {
  const nodes = new Map(pipeline.nodes.map(({ name, resourceName }) => [name, resourceName]));
  const workflows = new Map(pipeline.workflows.map(({ name, resourceName }) => [name, resourceName]));
  return { node: (name) => nodes.get(name) ?? name, workflow: (name) => workflows.get(name) ?? name };
}

function keptAndExtra({
  ignoreChanges,
  extra,
}: Pick<Job, 'ignoreChanges' | 'extra'>): Pick<Resource, 'ignoreChanges' | 'extra'> {
  return {
    ...(ignoreChanges.length === 0 ? {} : { ignoreChanges }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

function jobResource(pipeline: Pipeline, target: Target, files: Files, job: Job): ResourceOf<'job'> {
  const uri = (file: Script) =>
    file.kind === 's3' ? file.uri : artifactUri(pipeline, target.bucket, file.path, files);
  const lists = Object.entries(job.files).map(([key, items]) => [key, items.map(uri).join(',')] as const);
  const complete = lists.length === 0 ? job : { ...job, arguments: { ...job.arguments, ...Object.fromEntries(lists) } };
  return {
    kind: 'job',
    name: job.resourceName,
    label: job.name,
    tags: ownedTags(pipeline, job.tags),
    ...keptAndExtra(job),
    definition: jobDefinition(complete, job.role ?? target.role, job.script == null ? '' : uri(job.script)),
  };
}
