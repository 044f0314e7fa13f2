/** A permission that is missing, and how to get it. */
export interface MissingPermission {
  readonly action: string | undefined;
  readonly hint: string;
}

/** What S3 asks for where the action is not called as the operation is (S3 user guide, "Required permissions for API operations"). */
const s3Actions: Readonly<Record<string, string>> = {
  HeadObject: 's3:GetObject',
  HeadBucket: 's3:ListBucket',
  CreateMultipartUpload: 's3:PutObject',
  UploadPart: 's3:PutObject',
  CompleteMultipartUpload: 's3:PutObject',
  ListObjectsV2: 's3:ListBucket',
  PutBucketEncryption: 's3:PutEncryptionConfiguration',
  PutPublicAccessBlock: 's3:PutBucketPublicAccessBlock',
  PutBucketLifecycleConfiguration: 's3:PutLifecycleConfiguration',
};

const servicePrefixes: Readonly<Record<string, string>> = {
  events: 'events',
  glue: 'glue',
  iam: 'iam',
  logs: 'logs',
  pricing: 'pricing',
  s3: 's3',
  sns: 'sns',
  sts: 'sts',
  tagging: 'tag',
};

/** Reads a refusal such as `User: … is not authorized to perform: glue:CreateJob on resource: …`. */
export function missingPermission(service: string, operation: string, message: string): MissingPermission {
  const match = /not authorized to perform:? \[?([\w-]+:[\w*]+)\]?(?: on (?:the )?resource: (\S+))?/i.exec(message);
  const action = match?.[1] ?? actionOf(service, operation);
  const resource = match?.[2]?.replace(/[.,;]$/, '');
  if (action === 'iam:PassRole') {
    const [whose, whom] = service === 'events' ? ['rule', 'EventBridge'] : ['job', 'Glue'];
    const role = resource ?? `the role of the ${whose}`;
    return {
      action,
      hint: `allow iam:PassRole on ${role}: whoever gives a ${whose} its role must be allowed to pass it to ${whom}`,
    };
  }
  if (action === 'sts:AssumeRoleWithWebIdentity') {
    const hint =
      'the trust policy of the role (AWS_ROLE_ARN) must name this identity: its provider, audience and subject';
    return { action, hint };
  }
  if (action === 'sts:AssumeRole') {
    const hint = `allow sts:AssumeRole on ${resource ?? 'the role'} for whoever signs in; the role's trust policy must allow it too, with the same external id`;
    return { action, hint };
  }
  const where = resource == null ? '' : ` on ${resource}`;
  return { action, hint: `${cureFor(message, action)}${where}${otherAccount(service)}` };
}

function cureFor(message: string, action: string): string {
  const boundary = /explicit deny in an? ([\w -]+?policy|permissions boundary)/i.exec(message)?.[1];
  return boundary == null ? `allow ${action}` : `the ${boundary} denies ${action}; ask whoever keeps it to allow it`;
}

/** Every call names the owner of the bucket, so a bucket of somebody else looks like a missing permission. */
function otherAccount(service: string): string {
  return service === 's3' ? ', and check that the bucket belongs to this account' : '';
}

function actionOf(service: string, operation: string): string {
  return (service === 's3' ? s3Actions[operation] : undefined) ?? `${servicePrefixes[service] ?? service}:${operation}`;
}
