import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runLog, runReport } from '../../src/index.ts';
import type { RunReport } from '../../src/index.ts';
import { startLocal } from '../runs/local.ts';
import type { RunningLocal } from '../runs/local.ts';
import { endOf, makeJob } from '../runs/pipeline.ts';
import { scratchFolder } from '../runs/scratch.ts';
import { until } from '../runs/until.ts';
import { widerPython } from './python.ts';

const python = widerPython();

// A JVM starts in seconds, and slower on a busy machine.
jest.setTimeout(180_000);

const project = scratchFolder();
let local: RunningLocal;

beforeAll(async () => {
  await mkdir(path.join(project, 'data'));
  await writeFile(path.join(project, 'data', 'sales.csv'), 'shop,amount\nnorth,2\nsouth,3\nnorth,5\n');
  local = await startLocal({ workingFolder: project, parallel: 1 }, { python });
});

afterAll(async () => {
  await local.stop();
});

interface Ended extends RunReport {
  readonly output: string;
}

/** Runs a script as a glueetl job of Glue 5.1 and tells how it went. */
async function runSpark(name: string, script: string, args: Record<string, string> = {}): Promise<Ended> {
  await makeJob(local, name, script, {
    Command: { Name: 'glueetl', ScriptLocation: `s3://scripts/${name}.py`, PythonVersion: '3' },
    GlueVersion: '5.1',
    WorkerType: 'G.1X',
    NumberOfWorkers: 2,
  });
  const { JobRunId: id } = await local.glue.startJobRun({ JobName: name, Arguments: args });
  await until(`${name} ends`, async () => (await runReport(local.server, id!))?.ended, 120_000);
  await endOf(local, name, id);
  const [report, log] = [await runReport(local.server, id!), await runLog(local.server, id!, 'output')];
  return { ...report!, output: log!.text };
}

const withSession = `
import sys
from pyspark.sql import SparkSession, functions as f
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ['JOB_NAME', 'source', 'target'])
spark = SparkSession.builder.appName(args['JOB_NAME']).getOrCreate()
sales = spark.read.csv(args['source'], header=True, inferSchema=True)
sums = sales.groupBy('shop').agg(f.sum('amount').alias('total')).orderBy('shop')
sums.coalesce(1).write.mode('overwrite').parquet(args['target'])
print([(row.shop, row.total) for row in spark.read.parquet(args['target']).orderBy('shop').collect()])
`;

const withGlueContext = `
import sys
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ['JOB_NAME', 'source', 'target'])
glue = GlueContext(SparkContext.getOrCreate())
spark = glue.spark_session
job = Job(glue)
job.init(args['JOB_NAME'], args)
frame = DynamicFrame.fromDF(spark.read.csv(args['source'], header=True), glue, 'sales')
large = frame.toDF().where('amount > 2')
large.write.mode('overwrite').parquet(args['target'])
glue.get_logger().info('written')
print(spark.read.parquet(args['target']).count(), args['JOB_NAME'], args['JOB_RUN_ID'][:3])
job.commit()
`;

describe('a glueetl job', () => {
  it('reads CSV of the project, aggregates it and writes Parquet beside it', async () => {
    const run = await runSpark('session', withSession, { '--source': 'data/sales.csv', '--target': 'out/sums' });
    expect(run).toMatchObject({ state: 'SUCCEEDED', output: "[('north', 7), ('south', 3)]\n" });
    const [part] = (await readdir(path.join(project, 'out', 'sums'))).filter((name) => name.endsWith('.parquet'));
    // The magic number of a Parquet file.
    expect((await readFile(path.join(project, 'out', 'sums', part!))).subarray(0, 4).toString()).toBe('PAR1');
  });

  it('written for GlueContext, Job and DynamicFrame runs with our stand-ins, and writes Parquet', async () => {
    const run = await runSpark('glue', withGlueContext, { '--source': 'data/sales.csv', '--target': 'out/large' });
    expect(run).toMatchObject({ state: 'SUCCEEDED', output: '2 glue jr_\n' });
    expect(run.lastLines).toContain('INFO written');
    expect(await readdir(path.join(project, 'out', 'large'))).toContain('_SUCCESS');
  });

  it('that names a column that is not there fails with the line of the script', async () => {
    const script = `
from pyspark.sql import SparkSession
sales = SparkSession.builder.getOrCreate().read.csv('data/sales.csv', header=True)
def total(frame):
    return frame.select('amout')
total(sales).show()
`;
    const run = await runSpark('wrong', script);
    expect(run).toMatchObject({ state: 'FAILED', frame: { file: 'wrong.py', line: 5 } });
    expect(run.message).toMatch(/^pyspark\.errors\.\S*AnalysisException: .*amout/s);
  });

  it('that fails inside a worker process of Spark fails with the line that asked for the rows', async () => {
    const script = `
from pyspark.sql import SparkSession, functions as f
spark = SparkSession.builder.getOrCreate()
halve = f.udf(lambda n: str(1 // n))
spark.range(2).select(halve('id')).collect()
`;
    const run = await runSpark('worker', script);
    expect(run).toMatchObject({ state: 'FAILED', frame: { file: 'worker.py', line: 5 } });
    expect(run.message).toContain('ZeroDivisionError');
  });

  it('has workers in the interpreter of the driver, where its packages are', async () => {
    const script = `
import sys
from pyspark.sql import SparkSession, functions as f
where = f.udf(lambda _: __import__('sys').executable)
print(SparkSession.builder.getOrCreate().range(1).select(where('id')).first()[0] == sys.executable)
`;
    expect(await runSpark('same', script)).toMatchObject({ state: 'SUCCEEDED', output: 'True\n' });
  });

  it('that needs Glue itself says so, with the line', async () => {
    const script = `
from pyspark.context import SparkContext
from awsglue.context import GlueContext
glue = GlueContext(SparkContext.getOrCreate())
glue.create_dynamic_frame.from_catalog(database='d', table_name='t')
`;
    expect(await runSpark('catalog', script)).toMatchObject({
      state: 'FAILED',
      message:
        'NotImplementedError: GlueContext.create_dynamic_frame needs the AWS Glue image, public.ecr.aws/glue/aws-glue-libs:5',
      frame: { file: 'catalog.py', line: 5 },
    });
  });

  it('listens on loopback alone while it runs', async () => {
    const script = `
import os
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
spark.range(10).count()
jvm = int(spark.sparkContext._jvm.ProcessHandle.current().pid())
own = set()
for number in os.listdir(f'/proc/{jvm}/fd'):
    try:
        own.add(os.readlink(f'/proc/{jvm}/fd/{number}'))
    except OSError:
        pass
for name in ('tcp', 'tcp6'):
    for line in open('/proc/net/' + name).read().splitlines()[1:]:
        words = line.split()
        if words[3] == '0A' and f'socket:[{words[9]}]' in own:
            print(words[1].split(':')[0])
`;
    const run = await runSpark('listens', script);
    expect(run.state).toBe('SUCCEEDED');
    const loopback = ['0100007F', '0000000000000000FFFF00000100007F', '00000000000000000000000001000000'];
    const addresses = run.output.trim().split('\n');
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !loopback.includes(address))).toEqual([]);
  });
});
