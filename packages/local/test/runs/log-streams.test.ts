import { describe, expect, it } from '@jest/globals';
import type { Arguments, Job } from '../../src/glue/records.ts';
import { isLoggerLine, logStreams } from '../../src/runs/log-streams.ts';

const placesOf = (kind: string, version: string | undefined, args: Arguments = {}): string[] => {
  const job = { Name: 'j', Command: { Name: kind }, GlueVersion: version, CreatedOn: 0, LastModifiedOn: 0 } as Job;
  return logStreams(job, args, 'jr_1').map(
    ({ group, stream, parts, lines }) => `${group} ${stream} ${parts.join('+')}${lines == null ? '' : ` ${lines}`}`,
  );
};

describe('the log streams of a run', () => {
  it('of Spark from Glue 5.0 on: one of the driver, with both outputs, under the prefix that the job gives', () => {
    const driver = '/aws-glue/jobs/output jr_1-driver output+error';
    expect(placesOf('glueetl', '5.0')).toEqual([driver]);
    expect(placesOf('glueetl', '6.0')).toEqual([driver]);
    expect(placesOf('glueetl', 'auto')).toEqual([driver]);
    expect(placesOf('glueetl', '5.1', { '--custom-logGroup-prefix': '/mine' })).toEqual([
      '/mine/output jr_1-driver output+error',
    ]);
  });

  it('of Spark up to Glue 4.0: one each, and with continuous logging one more for what the logger says', () => {
    const own = ['/aws-glue/jobs/output jr_1 output', '/aws-glue/jobs/error jr_1 error'];
    expect(placesOf('glueetl', '4.0')).toEqual(own);
    expect(placesOf('glueetl', '4.0', { '--custom-logGroup-prefix': '/mine' })).toEqual(own);
    const continuous = { '--enable-continuous-cloudwatch-log': 'true' };
    expect(placesOf('glueetl', '4.0', continuous)).toEqual([
      '/aws-glue/jobs/output jr_1 output',
      '/aws-glue/jobs/error jr_1 error other',
      '/aws-glue/jobs/logs-v2 jr_1-driver error logger',
    ]);
    expect(
      placesOf('glueetl', '3.0', {
        ...continuous,
        '--continuous-log-logGroup': '/mine',
        '--continuous-log-logStreamPrefix': 'p',
      }).at(-1),
    ).toBe('/mine p-driver error logger');
  });

  it('of a Python shell job: one each, whatever the version', () => {
    expect(placesOf('pythonshell', undefined, { '--custom-logGroup-prefix': '/mine' })).toEqual([
      '/aws-glue/python-jobs/output jr_1 output',
      '/aws-glue/python-jobs/error jr_1 error',
    ]);
  });
});

describe('a line of the logger', () => {
  it('is told by how Spark begins it', () => {
    expect(isLoggerLine('26/11/27 18:00:01 INFO SparkContext: Running Spark version 3.3.0')).toBe(true);
    expect(isLoggerLine('2026-11-27 18:00:01,123 WARN  [main] x: y')).toBe(true);
    expect(isLoggerLine('26 orders were read')).toBe(false);
  });
});
