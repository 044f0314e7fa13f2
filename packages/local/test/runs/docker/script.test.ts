import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import { describe, expect, it, jest } from '@jest/globals';
import { runReport } from '../../../src/runs/client.ts';
import type { RunningLocal } from '../local.ts';
import { makeJob, runToEnd } from '../pipeline.ts';
import { scratchFolder } from '../scratch.ts';
import { zip } from '../zip.ts';
import { fakeDocker, image5 } from './fake.ts';
import { logOf, served, spark } from './server.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(120_000);

/** What the endpoint answers to whoever calls it by that name. */
const statusBy = async (host: string, { server }: RunningLocal): Promise<number | undefined> => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${server.accessKeyId}/20260214/x/s3/aws4_request`;
  const headers = { authorization, host: `${host}:${server.port}` };
  const [answer] = (await once(get(server.url, { headers, agent: false }), 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
};

describe('a Spark job in the image of its Glue version', () => {
  it('gets its arguments, the modules of the image, and the endpoint, and nothing of the user', async () => {
    const fake = fakeDocker();
    const project = path.join(scratchFolder(), 'a, "b"=ü\n$c');
    mkdirSync(project);
    writeFileSync(path.join(project, 'in.csv'), '1,2');
    const local = await served(fake, { workingFolder: project });
    const script = `
import awsglue, json, os, sys, urllib.request
request = urllib.request.Request(os.environ['AWS_ENDPOINT_URL'] + '/', headers={
  'Authorization': 'AWS4-HMAC-SHA256 Credential=' + os.environ['AWS_ACCESS_KEY_ID'] + '/20260214/x/s3/aws4_request'})
print(json.dumps({'awsglue': awsglue.ORIGIN, 'argv': sys.argv[1:], 'data': open('in.csv').read(),
  'status': urllib.request.urlopen(request).status, 'environment': dict(os.environ)}))
print('careful', file=sys.stderr)
`;
    await makeJob(local, 'load', script, spark());
    const run = await runToEnd(local, 'load', { '--day': '-1', '--note': 'a "b"\n$c=é' });
    expect(run).toMatchObject({ JobRunState: 'SUCCEEDED', LogGroupName: '/aws-glue/jobs' });
    const told = JSON.parse(await logOf(local, run.Id, 'output')) as Record<string, never>;
    expect(told).toMatchObject({ awsglue: 'image', data: '1,2', status: 200 });
    expect(told.argv).toEqual(
      expect.arrayContaining([
        '--day=-1',
        '--note',
        'a "b"\n$c=é',
        '--JOB_NAME',
        'load',
        '--JOB_RUN_ID',
        run.Id,
        '--JOB_ID',
      ]),
    );
    const { accessKeyId, secretAccessKey, url } = local.server;
    expect(told.environment).toMatchObject({
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_CONFIG_FILE: '/dev/null',
      SPARK_LOCAL_IP: '127.0.0.1',
    });
    expect(JSON.stringify(told)).not.toContain('of-the-user');
    expect(await logOf(local, run.Id, 'error')).toBe('careful\n');

    const [call] = fake.calls('run');
    expect(call?.argv).toEqual(expect.arrayContaining(['--rm', '--init', '--network', 'host', image5]));
    expect(call?.argv.join(' ')).not.toContain(secretAccessKey);
    expect(call?.argv.join(' ')).not.toContain(accessKeyId);
    expect(JSON.stringify(call?.environment)).not.toContain('of-the-user');
    // Else an image that was pulled for another platform is not found again.
    expect(call?.environment).toMatchObject({ DOCKER_DEFAULT_PLATFORM: 'linux/amd64' });
    expect(fake.containers()).toEqual([]);
  });

  it('has the files of its arguments, starts beside --extra-files, and leads s3:// to the endpoint', async () => {
    const fake = fakeDocker();
    const local = await served(fake, { workingFolder: scratchFolder() });
    const { url, region, accessKeyId, secretAccessKey } = local.server;
    const s3 = new S3({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true });
    const objects = {
      'one.py': 'NAME = "one"',
      'two.zip': zip('two.py', 'NAME = "two"'),
      'three-1-py3-none-any.whl': zip('three.py', 'NAME = "three"'),
      'rates.txt': '7',
      'driver.jar': 'jar',
    };
    for (const [Key, Body] of Object.entries(objects)) {
      await s3.putObject({ Bucket: 'scripts', Key, Body: Buffer.from(Body) });
    }
    await makeJob(
      local,
      'load',
      'import os, one, two, three\nprint(one.NAME, two.NAME, three.NAME, open("rates.txt").read(), os.environ["PYSPARK_SUBMIT_ARGS"])',
      {
        ...spark('5.1'),
        DefaultArguments: {
          '--extra-py-files': 's3://scripts/one.py,s3://scripts/two.zip',
          '--additional-python-modules': 's3://scripts/three-1-py3-none-any.whl',
          '--extra-files': 's3://scripts/rates.txt',
          '--extra-jars': 's3://scripts/driver.jar',
        },
      },
    );
    const run = await runToEnd(local, 'load');
    expect([run.JobRunState, run.ErrorMessage]).toEqual(['SUCCEEDED', undefined]);
    const output = await logOf(local, run.Id, 'output');
    expect(output).toMatch(/^one two three 7 --conf /);
    expect(output).toContain(`--conf spark.hadoop.fs.s3a.endpoint=${url} `);
    expect(output).toContain('--jars file:///gluepipeline/run/modules/jar-0/driver.jar pyspark-shell');
    expect(output).not.toContain(accessKeyId);
    expect(await logOf(local, run.Id, 'error')).toBe(
      "gluepipeline: runs in AWS's image for Glue 5.0: of 5.1 AWS names none\n",
    );
  });

  it('fails with the line of the script, its exit code or its signal', async () => {
    const fake = fakeDocker();
    const local = await served(fake);
    await makeJob(local, 'load', 'import json\n\njson.loads("x")\n', spark());
    const run = await runToEnd(local, 'load');
    expect(run).toMatchObject({
      JobRunState: 'FAILED',
      ErrorMessage: 'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
    });
    expect((await runReport(local.endpoint, run.Id ?? ''))?.frame).toEqual({ file: 'load.py', line: 3 });
    await local.putScript('load.py', 'import os\nos._exit(125)');
    expect((await runToEnd(local, 'load')).ErrorMessage).toBe('the script ended with exit code 125');
    await local.putScript('load.py', 'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)');
    expect((await runToEnd(local, 'load')).ErrorMessage).toBe('the script was ended by SIGKILL (out of memory?)');
  });

  it('fails in plain words where there is no image, no container, or no way to the endpoint', async () => {
    const fake = fakeDocker();
    const local = await served(fake);
    await makeJob(local, 'load', 'pass', spark('6.0'));
    expect((await runToEnd(local, 'load')).ErrorMessage).toBe(
      'no image of AWS is known for Glue 6.0, only for 3.0, 4.0, 5.0, 5.1: run it with --runner script, or change its glue_version',
    );
    expect(fake.calls('run')).toEqual([]);
    await makeJob(local, 'other', 'pass', {
      ...spark(),
      Command: { ...spark().Command, ScriptLocation: 's3://scripts/other.py' },
    });
    fake.be('isolated');
    expect((await runToEnd(local, 'other')).ErrorMessage).toMatch(
      /^the container does not reach the endpoint at http:\/\/127\.0\.0\.1:9: /,
    );
    fake.be('run-fails');
    expect((await runToEnd(local, 'other')).ErrorMessage).toBe(
      'the script could not be started: docker: Error response from daemon: no space left on device',
    );
  });

  it('reaches the endpoint by name where Docker has a machine of its own, and tells images before 5.0 what they ask', async () => {
    const image4 = 'public.ecr.aws/glue/aws-glue-libs:glue_libs_4.0.0_image_01';
    const fake = fakeDocker([image4]);
    fake.be('desktop');
    const local = await served(fake);
    await makeJob(local, 'load', 'import os; print(os.environ["PYSPARK_SUBMIT_ARGS"])', {
      ...spark('4.0'),
      DefaultArguments: { '--datalake-formats': 'iceberg' },
    });
    const run = await runToEnd(local, 'load');
    expect([run.JobRunState, run.ErrorMessage]).toEqual(['SUCCEEDED', undefined]);
    const byName = `http://host.docker.internal:${local.server.port}`;
    expect(await logOf(local, run.Id, 'output')).toContain(`spark.hadoop.fs.s3a.endpoint=${byName} `);
    const [call] = fake.calls('run');
    expect(call?.argv).toContain(image4);
    expect(call?.argv).not.toContain('--network');
    expect(call?.environment).toMatchObject({
      AWS_ENDPOINT_URL: byName,
      DISABLE_SSL: 'true',
      DATALAKE_FORMATS: 'iceberg',
    });
    expect(await statusBy('host.docker.internal', local)).toBe(200);
    fake.be('desktop', false);
    expect(await statusBy('host.docker.internal', await served(fake))).toBe(403);
  });

  it('leaves Python shell jobs to the interpreter of this machine', async () => {
    const fake = fakeDocker();
    const local = await served(fake);
    await makeJob(local, 'shell', 'print("here")');
    const run = await runToEnd(local, 'shell');
    expect([run.JobRunState, await logOf(local, run.Id, 'output')]).toEqual(['SUCCEEDED', 'here\n']);
    expect(fake.calls('run')).toEqual([]);
  });
});

describe('packages for pip', () => {
  it('are installed in the container, and fail the run by name where pip cannot', async () => {
    const fake = fakeDocker();
    const local = await served(fake);
    await makeJob(local, 'load', 'import sys; print(sys.path[1:2])', {
      ...spark(),
      DefaultArguments: {
        '--additional-python-modules': 'no-such-package-of-ours',
        '--python-modules-installer-option': '--no-index',
      },
    });
    const run = await runToEnd(local, 'load');
    expect(run).toMatchObject({
      JobRunState: 'FAILED',
      ErrorMessage: 'ImportError: pip could not install no-such-package-of-ours (--additional-python-modules)',
    });
    expect(await logOf(local, run.Id, 'error')).toContain('No matching distribution found');
  });
});
