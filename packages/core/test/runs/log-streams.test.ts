import { describe, expect, it } from '@jest/globals';

import { logGroups, type Logging, runLogStreams } from '../../src/runs/log-streams.ts';
import type { JobRun } from '../../src/runs/ports.ts';
import { testJobRun } from '../../src/testing/builders.ts';

const spark = '/aws-glue/jobs';

function logging(run: Partial<JobRun>, args: Readonly<Record<string, string>> = {}, role = 'GlueRole'): Logging {
  return { run: testJobRun({ logGroup: spark, ...run }), arguments: args, role };
}

describe('logGroups', () => {
  it('are the two of the base that the run tells', () => {
    expect(logGroups(logging({ glueVersion: '5.0', logGroup: '/mine' }))).toEqual(['/mine/output', '/mine/error']);
    expect(logGroups(logging({ logGroup: '/aws-glue/python-jobs' }))).toEqual([
      '/aws-glue/python-jobs/output',
      '/aws-glue/python-jobs/error',
    ]);
  });

  it('have those of continuous logging up to Glue 4.0, where the job has it', () => {
    const continuous = { '--enable-continuous-cloudwatch-log': 'true' };
    const own = [`${spark}/output`, `${spark}/error`];
    expect(logGroups(logging({ glueVersion: '4.0' }))).toEqual(own);
    expect(logGroups(logging({ glueVersion: '4.0' }, continuous))).toEqual([...own, `${spark}/logs-v2`]);
    expect(logGroups(logging({ glueVersion: '3.0' }, { ...continuous, '--continuous-log-logGroup': '/c' }))).toEqual([
      ...own,
      '/c',
    ]);
    expect(logGroups(logging({ glueVersion: '6.0' }, continuous))).toEqual(own);
  });

  it('have those of encrypted logs too, where the run has a security configuration', () => {
    const run = { glueVersion: '4.0', securityConfiguration: 'sec' };
    const args = { '--enable-continuous-cloudwatch-log': 'true' };
    expect(logGroups(logging(run, args, 'arn:aws:iam::123456789012:role/path/GlueRole'))).toEqual([
      `${spark}/output`,
      `${spark}/error`,
      `${spark}/sec-role/GlueRole/output`,
      `${spark}/sec-role/GlueRole/error`,
      `${spark}/logs-v2`,
      `${spark}/logs-v2-sec`,
    ]);
  });
});

describe('runLogStreams', () => {
  const there: Readonly<Record<string, readonly string[]>> = {
    [`${spark}/output`]: ['jr_1-driver', 'jr_1-1', 'jr_1-g-2af', 'jr_1-progress-bar'],
    [`${spark}/error`]: ['jr_1-driver'],
  };
  const logs = {
    streams: (group: string, prefix: string) =>
      Promise.resolve((there[group] ?? []).filter((name) => name.startsWith(prefix))),
  };
  const names = async (...choices: readonly ('driver' | 'executor' | 'output' | 'error')[]) =>
    (await runLogStreams(logs, logging({ glueVersion: '5.0' }), choices)).map(
      ({ group, name, from }) => `${from} ${group.slice(spark.length)} ${name}`,
    );

  it('are those of driver and executors, never the progress bar', async () => {
    expect(await names()).toEqual([
      'driver /output jr_1-driver',
      'executor /output jr_1-1',
      'executor /output jr_1-g-2af',
      'driver /error jr_1-driver',
    ]);
  });

  it('are narrowed to what is chosen', async () => {
    expect(await names('driver')).toEqual(['driver /output jr_1-driver', 'driver /error jr_1-driver']);
    expect(await names('executor', 'output')).toEqual(['executor /output jr_1-1', 'executor /output jr_1-g-2af']);
    expect(await names('error')).toEqual(['driver /error jr_1-driver']);
  });

  it('of a prefix that runs share are read only between the times of the run', async () => {
    const shared = { streams: () => Promise.resolve(['mine-driver']) };
    const run = { glueVersion: '5.1', startedAt: 1000, completedAt: 2000 };
    const [stream] = await runLogStreams(shared, logging(run, { '--custom-logStream-prefix': 'mine' }));
    expect(stream).toEqual({
      group: `${spark}/output`,
      name: 'mine-driver',
      from: 'driver',
      output: 'output',
      since: 1000,
      until: 62_000,
    });
  });
});
