import { activationOf, type Live, type Resource, startsByItself } from '../resources/resource.ts';
import type { Change, Plan } from './plan.ts';

/** The stages of a deployment; each begins when the one before has ended without a failure. */
export const stages = [
  // Whose it is comes before anything is done to it.
  'adopt',
  'upload',
  'stop triggers',
  'jobs',
  'delete triggers',
  'replace workflow',
  'workflow',
  'triggers',
  // A rule points at both, so they come first; they go first too, since a rule is what still finds them.
  'roles and topics',
  'rules',
  'activate triggers',
  'activate start',
  'delete workflow',
  'delete roles and topics',
  'delete rules',
  'delete jobs',
] as const;

/** One of `stages`. */
export type Stage = (typeof stages)[number];

/** One thing to do; doing it twice does no harm. */
export type Step =
  | { readonly stage: Stage; readonly action: 'create'; readonly resource: Resource }
  | {
      readonly stage: Stage;
      readonly action: 'update';
      readonly resource: Resource;
      readonly live: Live;
      readonly fields: readonly string[];
    }
  | {
      readonly stage: Stage;
      readonly action: 'adopt' | 'delete' | 'activate' | 'deactivate';
      readonly resource: Resource;
    };

/** The steps of a plan in the order of their stages: what is needed first, what may start something last. */
export function stepsOf(plan: Plan): Step[] {
  return [...plan.changes.flatMap(stepsOfChange), ...plan.pauses.flatMap(pause)].toSorted(
    (a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage),
  );
}

function stepsOfChange(change: Change): Step[] {
  switch (change.action) {
    case 'create':
      return [
        { stage: makingStage(change.resource), action: 'create', resource: change.resource },
        ...activation(change.resource),
      ];
    case 'replace':
      return [
        ...deletion(change.live, replacingStage(change.live)),
        { stage: makingStage(change.resource), action: 'create', resource: change.resource },
        ...activation(change.resource),
      ];
    case 'delete':
      return deletion(change.live, deletingStage(change.live));
    case 'update':
      return [
        ...(change.adopts === true ? [{ stage: 'adopt', action: 'adopt', resource: change.resource } as const] : []),
        ...updates(
          change.resource,
          change.live,
          change.fields.map(({ field }) => field),
        ),
      ];
  }
}

function updates(resource: Resource, live: Live, fields: readonly string[]): Step[] {
  // Whether a crawler's schedule goes on is part of its definition: nothing of a pipeline waits for such a crawler.
  const own = fields.filter((field) => field !== 'enabled' || resource.kind === 'crawler');
  const steps: Step[] =
    own.length === 0 ? [] : [{ stage: makingStage(resource), action: 'update', resource, live, fields: own }];
  if (resource.kind === 'crawler' || !fields.includes('enabled')) {
    return steps;
  }
  return activationOf(resource) === true
    ? [...steps, ...activation(resource)]
    : [{ stage: 'stop triggers', action: 'deactivate', resource }, ...steps];
}

/** Triggers and rules are made stopped; what starts by itself is let loose when everything else is in place. */
function activation(resource: Resource): Step[] {
  if (activationOf(resource) !== true) {
    return [];
  }
  const stage = startsByItself(resource) ? 'activate start' : 'activate triggers';
  return [{ stage, action: 'activate', resource }];
}

function deletion(live: Live, stage: Stage): Step[] {
  return [{ stage, action: 'delete', resource: live }];
}

/** A start stands still from before the jobs are touched until everything is in place. */
function pause(start: Resource): Step[] {
  return [{ stage: 'stop triggers', action: 'deactivate', resource: start }, ...activation(start)];
}

function replacingStage({ kind }: Resource): Stage {
  return kind === 'job' || kind === 'crawler' ? 'jobs' : kind === 'workflow' ? 'replace workflow' : 'delete triggers';
}

function makingStage(resource: Resource): Stage {
  const stage = {
    artifact: 'upload',
    crawler: 'jobs',
    job: 'jobs',
    workflow: 'workflow',
    trigger: 'triggers',
    role: 'roles and topics',
    topic: 'roles and topics',
    rule: 'rules',
  } as const;
  return stage[resource.kind];
}

function deletingStage(resource: Resource): Stage {
  const stage = {
    artifact: 'delete jobs',
    crawler: 'delete jobs',
    job: 'delete jobs',
    workflow: 'delete workflow',
    trigger: 'delete triggers',
    role: 'delete roles and topics',
    topic: 'delete roles and topics',
    rule: 'delete rules',
  } as const;
  return stage[resource.kind];
}
