import { pathToFileURL } from 'node:url';

/**
 * What pyspark gives Spark in AWS's image. s3:// is made S3A, which is led to our endpoint; its keys are those of the
 * environment, where Spark itself looks for them (public projects run the image for 5.0 against other endpoints so;
 * the names are Hadoop's, hadoop-aws).
 */
export function pysparkArguments(endpoint: string, region: string, jars: readonly string[]): string {
  const settings = {
    'spark.ui.showConsoleProgress': 'false',
    'spark.hadoop.fs.s3.impl': 'org.apache.hadoop.fs.s3a.S3AFileSystem',
    'spark.hadoop.fs.s3a.impl': 'org.apache.hadoop.fs.s3a.S3AFileSystem',
    'spark.hadoop.fs.s3a.endpoint': endpoint,
    'spark.hadoop.fs.s3a.endpoint.region': region,
    'spark.hadoop.fs.s3a.path.style.access': 'true',
    'spark.hadoop.fs.s3a.connection.ssl.enabled': 'false',
    'spark.hadoop.fs.s3a.aws.credentials.provider': 'org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider',
  };
  return [
    ...Object.entries(settings).map(([key, value]) => `--conf ${key}=${value}`),
    ...(jars.length > 0 ? [`--jars ${jars.map((jar) => pathToFileURL(jar).href).join(',')}`] : []),
    'pyspark-shell',
  ].join(' ');
}
