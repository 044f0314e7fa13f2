/** Which call it is. */
export interface CallInfo {
  readonly service: string;
  readonly operation: string;
  /** A name, an ARN, a bucket and key; "" for a call about nothing in particular. */
  readonly target: string;
}

/** One call as it ended, for a log: no arguments, no headers, no secrets. */
export interface AwsCall extends CallInfo {
  /** Requests sent, ours and the SDK's repetitions among them. */
  readonly attempts: number;
  readonly milliseconds: number;
  readonly requestId: string | undefined;
  /** AWS's error code, where it failed. */
  readonly error: string | undefined;
}

/** True for a call that is more than a look: one of the Glue, S3, EventBridge, SNS or IAM operations that write. */
export function changesSomething({ service, operation }: CallInfo): boolean {
  return service !== 'sts' && !/^(?:BatchGet|Describe|Get|Head|List|Search|Simulate|Test)[A-Z]/.test(operation);
}

/** What a request is about, read from the members that hold names; nothing else of it is looked at. */
export function targetOf(input: object): string {
  const members = input as Readonly<Record<string, unknown>>;
  const { Bucket: bucket, Key: key, Prefix: prefix } = members;
  if (typeof bucket === 'string') {
    const path = key ?? prefix;
    return typeof path === 'string' ? `s3://${bucket}/${path}` : `s3://${bucket}`;
  }
  for (const member of [
    'JobName',
    'CrawlerName',
    'Name',
    'Rule',
    'RoleName',
    'TopicArn',
    'ResourceArn',
    'ResourceARN',
  ] as const) {
    const value = members[member];
    if (typeof value === 'string') {
      return `"${value}"`;
    }
  }
  for (const member of ['JobNames', 'CrawlerNames', 'TriggerNames', 'Names'] as const) {
    const value = members[member];
    if (Array.isArray(value)) {
      return `${value.length} names`;
    }
  }
  return '';
}
