import { stackPrefix } from '../resources/artifact.ts';
import { allowing, type PolicyDocument } from '../resources/policy.ts';
import { namesOf, type Statement } from './names.ts';
import type { PolicyInput } from './policy.ts';

/** Who may work as the role of a job or crawler: Glue (Glue developer guide, create-an-iam-role). */
export const glueTrust: PolicyDocument = allowing({
  Principal: { Service: 'glue.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

/**
 * What the config shows that its jobs and crawlers need: their scripts, their logs and metrics, what is crawled, and the
 * tables that crawls write. What scripts read and write by themselves is not known here.
 */
export function jobStatements({ pipeline, place, bucket }: PolicyInput): Statement[] {
  const { partition, region, accountId } = place;
  const s3 = `arn:${partition}:s3:::`;
  const { scripts } = namesOf(pipeline, place);
  const crawled = pipeline.crawlers.flatMap(({ targets }) => s3Targets(targets));
  const glue = (what: string) => `arn:${partition}:glue:${region}:${accountId}:${what}`;
  const databases = [...new Set(pipeline.crawlers.flatMap(({ databaseName }) => databaseName ?? []))];
  return [
    { Sid: 'Scripts', Action: ['s3:GetObject'], Resource: [`${s3}${bucket}/${stackPrefix(pipeline)}*`, ...scripts] },
    {
      ...{ Sid: 'Logs', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'] },
      Resource: [`arn:${partition}:logs:${region}:${accountId}:log-group:/aws-glue/*`],
    },
    {
      ...{ Sid: 'Metrics', Action: ['cloudwatch:PutMetricData'], Resource: ['*'] },
      Condition: { StringEquals: { 'cloudwatch:namespace': 'Glue' } },
    },
    { Sid: 'Crawled', Action: ['s3:GetObject'], Resource: crawled.map((path) => `${s3}${path}*`) },
    {
      ...{ Sid: 'CrawledBuckets', Action: ['s3:ListBucket'] },
      Resource: [...new Set(crawled.map((path) => `${s3}${path.split('/')[0] ?? ''}`))],
    },
    {
      Sid: 'Tables',
      Action: [
        ...['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables', 'glue:CreateTable', 'glue:UpdateTable'],
        ...['glue:GetPartitions', 'glue:BatchGetPartition', 'glue:BatchCreatePartition', 'glue:UpdatePartition'],
      ],
      Resource:
        databases.length === 0
          ? []
          : [glue('catalog'), ...databases.flatMap((name) => [glue(`database/${name}`), glue(`table/${name}/*`)])],
    },
  ];
}

/** The addresses of the S3 targets of a crawler, without their scheme. */
function s3Targets(targets: Readonly<Record<string, unknown>>): string[] {
  const list = (targets.S3Targets ?? []) as readonly { readonly Path?: string }[];
  return list.flatMap(({ Path }) => Path?.replace(/^s3[an]?:\/\//i, '') ?? []);
}
