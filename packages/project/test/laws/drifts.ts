import type { JobDefinition, Live, TriggerDefinition, WorkflowDefinition } from '@gluepipeline/core';

import { crawlerDrifts } from './crawler-drifts.ts';
import { type Drifted, roleDrifts, ruleDrifts, topicDrifts } from './event-drifts.ts';

/** A change made behind our back: the resource as somebody leaves it, and the fields that a plan must then name. */
export interface Drift {
  readonly resource: Live;
  readonly fields: readonly string[];
}

/** Every drift of one resource that AWS would let happen. */
export function driftsOf(live: Live): Drift[] {
  const tags = tagDrifts(live);
  switch (live.kind) {
    case 'crawler':
      return [
        ...crawlerDrifts(live.definition).map(([fields, definition]) => ({
          resource: { ...live, definition },
          fields,
        })),
        ...tags,
      ];
    case 'job':
      return [
        ...jobDrifts(live.definition).map(([fields, definition]) => ({ resource: { ...live, definition }, fields })),
        ...tags,
      ];
    case 'workflow':
      return [
        ...workflowDrifts(live.definition).map(([fields, definition]) => ({
          resource: { ...live, definition },
          fields,
        })),
        ...tags,
      ];
    case 'trigger':
      return [
        ...triggerDrifts(live.definition).map(([fields, definition]) => ({
          resource: { ...live, definition },
          fields,
        })),
        ...tags,
      ];
    case 'role':
      return [
        ...roleDrifts(live.definition).map(([fields, definition]) => ({ resource: { ...live, definition }, fields })),
        ...tags,
      ];
    case 'topic':
      return [
        ...topicDrifts(live.definition).map(([fields, definition]) => ({ resource: { ...live, definition }, fields })),
        ...tags,
      ];
    case 'rule':
      return [
        ...ruleDrifts(live.definition).map(([fields, definition]) => ({ resource: { ...live, definition }, fields })),
        ...tags,
      ];
    case 'artifact':
      return [];
  }
}

/** A tag of ours that somebody changed. */
function tagDrifts(live: Live): Drift[] {
  return Object.keys(live.tags)
    .filter((key) => !key.startsWith('gluepipeline:'))
    .map((key) => ({ resource: { ...live, tags: { ...live.tags, [key]: 'drifted' } }, fields: [`tags.${key}`] }));
}

function jobDrifts(job: JobDefinition): Drifted<JobDefinition> {
  const kind = job.Command?.Name;
  const shell = kind === 'pythonshell';
  const queued = job.JobRunQueuingEnabled === true;
  const flex = job.ExecutionClass === 'FLEX';
  const first = Object.keys(job.DefaultArguments ?? {})[0];
  const drifts: [string, JobDefinition, boolean?][] = [
    ['description', { ...job, Description: 'drifted' }],
    ['role', { ...job, Role: 'drifted' }],
    ['script', { ...job, Command: { ...job.Command, ScriptLocation: 's3://scripts/drifted.py' } }],
    ['max_retries', { ...job, MaxRetries: (job.MaxRetries ?? 0) === 9 ? 8 : 9 }, !queued],
    ['timeout', { ...job, Timeout: job.Timeout === 7 ? 8 : 7 }],
    ['max_concurrent_runs', { ...job, ExecutionProperty: { MaxConcurrentRuns: 77 } }],
    ['notify_delay_after', { ...job, NotificationProperty: { NotifyDelayAfter: 77 } }],
    ['security_configuration', { ...job, SecurityConfiguration: 'drifted' }],
    ['connections', { ...job, Connections: { Connections: ['drifted'] } }],
    ['arguments.--drifted', { ...job, DefaultArguments: { ...job.DefaultArguments, '--drifted': 'x' } }],
    [
      `arguments.${first ?? ''}`,
      { ...job, DefaultArguments: withoutKey(job.DefaultArguments, first ?? '') },
      first != null,
    ],
    [
      'non_overridable_arguments.--drifted',
      { ...job, NonOverridableArguments: { ...job.NonOverridableArguments, '--drifted': '' } },
    ],
    ['worker_type', { ...job, WorkerType: job.WorkerType === 'G.1X' ? 'G.2X' : 'G.1X' }, !shell],
    ['number_of_workers', { ...job, NumberOfWorkers: 77 }, !shell],
    ['max_capacity', { ...job, MaxCapacity: job.MaxCapacity === 1 ? 0.0625 : 1 }, shell],
    ['glue_version', { ...job, GlueVersion: job.GlueVersion === '4.0' ? '5.0' : '4.0' }, !shell && !flex],
    [
      'job_run_queuing_enabled',
      { ...job, JobRunQueuingEnabled: !queued },
      queued || (!flex && (job.MaxRetries ?? 0) === 0),
    ],
    ['maintenance_window', { ...job, MaintenanceWindow: 'Tue:5' }, kind === 'gluestreaming'],
    [
      'python_version',
      { ...job, Command: { ...job.Command, PythonVersion: '3' } },
      shell && job.Command?.PythonVersion === '3.9',
    ],
  ];
  return drifts.filter(([, , possible]) => possible !== false).map(([field, definition]) => [[field], definition]);
}

function workflowDrifts(workflow: WorkflowDefinition): Drifted<WorkflowDefinition> {
  const properties = workflow.DefaultRunProperties;
  return [
    [['description'], { ...workflow, Description: 'drifted' }],
    [['max_concurrent_runs'], { ...workflow, MaxConcurrentRuns: 77 }],
    [['default_run_properties.drifted'], { ...workflow, DefaultRunProperties: { ...properties, drifted: 'x' } }],
  ];
}

function triggerDrifts(trigger: TriggerDefinition): Drifted<TriggerDefinition> {
  const conditions = trigger.Predicate?.Conditions ?? [];
  const other = trigger.Predicate?.Logical === 'ANY' ? 'AND' : 'ANY';
  const drifts: [string, TriggerDefinition, boolean?][] = [
    ['description', { ...trigger, Description: 'drifted' }],
    ['schedule', { ...trigger, Schedule: 'cron(7 7 * * ? *)' }, trigger.Type === 'SCHEDULED'],
    ['starts', { ...trigger, Actions: (trigger.Actions ?? []).map((action) => ({ ...action, Timeout: 5000 })) }],
    [
      'depends_on',
      { ...trigger, Predicate: { ...trigger.Predicate, Conditions: conditions.slice(1) } },
      // Where one is left of "any", both mean the same.
      conditions.length > (trigger.Predicate?.Logical === 'ANY' ? 2 : 1),
    ],
    ['logical', { ...trigger, Predicate: { ...trigger.Predicate, Logical: other } }, conditions.length > 1],
    [
      'batch_size',
      { ...trigger, EventBatchingCondition: { ...trigger.EventBatchingCondition, BatchSize: 77 } },
      trigger.Type === 'EVENT' && trigger.EventBatchingCondition?.BatchSize !== 77,
    ],
    [
      'enabled',
      { ...trigger, enabled: !trigger.enabled },
      trigger.Type === 'SCHEDULED' || trigger.Type === 'CONDITIONAL',
    ],
  ];
  return drifts.filter(([, , possible]) => possible !== false).map(([field, definition]) => [[field], definition]);
}

function withoutKey(map: Readonly<Record<string, string>> | undefined, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([each]) => each !== key));
}
