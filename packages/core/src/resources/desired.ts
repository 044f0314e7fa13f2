import { invariant } from '../errors.ts';
import type { Files } from '../pipeline/files.ts';
import { roots } from '../pipeline/graph.ts';
import type { Job, Pipeline } from '../pipeline/pipeline.ts';
import { artifactKey } from './artifact.ts';
import { jobDefinition } from './job.ts';
import { defaultName, ownedTags, triggerLabel } from './ownership.ts';
import type { Resource, ResourceOf, Target } from './resource.ts';
import { conditionalTrigger, startTrigger } from './trigger.ts';
import { workflowDefinition } from './workflow.ts';

/** Everything that a pipeline becomes in AWS; `files` holds every local script that it names. */
export function desired(pipeline: Pipeline, target: Target, files: Files): Resource[] {
  return [
    ...artifacts(pipeline, target, files),
    ...pipeline.jobs.map((job) => jobResource(pipeline, target, files, job)),
    ...flowResources(pipeline),
  ];
}

/** The local scripts, each once however many jobs share it. */
function artifacts(pipeline: Pipeline, target: Target, files: Files): Resource[] {
  const byKey = new Map<string, Resource>();
  for (const { script } of pipeline.jobs) {
    if (script.kind === 'local') {
      const sha256 = digestOf(files, script.path);
      const name = artifactKey(pipeline, script.path, sha256);
      const definition = { bucket: target.bucket, sha256, path: script.path };
      byKey.set(name, { kind: 'artifact', name, label: script.path, tags: {}, definition });
    }
  }
  return [...byKey.values()];
}

function jobResource(pipeline: Pipeline, target: Target, files: Files, job: Job): ResourceOf<'job'> {
  return {
    kind: 'job',
    name: job.resourceName,
    label: job.name,
    tags: ownedTags(pipeline, job.tags),
    definition: jobDefinition(job, job.role ?? target.role, scriptLocation(pipeline, target, files, job)),
  };
}

function scriptLocation(pipeline: Pipeline, target: Target, files: Files, job: Job): string {
  return job.script.kind === 's3'
    ? job.script.uri
    : `s3://${target.bucket}/${artifactKey(pipeline, job.script.path, digestOf(files, job.script.path))}`;
}

function digestOf(files: Files, path: string): string {
  const facts = files[path];
  invariant(facts?.kind === 'file', `the script ${path} was validated, so it was read`);
  return facts.sha256;
}

function flowResources(pipeline: Pipeline): Resource[] {
  if (pipeline.flow == null) {
    return [];
  }
  const { workflow, start } = pipeline.flow;
  const resourceNames = new Map(pipeline.jobs.map((job) => [job.name, job.resourceName]));
  const waiting = pipeline.jobs.filter((job) => job.dependsOn.length > 0);
  const starting = roots(pipeline.jobs);
  return [
    {
      kind: 'workflow',
      name: workflow.resourceName,
      label: workflow.resourceName,
      tags: ownedTags(pipeline, workflow.tags),
      definition: workflowDefinition(workflow),
    },
    ...(starting.length === 0
      ? []
      : [
          {
            kind: 'trigger' as const,
            name: start.resourceName,
            label: 'start',
            tags: ownedTags(pipeline, start.tags),
            definition: startTrigger(start, workflow.resourceName, starting),
          },
        ]),
    ...waiting.map((job) => ({
      kind: 'trigger' as const,
      name: defaultName(pipeline, triggerLabel(job.name)),
      label: triggerLabel(job.name),
      tags: ownedTags(pipeline, pipeline.tags),
      definition: conditionalTrigger(job, workflow.resourceName, resourceNames),
    })),
  ];
}
