import { describe, expect, it } from '@jest/globals';

import { reasonFor, reasons } from '../../src/runs/reasons/index.ts';

/** A failed run's log, and what of the cure must be said. The messages are those of public issues and of AWS's documentation. */
type Case = readonly [id: string, log: string, change: string];

const python = (line: string): string =>
  `Traceback (most recent call last):\n  File "/tmp/load.py", line 7, in <module>\n    main()\n${line}\n`;
const py4j = (line: string): string =>
  python(`py4j.protocol.Py4JJavaError: An error occurred while calling o89.pyWriteDynamicFrame.\n: ${line}`);
const executor = (line: string): string =>
  `26/11/27 02:10:11 WARN TaskSetManager: Lost task 0.0 in stage 5.0 (TID 8) (172.35.10.2 executor 1): ${line}\n` +
  'org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 5.0 failed 4 times\n';

const cases: readonly Case[] = [
  ['missing-module', python("ModuleNotFoundError: No module named 'pydantic'"), 'python_modules'],
  ['spark-missing', python("ModuleNotFoundError: No module named 'pyspark'"), 'glueetl'],
  [
    'spark-missing',
    'pyspark is not installed for /usr/bin/python3 (Python 3.11.7): pip install pyspark==3.5.4 (Glue 5.0)',
    '--python',
  ],
  [
    'missing-name',
    python("ImportError: cannot import name 'DEFAULT_CIPHERS' from 'urllib3.util.ssl_' (/tmp/urllib3/util/ssl_.py)"),
    'urllib3==',
  ],
  [
    'missing-argument',
    python('awsglue.utils.GlueArgumentError: the following arguments are required: --days_back, --mode'),
    '--days_back, --mode',
  ],
  ['argument-like-option', python('GlueArgumentError: argument --filter: expected one argument'), '--filter'],
  ['syntax', '  File "/tmp/load.py", line 3\n    if x\n        ^\nSyntaxError: invalid syntax', 'python_version'],
  ['local-only-glue', python('NotImplementedError: GlueContext.getSink needs the AWS Glue image'), 'image of AWS'],
  [
    'image-not-pulled',
    'the image public.ecr.aws/glue/aws-glue-libs:5 could not be pulled: Error response from daemon: toomanyrequests: Rate exceeded',
    'docker pull public.ecr.aws/glue/aws-glue-libs:5',
  ],
  [
    'endpoint-unreachable',
    'the container does not reach the endpoint at http://127.0.0.1:40001: [Errno 111] Connection refused',
    'rootless',
  ],
  ['script-missing', 'the script s3://code/load.py does not exist in the local S3', 'upload'],
  ['heap', executor('java.lang.OutOfMemoryError: Java heap space'), 'worker_type'],
  ['heap', executor('java.lang.OutOfMemoryError: GC overhead limit exceeded'), 'worker_type'],
  [
    'executor-memory',
    executor(
      'ExecutorLostFailure (executor 1 exited caused by one of the running tasks) Reason: Container killed by YARN for exceeding memory limits. 12.4 GB of 12 GB physical memory used.',
    ),
    'worker_type',
  ],
  [
    'executor-lost',
    executor(
      'ExecutorLostFailure (executor 12 exited caused by one of the running tasks) Reason: Remote RPC client disassociated.',
    ),
    'STANDARD',
  ],
  [
    'driver-results',
    py4j(
      'org.apache.spark.SparkException: Job aborted due to stage failure: Total size of serialized results of 3979 tasks (1024.2 MB) is bigger than spark.driver.maxResultSize (1024.0 MB)',
    ),
    'spark.driver.maxResultSize',
  ],
  [
    'shuffle-lost',
    executor('org.apache.spark.shuffle.FetchFailedException: Failed to connect to 172.35.10.2:33201'),
    'partitions',
  ],
  ['disk-full', executor('java.io.IOException: No space left on device'), 'worker_type'],
  ['killed', 'the script was ended by SIGKILL (out of memory?)', 'max_capacity'],
  ['driver-died', 'Command failed with exit code 10', 'logs'],
  [
    'column-missing',
    python(
      'pyspark.errors.exceptions.captured.AnalysisException: [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `u`.`cause` cannot be resolved. Did you mean one of the following? [`p`.`tags`, `u`.`compute`]. SQLSTATE: 42703;',
    ),
    '`u`.`compute`',
  ],
  [
    'column-missing',
    python("pyspark.sql.utils.AnalysisException: cannot resolve '`age1`' given input columns: [age, name];"),
    'age, name',
  ],
  [
    'path-missing',
    python('pyspark.sql.utils.AnalysisException: Path does not exist: s3://lake/raw/2026-11-27'),
    'depends_on',
  ],
  [
    'path-missing',
    python('AnalysisException: [PATH_NOT_FOUND] Path does not exist: s3://lake/raw/orders.'),
    'depends_on',
  ],
  [
    'no-schema',
    python(
      'AnalysisException: [UNABLE_TO_INFER_SCHEMA] Unable to infer schema for Parquet. It must be specified manually.',
    ),
    'depends_on',
  ],
  [
    'output-exists',
    python('AnalysisException: [PATH_ALREADY_EXISTS] Path s3://lake/out already exists. Set mode as "overwrite"'),
    'overwrite',
  ],
  [
    'old-dates',
    executor(
      "org.apache.spark.SparkUpgradeException: You may get a different result due to the upgrading to Spark >= 3.0: Fail to parse '2021-01-01 07:54:21' in the new parser. You can set spark.sql.legacy.timeParserPolicy to LEGACY to restore the behavior before Spark 3.0",
    ),
    'timeParserPolicy',
  ],
  [
    'bookmark',
    py4j(
      'com.amazonaws.services.gluejobexecutor.model.VersionMismatchException: Continuation update failed due to version mismatch. Expected version 2 but found version 3',
    ),
    'max_concurrent_runs',
  ],
  [
    'concurrent-write',
    py4j(
      'io.delta.exceptions.ConcurrentAppendException: Files were added to partition [order_date=2026-07-16] by a concurrent update. Please try the operation again.',
    ),
    'max_concurrent_runs',
  ],
  ['nothing-to-crawl', 'nothing to crawl at s3://lake/raw/: no object begins so', 's3://lake/raw/'],
  ['concurrent-runs', 'Concurrent runs exceeded for sales-prod-load', 'max_concurrent_runs'],
  [
    'slow-down',
    python(
      'botocore.exceptions.ClientError: An error occurred (SlowDown) when calling the PutObject operation (reached max retries: 4): Please reduce your request rate.',
    ),
    'number_of_workers',
  ],
  [
    'throttled',
    python(
      'botocore.exceptions.ClientError: An error occurred (ThrottlingException) when calling the GetParameters operation (reached max retries: 4): Rate exceeded',
    ),
    'max_retries',
  ],
  ['timeout', 'the run took longer than its Timeout of 60 min', 'timeout'],
  [
    'no-addresses',
    'The specified subnet does not have enough free addresses to satisfy the request.',
    'number_of_workers',
  ],
  [
    'no-s3-endpoint',
    'VPC S3 endpoint validation failed for SubnetId: subnet-05ae0671a7dc3cf68. VPC: vpc-042ffdd9c80c2701d. Reason: Could not find S3 endpoint or NAT gateway for subnetId: subnet-05ae0671a7dc3cf68 in Vpc vpc-042ffdd9c80c2701d',
    'subnet-05ae0671a7dc3cf68',
  ],
  [
    'security-group',
    'JobName:kafka-streaming and JobRunId:jr_1dc5fbc66da7 failed to execute with exception At least one security group must open all ingress ports.To limit traffic, the source security group in your inbound rule can be restricted to the same security group',
    'security group',
  ],
  [
    'database-unreachable',
    py4j('com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure'),
    'connections',
  ],
  [
    'role-trust',
    'Role arn:aws:iam::123456789012:role/service-role/AWSGlueServiceRole-MarketData should be given assume role permissions for Glue Service.',
    'glue.amazonaws.com',
  ],
  [
    'lake-formation',
    python('AccessDeniedException: Insufficient Lake Formation permission(s): Required Describe on named_packages'),
    'grant the role Describe on named_packages',
  ],
  [
    'kms-denied',
    python(
      'AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/glue/GlueJobRunnerSession is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-2:123456789012:key/f148edeb',
    ),
    'kms:Decrypt on arn:aws:kms:us-east-2:123456789012:key/f148edeb',
  ],
  [
    'action-denied',
    py4j(
      'com.amazonaws.services.glue.model.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/glue/i-1 is not authorized to perform: glue:GetTable on resource: arn:aws:glue:us-east-1:000000000000:table/db/t (Service: AWSGlue; Status Code: 400)',
    ),
    'glue:GetTable on arn:aws:glue:us-east-1:000000000000:table/db/t',
  ],
  [
    's3-denied',
    python(
      'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
    ),
    'policy of the role',
  ],
  [
    's3-denied',
    py4j(
      'java.nio.file.AccessDeniedException: s3://lake/raw: getFileStatus: com.amazonaws.services.s3.model.AmazonS3Exception: Forbidden (Service: Amazon S3; Status Code: 403; Error Code: 403 Forbidden)',
    ),
    'policy of the bucket',
  ],
  [
    'bucket-missing',
    python(
      'botocore.errorfactory.NoSuchBucket: An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist',
    ),
    'address',
  ],
  [
    'object-missing',
    python(
      'botocore.errorfactory.NoSuchKey: An error occurred (NoSuchKey) when calling the GetObject operation: The specified key does not exist.',
    ),
    'depends_on',
  ],
  [
    'key-missing',
    py4j('AmazonS3Exception: The AWS Access Key Id you provided does not exist (Error Code: InvalidAccessKeyId)'),
    'role',
  ],
  [
    'catalog-missing',
    python(
      'botocore.errorfactory.EntityNotFoundException: An error occurred (EntityNotFoundException) when calling the GetTable operation: Entity Not Found',
    ),
    'crawler',
  ],
  [
    'storage-class',
    py4j(
      "com.amazonaws.services.s3.model.AmazonS3Exception: The operation is not valid for the object's storage class",
    ),
    'storage classes',
  ],
];

describe('reasonFor', () => {
  it.each(cases)('knows %s, and says what to change', (id, log, change) => {
    const known = reasonFor(log);
    expect(known).toMatchObject({ id, change: expect.stringContaining(change) });
    expect(known?.why).toMatch(/^[^\s].*[^.\s]$/);
  });

  it('has a log for each of its reasons', () => {
    const tried = new Set(cases.map(([id]) => id));
    expect(reasons.filter(({ id }) => !tried.has(id))).toEqual([]);
    expect(new Set(reasons.map(({ id }) => id)).size).toBeGreaterThanOrEqual(25);
  });

  it('believes the message of the run before its log', () => {
    const overcome =
      'An error occurred (SlowDown) when calling the PutObject operation: Please reduce your request rate.';
    expect(reasonFor("ModuleNotFoundError: No module named 'x'", overcome)?.id).toBe('missing-module');
    expect(reasonFor('SystemExit: 1', overcome)?.id).toBe('slow-down');
  });

  it('knows nothing of an error that is the script’s own', () => {
    expect(reasonFor(python('ZeroDivisionError: division by zero'), '')).toBeUndefined();
  });
});
