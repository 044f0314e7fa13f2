import { describe, expect, it } from '@jest/globals';

import type { WrittenConfig } from '../../src/config/schema.ts';
import { type FlatConfig, overlay } from '../../src/config/overlay.ts';
import { argumentKey } from '../../src/config/short-forms.ts';
import { normalize } from '../../src/pipeline/normalize.ts';
import { stackOf } from '../../src/pipeline/pipeline.ts';
import { defaultTimeout, versionNumber } from '../../src/pipeline/versions.ts';

const config = (fields: Partial<WrittenConfig>): FlatConfig => overlay({ pipeline_name: 'sales', ...fields }, {});

describe('normalize', () => {
  it('fills in everything that a bare job leaves out', () => {
    expect(normalize(config({ jobs: [{ name: 'load', script: 'etl/load.py' }] }))).toEqual({
      name: 'sales',
      environment: 'dev',
      description: '',
      region: undefined,
      accountId: undefined,
      artifacts: { bucket: undefined, prefix: 'gluepipeline/', kmsKey: undefined },
      assumeRole: undefined,
      permissionsBoundary: undefined,
      protect: false,
      tags: {},
      crawlers: [],
      groups: [],
      nodes: [
        {
          kind: 'job',
          at: ['jobs', 0],
          name: 'load',
          resourceName: 'sales-dev-load',
          existing: false,
          workflow: undefined,
          dependsOn: undefined,
          schedule: undefined,
          trigger: {
            arguments: {},
            timeout: undefined,
            securityConfiguration: '',
            notifyDelayAfter: undefined,
            enabled: true,
            resourceName: undefined,
            description: '',
            tags: {},
            ignoreChanges: [],
          },
        },
      ],
      workflows: [],
      triggers: [],
      alerts: undefined,
      jobs: [
        {
          kind: 'glueetl',
          at: ['jobs', 0],
          name: 'load',
          resourceName: 'sales-dev-load',
          description: '',
          role: undefined,
          script: { kind: 'local', path: 'etl/load.py' },
          arguments: {},
          nonOverridableArguments: {},
          connections: [],
          maxRetries: 0,
          maxConcurrentRuns: 1,
          securityConfiguration: '',
          notifyDelayAfter: undefined,
          jobRunQueuingEnabled: false,
          tags: {},
          files: {},
          ignoreChanges: [],
          extra: {},
          glueVersion: '6.0',
          pythonVersion: '3',
          capacity: { kind: 'workers', workerType: 'G.1X', numberOfWorkers: 10 },
          executionClass: 'STANDARD',
          timeout: 480,
          maintenanceWindow: '',
        },
      ],
    });
  });

  it('takes what is written, and lets a job overrule the file', () => {
    const { jobs, tags } = normalize(
      config({
        environment: 'prod',
        role: 'FileRole',
        glue_version: '4.0',
        tags: { team: 'data', cost: '1' },
        jobs: [
          {
            name: 'load',
            script: 's3://data/load.py',
            role: 'JobRole',
            glue_version: '5.1',
            worker_type: 'G.2X',
            number_of_workers: 3,
            arguments: { day: 'friday', '--TempDir': 's3://data/tmp/' },
            non_overridable_arguments: { stage: 'prod' },
            tags: { cost: '2' },
            resource_name: 'load orders',
          },
        ],
      }),
    );
    expect(tags).toEqual({ team: 'data', cost: '1' });
    expect(jobs[0]).toMatchObject({
      resourceName: 'load orders',
      role: 'JobRole',
      glueVersion: '5.1',
      script: { kind: 's3', uri: 's3://data/load.py' },
      capacity: { kind: 'workers', workerType: 'G.2X', numberOfWorkers: 3 },
      arguments: { '--day': 'friday', '--TempDir': 's3://data/tmp/' },
      nonOverridableArguments: { '--stage': 'prod' },
      tags: { team: 'data', cost: '2' },
    });
  });

  it('gives each kind what is its own', () => {
    const { jobs } = normalize(
      config({
        glue_version: '4.0',
        jobs: [
          { name: 'a', script: 'a.py', type: 'pythonshell', arguments: { 'library-set': 'analytics' } },
          { name: 'b', script: 'b.py', type: 'streaming' },
          { name: 'c', script: 'c.py', type: 'gluestreaming', maintenance_window: 'Sun:10' },
          { name: 'd', script: 'd.py', max_capacity: 10, glue_version: '1.0' },
        ],
      }),
    );
    expect(jobs[0]).toMatchObject({
      kind: 'pythonshell',
      glueVersion: undefined,
      pythonVersion: '3.9',
      maxCapacity: 0.0625,
      timeout: 2880,
    });
    expect(jobs[0]?.arguments).toEqual({ 'library-set': 'analytics' });
    expect(jobs[0]).not.toHaveProperty('capacity');
    expect(jobs[1]).toMatchObject({ kind: 'streaming', glueVersion: '4.0', timeout: undefined });
    expect(jobs[2]).toMatchObject({ kind: 'streaming', maintenanceWindow: 'Sun:10' });
    expect(jobs[3]).toMatchObject({ kind: 'glueetl', capacity: { kind: 'max', maxCapacity: 10 }, timeout: 2880 });
  });

  it.each([
    [{}, false],
    [{ workflow: {} }, true],
    [{ schedule: 'cron(0 2 * * ? *)' }, true],
    [{ start: {} }, true],
    [{ jobs: [{ name: 'a', script: 'a.py', depends_on: ['b'] }] }, true],
    [{ jobs: [{ name: 'a', script: 'a.py' }] }, false],
  ])('makes a workflow as soon as the file speaks of one: %j', (fields, flow) => {
    expect(normalize(config(fields)).workflows.length > 0).toBe(flow);
  });

  it('knows the schedule in both of its forms', () => {
    const start = (fields: Partial<WrittenConfig>) =>
      normalize(config({ jobs: [{ name: 'a', script: 'a.py' }], ...fields })).triggers[0];
    expect(start({ schedule: 'cron(0 2 * * ? *)' })).toMatchObject({
      at: ['schedule'],
      firing: { kind: 'schedule', schedule: 'cron(0 2 * * ? *)' },
      enabled: true,
      resourceName: 'sales-dev-start',
    });
    expect(start({ start: { schedule: 'cron(0 4 * * ? *)', enabled: false, resource_name: 'x' } })).toMatchObject({
      at: ['start'],
      firing: { kind: 'schedule', schedule: 'cron(0 4 * * ? *)' },
      enabled: false,
      resourceName: 'x',
    });
  });

  it('waits once for a job that is named twice', () => {
    const { nodes } = normalize(config({ jobs: [{ name: 'a', script: 'a.py', depends_on: ['b', 'b', 'c'] }] }));
    expect(nodes[0]?.dependsOn?.ends.map(({ name }) => name)).toEqual(['b', 'c']);
  });
});

describe('stackOf', () => {
  it('is the pipeline and its environment', () => {
    expect(stackOf({ name: 'sales', environment: 'prod' })).toBe('sales/prod');
  });
});

describe('argumentKey', () => {
  it.each([
    ['day', '--day'],
    ['--day', '--day'],
    ['library-set', 'library-set'],
  ])('%s → %s', (key, wanted) => {
    expect(argumentKey(key)).toBe(wanted);
  });
});

describe('versions', () => {
  it('compares versions as numbers; words count as the newest', () => {
    expect(versionNumber('5.1')).toBeGreaterThan(versionNumber('5.0'));
    expect(versionNumber('auto')).toBe(Number.POSITIVE_INFINITY);
    expect([defaultTimeout('4.0'), defaultTimeout('5.0'), defaultTimeout('auto'), defaultTimeout(undefined)]).toEqual([
      2880, 480, 480, 2880,
    ]);
  });
});
