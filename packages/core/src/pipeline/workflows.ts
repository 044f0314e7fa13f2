import type { Path } from '../config/issue.ts';
import type { FlatConfig } from '../config/overlay.ts';
import { type Naming, ownWorkflow } from '../config/naming.ts';
import { mergedTexts, none } from './normalize-job.ts';
import type { Workflow } from './pipeline.ts';

/** A workflow's own start, as written: by a block or in short. */
export interface WrittenStart {
  readonly at: Path;
  readonly start: NonNullable<FlatConfig['start']>;
}

/**
 * There is a workflow of the pipeline as soon as the file says depends_on, schedule, start or workflow
 * (docs/design.md#the-config-language); a dependency in another workflow, or in none, asks for no own one.
 */
function hasOwnWorkflow(config: FlatConfig): boolean {
  if (config.workflow != null) {
    return config.workflow !== false;
  }
  const entries = [...(config.jobs ?? []), ...(config.crawlers ?? [])];
  return (
    config.schedule != null ||
    config.start != null ||
    entries.some((entry) => entry.depends_on != null && entry.workflow == null)
  );
}

/** The workflows of a config, the pipeline's own first. */
export function workflowsOf(config: FlatConfig, naming: Naming): Workflow[] {
  const further = Object.entries(config.workflows ?? {}).map(([name, written]) =>
    workflowOf(config, name, written, ['workflows', name], naming),
  );
  if (!hasOwnWorkflow(config)) {
    return further;
  }
  const written = typeof config.workflow === 'object' ? config.workflow : {};
  const at = config.workflow == null ? [] : ['workflow'];
  const own = workflowOf(config, ownWorkflow, written, at, naming);
  const description = written.description ?? config.description ?? '';
  return [{ ...own, description: own.existing ? '' : description }, ...further];
}

type WrittenWorkflow = Exclude<NonNullable<FlatConfig['workflow']>, false>;

function workflowOf(config: FlatConfig, name: string, written: WrittenWorkflow, at: Path, naming: Naming): Workflow {
  const existing = written.existing === true;
  return {
    at,
    name,
    // One of somebody else's is called what it is called.
    resourceName: written.resource_name ?? (existing && name !== ownWorkflow ? name : naming('workflow', name)),
    existing,
    description: written.description ?? '',
    defaultRunProperties: written.default_run_properties ?? none,
    maxConcurrentRuns: written.max_concurrent_runs,
    tags: mergedTexts(config.tags, written.tags),
  };
}

/** What the file says of the start of a workflow; nothing where it says nothing. `undefined` asks for the pipeline's own nodes. */
export function writtenStart(config: FlatConfig, workflow: string): WrittenStart | undefined {
  const own = workflow === ownWorkflow;
  const place = own ? config : config.workflows?.[workflow];
  const at: Path = own ? [] : ['workflows', workflow];
  if (place?.start == null && place?.schedule == null) {
    return undefined;
  }
  const schedule = place.start?.schedule ?? place.schedule;
  return {
    at: [...at, place.start == null ? 'schedule' : 'start'],
    start: { ...place.start, ...(schedule == null ? {} : { schedule }) },
  };
}
