import { describe, expect, it } from '@jest/globals';

import type { Files } from '../../src/pipeline/files.ts';
import { judge, load } from '../../src/pipeline/load.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the rules of scripts say of one job whose script has this text. */
async function said(
  job: Fields,
  text: string,
  more: { top?: Fields; facts?: Fields; files?: Files } = {},
): Promise<string[]> {
  const config = {
    pipeline_name: 'sales',
    role: 'GlueRole',
    glue_version: '6.0',
    ...more.top,
    jobs: [{ name: 'load', script: 'etl/load.py', ...job }],
  };
  const loaded = await load('config.json', JSON.stringify(config));
  if (!loaded.ok) {
    throw new Error(loaded.issues.map(({ message }) => message).join('\n'));
  }
  const script = String(config.jobs[0]?.script);
  const facts = { kind: 'file' as const, sha256: '0'.repeat(64), size: text.length, text, ...more.facts };
  const issues = await judge(loaded.value, { [script]: facts, ...more.files });
  return issues.filter(({ code }) => /^GP29[3-6]$/.test(code)).map(({ code, message }) => `${code} ${message}`);
}

const demands = (...names: readonly string[]) =>
  `import sys\nfrom awsglue.utils import getResolvedOptions\nargs = getResolvedOptions(sys.argv, ${JSON.stringify(names)})\n`;

describe('a script that is no Python', () => {
  const syntax = { line: 2, message: 'invalid syntax', python: '3.11' };

  it('is an error where the Python that said so is as new as that of the job', async () => {
    const text = 'x = 1\ny = = 2\n';
    expect(await said({ glue_version: '5.1' }, text, { facts: { syntax } })).toEqual([
      'GP293 the script of job "load" is no Python: etl/load.py:2: invalid syntax',
    ]);
  });

  it('is one also where an older Python said so of what is old syntax', async () => {
    expect(await said({}, 'x = 1\ny = = 2\n', { facts: { syntax } })).toHaveLength(1);
  });

  it.each(['type X = int', 'def f[T](x: T): ...', 'class A[T]: ...', 'x = f"{a["b"]}"'])(
    'is passed over where %s may be too new for the Python that was asked',
    async (line) => {
      expect(await said({}, `x = 1\n${line}\n`, { facts: { syntax } })).toEqual([]);
      expect(await said({ glue_version: '5.1' }, `x = 1\n${line}\n`, { facts: { syntax } })).toHaveLength(1);
    },
  );

  it('is passed over where the Python that was asked knows much less', async () => {
    expect(await said({}, 'x = 1\ny = = 2\n', { facts: { syntax: { ...syntax, python: '3.8' } } })).toEqual([]);
  });
});

describe('an argument that a script demands', () => {
  it('is missed where neither job nor defaults have it, each once', async () => {
    expect(await said({ arguments: { a: '1' } }, demands('JOB_NAME', 'a', 'b', 'b', 'c'))).toEqual([
      'GP294 the script of job "load" demands "--b" (etl/load.py:3), which it does not get',
      'GP294 the script of job "load" demands "--c" (etl/load.py:3), which it does not get',
    ]);
    const top = { defaults: { jobs: { arguments: { b: '2' } }, glueetl: { temp_dir: 's3://x/y' } } };
    expect(await said({ non_overridable_arguments: { a: '1' } }, demands('a', 'b', 'TempDir'), { top })).toEqual([]);
  });

  it('may come from the triggers that start the job, all of them', async () => {
    const top = {
      workflow: false,
      triggers: [
        { name: 'noon', schedule: 'cron(0 12 * * ? *)', actions: [{ job: 'load', arguments: { day: 'today' } }] },
        { name: 'night', schedule: 'cron(0 0 * * ? *)', actions: ['load'] },
      ],
    };
    expect(await said({ timeout: 60 }, demands('day'), { top })).toEqual([
      'GP294 the script of job "load" demands "--day" (etl/load.py:3), which it does not get when trigger "night" starts it',
    ]);
    expect(
      await said({ timeout: 60 }, demands('day'), { top: { ...top, triggers: top.triggers.slice(0, 1) } }),
    ).toEqual([]);
  });

  it('is there below Glue 6.0 when its beginning is', async () => {
    const job = { arguments: { '--da': 'today' } };
    expect(await said({ ...job, glue_version: '5.1' }, demands('day'))).toEqual([]);
    expect(await said(job, demands('day'))).toHaveLength(1);
  });
});

describe('a module that a script imports', () => {
  const beside = { facts: { modulesBeside: ['cleaning'] } };

  it('must go along when it lies beside the script', async () => {
    const text = 'import cleaning\n';
    expect(await said({}, text, beside)).toHaveLength(1);
    expect(await said({ type: 'pythonshell', glue_version: undefined }, text, beside)).toHaveLength(1);
    expect(await said({ extra_py_files: ['etl/cleaning.py'] }, text, beside)).toEqual([]);
    expect(await said({ extra_py_files: ['etl/other.py'] }, text, beside)).toHaveLength(1);
  });

  it.each([
    ['an archive in S3', { extra_py_files: ['s3://libs/all.zip'] }],
    ['a folder', { extra_py_files: ['etl'] }],
    ['a wheel', { python_modules: ['s3://libs/own-1.0-py3-none-any.whl'] }],
    ['a package of another name', { python_modules: ['our-own-tools==1.0'] }],
    ['its own environment', { arguments: { '--python-virtual-env': 's3://libs/venv.tar.gz' } }],
    ['an argument as it stands', { arguments: { '--extra-py-files': 's3://libs/all.zip' } }],
  ])('may be in %s', async (_, job) => {
    expect(await said(job, 'import cleaning\n', beside)).toEqual([]);
  });

  it('must still be in the Python of the job', async () => {
    expect(await said({}, 'import os\nimport imp, cgi\n')).toEqual([
      'GP295 the script of job "load" imports "imp" (etl/load.py:2), which Python 3.13 of the job no longer has',
      'GP295 the script of job "load" imports "cgi" (etl/load.py:2), which Python 3.13 of the job no longer has',
    ]);
    expect(await said({ glue_version: '5.1' }, 'import imp, cgi\n')).toEqual([]);
  });

  it('must come with the Glue version, where that is published', async () => {
    const text = 'import yaml, pandas, boto3\nfrom sklearn.svm import SVC\nfrom pyspark.sql import SparkSession\n';
    expect(await said({ glue_version: '4.0' }, text)).toEqual([]);
    expect(await said({ glue_version: '5.1' }, text)).toEqual([
      'GP295 the script of job "load" imports "yaml" (etl/load.py:1), which Glue 5.1 does not bring',
      'GP295 the script of job "load" imports "sklearn" (etl/load.py:2), which Glue 5.1 does not bring',
    ]);
    expect(await said({ glue_version: '5.1', python_modules: ['PyYAML==6.0.2', 'scikit-learn'] }, text)).toEqual([]);
    expect(await said({ glue_version: '6.0' }, text)).toEqual([]);
  });
});

describe('what Glue 6.0 no longer has', () => {
  it.each([
    ['SQLContext', 'from pyspark.sql import SQLContext\n', 1],
    ['the AWS SDK v1', 'x = sc._jvm.com.amazonaws\ny = "com.amazonaws.services.s3.AmazonS3Client"\n', 2],
    ['EMRFS', 'x = 1\nconf.set("spark.hadoop.fs.s3.impl", "com.amazon.ws.emr.hadoop.fs.EmrFileSystem")\n', 2],
  ])('is seen in a script: %s', async (_, text, line) => {
    const found = (await said({}, text)).filter((each) => each.startsWith('GP296'));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`: etl/load\\.py:${String(line)}$`));
    expect(await said({ glue_version: '5.1' }, text)).toEqual([]);
  });

  it("lets comments and Glue's own library be", async () => {
    expect(await said({}, '# SQLContext\nx = "com.amazonaws.services.glue.GlueContext"\n')).toEqual([]);
    const scala = { script: 'etl/load.scala', language: 'scala', class: 'Load' };
    const text = 'import com.amazonaws.services.glue.GlueContext // no SQLContext\n/* SQLContext */\n';
    expect(await said(scala, text)).toEqual([]);
    expect(await said(scala, `${text}import com.amazonaws.services.s3.AmazonS3\nval c = new SQLContext(sc)\n`)).toEqual(
      [
        'GP296 the script of job "load" uses the AWS SDK for Java v1, which Glue 6.0 no longer has: etl/load.scala:3',
        'GP296 the script of job "load" uses SQLContext, which Spark 4.1 of Glue 6.0 no longer has: etl/load.scala:4',
      ],
    );
  });

  it('is seen in the names of jars', async () => {
    const job = { extra_jars: ['s3://libs/spark-avro_2.12-3.5.0.jar', 's3://libs/aws-java-sdk-s3-1.12.0.jar'] };
    expect(await said(job, '')).toEqual([
      'GP296 "spark-avro_2.12-3.5.0.jar" of job "load" is a jar for Scala 2.12 or older, and Glue 6.0 runs Scala 2.13',
      'GP296 "aws-java-sdk-s3-1.12.0.jar" of job "load" is the AWS SDK for Java v1, and Glue 6.0 works with v2 alone',
    ]);
    expect(await said({ ...job, glue_version: '5.1' }, '')).toEqual([]);
    expect(await said({ extra_jars: ['s3://libs/spark-avro_2.13-4.1.0.jar'] }, '')).toEqual([]);
  });
});
