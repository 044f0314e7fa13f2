import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, jest } from '@jest/globals';
import { jarAddresses } from '../../src/runs/jars.ts';
import { missingFor } from '../../src/runs/kinds.ts';
import { cachedProbe } from '../../src/runs/probe.ts';
import type { Interpreter } from '../../src/runs/probe.ts';
import { scratchFolder } from './scratch.ts';
import { runScript, shellJob } from './scripts.ts';

// The machine may be busy: each wait has a deadline of its own.
jest.setTimeout(60_000);

/** A virtual environment with a pyspark that knows its version and nothing else. */
async function environmentWithSpark(): Promise<string> {
  const folder = scratchFolder();
  await promisify(execFile)('python3', ['-m', 'venv', '--without-pip', folder]);
  const [version] = await readdir(path.join(folder, 'lib'));
  const pyspark = path.join(folder, 'lib', version!, 'site-packages', 'pyspark');
  await mkdir(pyspark);
  await writeFile(path.join(pyspark, '__init__.py'), '__version__ = "3.5.6"\n');
  return path.join(folder, 'bin', 'python');
}

describe('a Spark job', () => {
  it('runs in a virtual environment that has pyspark, with the arguments Glue adds', async () => {
    const text = `
import sys, pyspark
from awsglue.transforms import *
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
args = getResolvedOptions(sys.argv, ['JOB_NAME'])
job = Job(GlueContext(None))
job.init(args['JOB_NAME'], args)
job.commit()
print(pyspark.__version__, args['JOB_NAME'], args['JOB_RUN_ID'], args['JOB_ID'])
ApplyMapping.apply(frame=None)
`;
    const run = runScript(text, {
      python: await environmentWithSpark(),
      job: { Command: { Name: 'glueetl', ScriptLocation: 's3://b/job.py' }, GlueVersion: '5.1' },
      args: { '--JOB_NAME': 'job', '--JOB_ID': 'j_1', '--JOB_RUN_ID': 'jr_1' },
    });
    expect(await run.outcome).toEqual({
      state: 'FAILED',
      message: 'NotImplementedError: ApplyMapping.apply needs the AWS Glue image, public.ecr.aws/glue/aws-glue-libs:5',
      frame: { file: 'job.py', line: 12 },
    });
    expect(await run.log('output')).toBe('3.5.6 job jr_1 j_1\n');
  });

  it('gives --extra-jars to Spark', async () => {
    const run = runScript('import os, shlex; print(shlex.split(os.environ["PYSPARK_SUBMIT_ARGS"]))', {
      python: await environmentWithSpark(),
      job: { Command: { Name: 'glueetl', ScriptLocation: 's3://b/job.py' }, GlueVersion: '5.1' },
      args: { '--extra-jars': 's3://b/one.jar,s3://b/two.jar' },
      objects: { 'b/one.jar': 'jar', 'b/two.jar': 'jar' },
    });
    expect(await run.outcome).toEqual({ state: 'SUCCEEDED' });
    expect(await run.log('output')).toMatch(
      /'--jars', 'file:\/\/\/[^, ]+one\.jar,file:\/\/\/[^, ]+two\.jar', 'pyspark-shell'/,
    );
  });

  it('is refused a jar where Spark would cut its path, and gets one with spaces and quotes', () => {
    expect(jarAddresses(['/a,b/a.jar'])).toMatchObject({ kind: 'refused', reason: expect.stringContaining('comma') });
    expect(jarAddresses(["/it's mine/a.jar"])).toMatchObject({ addresses: ['file:///it%27s%20mine/a.jar'] });
  });

  it('with a jar that is not there fails, naming it', async () => {
    const run = runScript('print(1)', {
      python: await environmentWithSpark(),
      job: { Command: { Name: 'glueetl', ScriptLocation: 's3://b/job.py' }, GlueVersion: '5.1' },
      args: { '--extra-jars': 's3://b/gone.jar' },
    });
    expect(await run.outcome).toEqual({
      state: 'FAILED',
      message: 's3://b/gone.jar of --extra-jars does not exist in the local S3',
    });
  });

  it('without pyspark fails with what to install for its Glue version', async () => {
    const bare = scratchFolder();
    await promisify(execFile)('python3', ['-m', 'venv', '--without-pip', bare]);
    const run = runScript('print(1)', {
      python: path.join(bare, 'bin', 'python'),
      job: { Command: { Name: 'glueetl', ScriptLocation: 's3://b/job.py' }, GlueVersion: '6.0' },
    });
    const { message } = await run.outcome;
    expect(message).toContain(`pyspark is not installed for ${bare}/bin/python`);
    expect(message).toContain('pip install pyspark==4.1.1 (Glue 6.0)');
  });
});

describe('what an interpreter lacks', () => {
  const python = { executable: '/p', version: '3.11.7', userBase: null, pyspark: null, sparkError: null };
  const spark = shellJob({ Command: { Name: 'glueetl' }, GlueVersion: '5.0' });

  it.each([
    [shellJob(), python, undefined],
    [shellJob(), { ...python, version: '3.8.18' }, '/p is Python 3.8.18: scripts need 3.9 or newer'],
    [spark, { ...python, sparkError: 'ImportError: py4j' }, 'pyspark of /p cannot be imported: ImportError: py4j'],
    [spark, python, 'pip install pyspark==3.5.4 (Glue 5.0)'],
    [spark, { ...python, pyspark: '3.5.4' }, undefined],
  ])('is said in words (%#)', (job, interpreter, text) => {
    const said = missingFor(job, 'p', interpreter);
    expect(text == null ? said : said?.includes(text)).toBe(text == null ? undefined : true);
  });
});

describe('the probe of an interpreter', () => {
  const found = (pyspark: string | null): Interpreter => ({
    executable: 'p',
    version: '3',
    userBase: null,
    sparkError: null,
    pyspark,
  });

  it('asks once, and again only for what was missing', async () => {
    const answers = [found(null), found(null), found('4'), found('never')];
    const probe = cachedProbe(() => Promise.resolve(answers.shift()));
    const asked = [
      await probe('p', false),
      await probe('p', false),
      await probe('p', true),
      await probe('p', true),
      await probe('p', true),
    ];
    expect(asked.map((interpreter) => interpreter?.pyspark)).toEqual([null, null, null, '4', '4']);
  });
});
