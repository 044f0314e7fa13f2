import { describe, expect, it } from '@jest/globals';

import { resourcesOf } from '../../src/testing/builders.ts';

const tags = { 'gluepipeline:stack': 'sales/dev' };

describe('desired', () => {
  it('makes a job alone, with every default of AWS written out', () => {
    expect(resourcesOf({ role: 'etl', jobs: [{ name: 'a', script: 's3://b/a.py' }] })).toEqual([
      {
        kind: 'job',
        name: 'sales-dev-a',
        label: 'a',
        tags,
        definition: {
          Role: 'etl',
          Command: { Name: 'glueetl', ScriptLocation: 's3://b/a.py', PythonVersion: '3' },
          ExecutionProperty: { MaxConcurrentRuns: 1 },
          DefaultArguments: {},
          MaxRetries: 0,
          Timeout: 480,
          WorkerType: 'G.1X',
          NumberOfWorkers: 10,
          GlueVersion: '6.0',
          ExecutionClass: 'STANDARD',
          JobMode: 'SCRIPT',
          JobRunQueuingEnabled: false,
        },
      },
    ]);
  });

  it('makes a Python shell job without a Glue version, for Glue to decide', () => {
    const [job] = resourcesOf({
      glue_version: '6.0',
      jobs: [{ name: 'a', type: 'pythonshell', script: 's3://b/a.py' }],
    });
    expect(job?.definition).toEqual({
      Role: 'fallback-role',
      Command: { Name: 'pythonshell', ScriptLocation: 's3://b/a.py', PythonVersion: '3.9' },
      ExecutionProperty: { MaxConcurrentRuns: 1 },
      DefaultArguments: {},
      MaxRetries: 0,
      Timeout: 2880,
      MaxCapacity: 0.0625,
      JobMode: 'SCRIPT',
      JobRunQueuingEnabled: false,
    });
  });

  it('passes every field of a job on in the words of Glue', () => {
    const [job] = resourcesOf({
      tags: { team: 'data' },
      jobs: [
        {
          name: 'a',
          script: 's3://b/a.py',
          description: 'd',
          role: 'r',
          glue_version: '4.0',
          worker_type: 'G.2X',
          number_of_workers: 4,
          timeout: 30,
          max_retries: 2,
          max_concurrent_runs: 3,
          execution_class: 'FLEX',
          notify_delay_after: 5,
          connections: ['c'],
          security_configuration: 's',
          arguments: { '--x': '1', y: '' },
          non_overridable_arguments: { z: true },
          tags: { owner: 'me' },
          resource_name: 'My job / nightly',
        },
      ],
    });
    expect(job).toEqual({
      kind: 'job',
      name: 'My job / nightly',
      label: 'a',
      tags: { team: 'data', owner: 'me', ...tags },
      definition: {
        Description: 'd',
        Role: 'r',
        Command: { Name: 'glueetl', ScriptLocation: 's3://b/a.py', PythonVersion: '3' },
        ExecutionProperty: { MaxConcurrentRuns: 3 },
        DefaultArguments: { '--x': '1', '--y': '' },
        NonOverridableArguments: { '--z': 'true' },
        Connections: { Connections: ['c'] },
        MaxRetries: 2,
        Timeout: 30,
        WorkerType: 'G.2X',
        NumberOfWorkers: 4,
        SecurityConfiguration: 's',
        NotificationProperty: { NotifyDelayAfter: 5 },
        GlueVersion: '4.0',
        ExecutionClass: 'FLEX',
        JobMode: 'SCRIPT',
        JobRunQueuingEnabled: false,
      },
    });
  });

  it('puts a local script under its digest, once for all jobs that share it', () => {
    const resources = resourcesOf({
      jobs: [
        { name: 'a', script: 'scripts/x.py' },
        { name: 'b', script: 'scripts/x.py' },
      ],
    });
    expect(resources.map(({ kind, name }) => [kind, name])).toEqual([
      ['artifact', expect.stringMatching(/^gluepipeline\/sales\/dev\/scripts\/[0-9a-f]{64}\/x\.py$/)],
      ['job', 'sales-dev-a'],
      ['job', 'sales-dev-b'],
    ]);
  });

  it('makes a workflow as soon as one job waits for another: a start for the roots, a trigger for each that waits', () => {
    const resources = resourcesOf({
      schedule: 'cron(0 2 * * ? *)',
      start: { enabled: false },
      jobs: [
        { name: 'a', script: 's3://b/a.py' },
        { name: 'b', script: 's3://b/b.py' },
        { name: 'c', script: 's3://b/c.py', depends_on: ['a', 'b'] },
      ],
    });
    expect(resources.filter(({ kind }) => kind !== 'job')).toEqual([
      {
        kind: 'workflow',
        name: 'sales-dev',
        label: 'sales-dev',
        tags,
        definition: { Description: '', DefaultRunProperties: {} },
      },
      {
        kind: 'trigger',
        name: 'sales-dev-start',
        label: 'start',
        tags,
        definition: {
          WorkflowName: 'sales-dev',
          Type: 'SCHEDULED',
          Schedule: 'cron(0 2 * * ? *)',
          Actions: [{ JobName: 'sales-dev-a' }, { JobName: 'sales-dev-b' }],
          enabled: false,
        },
      },
      {
        kind: 'trigger',
        name: 'sales-dev-run-c',
        label: 'run-c',
        tags,
        definition: {
          WorkflowName: 'sales-dev',
          Type: 'CONDITIONAL',
          Predicate: {
            Logical: 'AND',
            Conditions: [
              { LogicalOperator: 'EQUALS', JobName: 'sales-dev-a', State: 'SUCCEEDED' },
              { LogicalOperator: 'EQUALS', JobName: 'sales-dev-b', State: 'SUCCEEDED' },
            ],
          },
          Actions: [{ JobName: 'sales-dev-c' }],
          enabled: true,
        },
      },
    ]);
  });

  it('makes no workflow for an old file of unrelated jobs', () => {
    const resources = resourcesOf({
      created_at: '2026-02-14T00:00:00',
      environment: 'prod',
      glue_version: '3.0',
      jobs: ['a', 'b', 'c'].map((name) => ({ name, script: `s3://b/${name}.py`, type: 'glueetl', added_at: 'x' })),
    });
    expect(resources.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'job sales-prod-a',
      'job sales-prod-b',
      'job sales-prod-c',
    ]);
  });
});
