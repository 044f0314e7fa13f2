/** The commands that call AWS. */
export const callers = [
  'plan',
  'status',
  'cost',
  'deploy',
  'destroy',
  'history',
  'gc',
  'run',
  'pause',
  'doctor',
] as const;

/** One of `callers`. */
export type Caller = (typeof callers)[number];

/** What every command reads to know what is there. */
const reading = [
  'sts:GetCallerIdentity',
  'tagging:GetResources',
  'glue:ListJobs',
  'glue:ListTriggers',
  'glue:ListCrawlers',
  'glue:BatchGetJobs',
  'glue:BatchGetTriggers',
  'glue:BatchGetCrawlers',
  'glue:BatchGetWorkflows',
  's3:HeadBucket',
  's3:ListObjectsV2',
  's3:GetObject',
  'events:DescribeRule',
  'events:ListTargetsByRule',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListRolePolicies',
];

/** What was deployed before. */
const records = ['sts:GetCallerIdentity', 's3:HeadBucket', 's3:ListObjectsV2', 's3:GetObject'];

/** Deleting, and what is asked before it; the lock and the record beside it. */
const deleting = [
  ...reading,
  // Whether a job runs that is to change.
  'glue:GetJobRuns',
  'glue:GetTags',
  'glue:GetTrigger',
  'glue:StopTrigger',
  'glue:DeleteTrigger',
  'glue:DeleteWorkflow',
  'glue:DeleteJob',
  'glue:DeleteCrawler',
  's3:PutObject',
  's3:DeleteObject',
  's3:GetBucketTagging',
  'events:ListTagsForResource',
  'events:RemoveTargets',
  'events:DeleteRule',
  'sns:ListTagsForResource',
  'sns:DeleteTopic',
  'iam:DeleteRolePolicy',
  'iam:DeleteRole',
];

/** What is asked before a deployment. */
const doctoring = ['sts:GetCallerIdentity', 's3:HeadBucket', 'glue:ListJobs', 'glue:ListTriggers', 'glue:ListCrawlers'];

/** Only where there is no bucket yet and `--create-bucket` is said. */
export const bucketMaking: readonly string[] = [
  's3:CreateBucket',
  's3:PutBucketEncryption',
  's3:PutBucketLifecycleConfiguration',
  's3:PutBucketPolicy',
  's3:PutBucketTagging',
  's3:PutBucketVersioning',
  's3:PutPublicAccessBlock',
];

/**
 * The calls of each command over a pipeline with every kind of resource (those of `rollback` are those of `deploy`), as `service:Operation`. A test deploys, changes,
 * runs and deletes such a pipeline over the wire and compares: what stands here was seen, and what is seen stands here.
 */
export const callsOf: Readonly<Record<Caller, readonly string[]>> = {
  plan: [...reading, 's3:HeadObject'],
  status: [...reading, 'glue:GetJobRuns', 'glue:GetWorkflowRuns', 'glue:ListCrawls'],
  cost: [...reading, 'glue:GetJobRuns', 'glue:ListCrawls'],
  deploy: [
    ...deleting,
    's3:HeadObject',
    'glue:CreateJob',
    'glue:UpdateJob',
    'glue:CreateCrawler',
    'glue:UpdateCrawler',
    'glue:CreateWorkflow',
    'glue:UpdateWorkflow',
    'glue:CreateTrigger',
    'glue:UpdateTrigger',
    'glue:StartTrigger',
    'glue:TagResource',
    'glue:UntagResource',
    ...bucketMaking,
    'events:PutRule',
    'events:PutTargets',
    'events:EnableRule',
    'sns:CreateTopic',
    'sns:Subscribe',
    'iam:CreateRole',
    'iam:PutRolePolicy',
  ],
  destroy: deleting,
  history: records,
  gc: [...reading, 's3:PutObject', 's3:DeleteObject', 'glue:GetJobs'],
  run: [
    'sts:GetCallerIdentity',
    'glue:StartJobRun',
    'glue:GetJobRun',
    'glue:StartWorkflowRun',
    'glue:GetWorkflowRun',
    'logs:DescribeLogStreams',
    'logs:GetLogEvents',
  ],
  // And `resume`.
  pause: [
    ...reading.filter((call) => !/^(?:s3|iam):/.test(call)),
    'glue:GetTags',
    'glue:GetTrigger',
    'glue:StartTrigger',
    'glue:StopTrigger',
    'glue:TagResource',
    'glue:UntagResource',
  ],
  doctor: doctoring,
};

/** A crawl that is going on is waited for. */
const crawlWaiting = ['glue:GetCrawler', 'glue:StopCrawlerSchedule'];

/**
 * The calls that a command makes only where something asks for them: an upload in parts, a schedule of a crawler, a
 * permissions boundary, a tag that changes, a role that somebody has attached a policy to.
 */
export const rareCallsOf: Readonly<Record<Caller, readonly string[]>> = {
  plan: ['glue:GetJobRuns'],
  status: [],
  // The price list of `cost refresh`; the head of a script as for `plan`.
  cost: ['pricing:GetProducts', 's3:HeadObject'],
  deploy: [
    ...crawlWaiting,
    'glue:StartCrawlerSchedule',
    's3:CreateMultipartUpload',
    's3:UploadPart',
    's3:CompleteMultipartUpload',
    's3:AbortMultipartUpload',
    'events:DisableRule',
    'events:TagResource',
    'events:UntagResource',
    'sns:SetTopicAttributes',
    'sns:Unsubscribe',
    'sns:TagResource',
    'sns:UntagResource',
    'iam:ListAttachedRolePolicies',
    'iam:UpdateRole',
    'iam:UpdateAssumeRolePolicy',
    'iam:PutRolePermissionsBoundary',
    'iam:DeleteRolePermissionsBoundary',
    'iam:TagRole',
    'iam:UntagRole',
  ],
  destroy: [...crawlWaiting, 'events:DisableRule', 'iam:ListAttachedRolePolicies', 'iam:DeleteRolePermissionsBoundary'],
  history: [],
  gc: [],
  // With those of stop, retry, logs, runs and bookmark.
  run: [
    'glue:GetJobBookmark',
    'glue:ResetJobBookmark',
    'glue:StartCrawler',
    'glue:StopCrawler',
    'glue:GetCrawler',
    'glue:GetJobRuns',
    'glue:GetWorkflowRuns',
    'glue:ListCrawls',
    'glue:BatchStopJobRun',
    'glue:StopWorkflowRun',
    'glue:ResumeWorkflowRun',
  ],
  pause: [],
  // On AWS alone: the embedded endpoint allows everything and needs no roles.
  doctor: ['iam:SimulatePrincipalPolicy', 'iam:GetRole'],
};

/** What S3 asks for where the action is not called as the operation is (S3 user guide, "Required permissions for API operations"). */
const s3Actions: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  HeadBucket: 'ListBucket',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  ListObjectsV2: 'ListBucket',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
  PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
};

/** The IAM action that a call needs; nothing for the one that needs none (STS API reference, GetCallerIdentity). */
export function actionFor(call: string): string | undefined {
  const [service = '', operation = ''] = call.split(':');
  switch (service) {
    case 'sts':
      return undefined;
    case 'tagging':
      return `tag:${operation}`;
    case 's3':
      return `s3:${s3Actions[operation] ?? operation}`;
    default:
      return call;
  }
}
