import type { FlatConfig, FlatTrigger } from '../config/overlay.ts';
import { type Naming, ownWorkflow } from '../config/naming.ts';
import { meantAs, meantBy, passingOf, waitingOf, workflowOf } from './nodes.ts';
import { mergedTexts, noNames } from './normalize-job.ts';
import { sharedTriggers } from './shared-triggers.ts';
import type { Action, EventStart, Firing, Node, Trigger, Workflow } from './pipeline.ts';
import { writtenStart, type WrittenStart } from './workflows.ts';

/** What triggers are derived from. */
export interface Derivation {
  readonly config: FlatConfig;
  readonly naming: Naming;
  readonly nodes: readonly Node[];
  readonly workflows: readonly Workflow[];
}

/** Every trigger that a config becomes, written and derived: docs/design.md#derivation. */
export function triggersOf(input: Derivation): Trigger[] {
  const written = writtenTriggers(input);
  return [...startTriggers(input, written), ...nodeTriggers(input), ...written];
}

/** The name of the trigger that is made for a node. */
export function triggerOfNode(name: string): string {
  return `run-${name}`;
}

/** The name of a workflow's start trigger. */
export function startOf(workflow: string): string {
  return workflow === ownWorkflow ? 'start' : `${workflow}-start`;
}

/** A workflow's roots are started by its start; those of a pipeline without a workflow only by one that is written. */
function startTriggers(input: Derivation, written: readonly Trigger[]): Trigger[] {
  const { config, workflows } = input;
  const owners: (Workflow | undefined)[] = [...workflows];
  if (!workflows.some(({ name }) => name === ownWorkflow) && writtenStart(config, ownWorkflow) != null) {
    owners.push(undefined);
  }
  return owners.flatMap((workflow) => {
    const name = workflow?.name ?? ownWorkflow;
    const start = writtenStart(config, name);
    const inside = written.filter((each) => each.workflow === workflow?.name);
    // One start is all that a workflow may have: a written trigger that waits for nothing is it.
    const hasOther = workflow != null && inside.some(({ firing }) => firing.kind !== 'conditions');
    if (start == null && (hasOther || workflow?.existing === true)) {
      return [];
    }
    const startedOtherwise = new Set(
      inside.flatMap(({ actions }) => actions.map(({ kind, name }) => `${kind} ${name}`)),
    );
    const roots = input.nodes.filter(
      (node) =>
        node.workflow === workflow?.name &&
        node.dependsOn == null &&
        node.schedule == null &&
        !startedOtherwise.has(`${node.kind} ${node.name}`),
    );
    return roots.length === 0 ? [] : [startTrigger(input, workflow, start, roots)];
  });
}

function startTrigger(
  { config, naming }: Derivation,
  workflow: Workflow | undefined,
  written: WrittenStart | undefined,
  roots: readonly Node[],
): Trigger {
  const start = written?.start ?? {};
  const name = startOf(workflow?.name ?? ownWorkflow);
  return {
    origin: 'start',
    at: written?.at ?? workflow?.at ?? [],
    name,
    resourceName: start.resource_name ?? naming('trigger', name),
    named: start.resource_name != null,
    workflow: workflow?.name,
    firing: firingOf(start, undefined),
    actions: roots.map(actionOf),
    enabled: start.enabled ?? true,
    description: start.description ?? '',
    tags: mergedTexts(config.tags, start.tags),
    ignoreChanges: noNames,
  };
}

/**
 * What waits, and what has a schedule of its own, each has a trigger; a crawler's schedule is Glue's own. The jobs of a
 * `for_each` that start alike share one.
 */
function nodeTriggers({ config, naming, nodes }: Derivation): Trigger[] {
  const shared = sharedTriggers(config, nodes);
  const made: Trigger[] = [];
  for (const node of nodes) {
    const { dependsOn } = node;
    const scheduled = node.kind === 'job' ? node.schedule : undefined;
    const group = shared.get(node);
    if ((dependsOn == null && scheduled == null) || (group != null && group.nodes[0] !== node)) {
      continue;
    }
    const { enabled, resourceName, description, tags, ignoreChanges } = node.trigger;
    const name = triggerOfNode(group?.name ?? node.name);
    made.push({
      origin: 'node',
      at: node.at,
      name,
      resourceName: resourceName ?? naming('trigger', name),
      named: resourceName != null,
      workflow: node.workflow,
      firing:
        dependsOn == null
          ? { kind: 'schedule', schedule: scheduled ?? '' }
          : { kind: 'conditions', logical: dependsOn.logical, ends: dependsOn.ends },
      actions: (group?.nodes ?? [node]).map(actionOf),
      enabled,
      description,
      tags,
      ignoreChanges,
    });
  }
  return made;
}

function actionOf({ kind, name, trigger }: Node): Action {
  const { timeout, securityConfiguration, notifyDelayAfter } = trigger;
  return { kind, name, arguments: trigger.arguments, timeout, securityConfiguration, notifyDelayAfter };
}

function writtenTriggers({ config, naming, workflows }: Derivation): Trigger[] {
  const meant = meantBy(config);
  const own = workflows.some(({ name }) => name === ownWorkflow) ? ownWorkflow : undefined;
  return (config.triggers ?? []).map((trigger, index) => ({
    origin: 'written',
    at: ['triggers', index],
    name: trigger.name,
    resourceName: trigger.resource_name ?? naming('trigger', trigger.name),
    named: trigger.resource_name != null,
    workflow: workflowOf(trigger.workflow, own),
    firing: firingOf(trigger, waitingOf(trigger.when, meant)),
    actions: trigger.actions.flatMap((action) => {
      if (typeof action === 'string') {
        return meant(action).map((each) => ({ ...each, ...passingOf({}) }));
      }
      const nodes = 'crawler' in action ? meantAs('crawler', action.crawler, meant) : meantAs('job', action.job, meant);
      return nodes.map((each) => ({ ...each, ...passingOf(action) }));
    }),
    enabled: trigger.enabled ?? true,
    description: trigger.description ?? '',
    tags: mergedTexts(config.tags, trigger.tags),
    ignoreChanges: trigger.ignore_changes ?? noNames,
  }));
}

/** The type of a trigger follows from what is written of it; nothing makes it one that waits to be told. */
function firingOf(written: Pick<FlatTrigger, 'schedule' | 'event'>, waiting: ReturnType<typeof waitingOf>): Firing {
  if (waiting != null) {
    return { kind: 'conditions', ...waiting };
  }
  if (written.schedule != null) {
    return { kind: 'schedule', schedule: written.schedule };
  }
  return written.event == null ? { kind: 'on-demand' } : { kind: 'event', event: eventOf(written.event) };
}

/** Without a batch one event starts a run; the window is Glue's default (SDK, EventBatchingCondition). */
function eventOf(event: NonNullable<FlatTrigger['event']>): EventStart {
  return {
    pattern: event.pattern ?? undefined,
    bus: event.bus ?? 'default',
    role: event.role,
    batchSize: event.batch_size ?? 1,
    batchWindow: event.batch_window ?? 900,
  };
}
