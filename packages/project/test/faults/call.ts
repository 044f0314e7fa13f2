import type { IncomingMessage } from 'node:http';

/** One request, as far as the proxy understands it. */
export interface Call {
  readonly service: string;
  /** The AWS operation, such as `CreateJob`. */
  readonly operation: string;
  /** The name, ARN or key that it is about, or "". */
  readonly target: string;
  /** True for the first request of a call: what the SDK sends again is none. */
  readonly isFirst: boolean;
}

const targets: Readonly<Record<string, string>> = {
  AWSEvents: 'events',
  AWSGlue: 'glue',
  ResourceGroupsTaggingAPI_20170126: 'tagging',
};

const settings = [
  'encryption',
  'policy',
  'publicAccessBlock',
  'versioning',
  'lifecycle',
  'ownershipControls',
  'tagging',
] as const;

/** What a request asks for, read from its head and body as each protocol writes it. */
export function callOf({ method = '', url = '', headers }: IncomingMessage, body: Buffer): Call {
  const isFirst = !/attempt=(?!1;)/.test(String(headers['amz-sdk-request'] ?? ''));
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const [prefix = '', operation = ''] = target.split('.');
    return { service: targets[prefix] ?? prefix, operation, target: nameIn(body), isFirst };
  }
  const service = /Credential=[^/]+\/\d+\/[^/]+\/(\w+)\//.exec(headers.authorization ?? '')?.[1] ?? 's3';
  if (service !== 's3') {
    const form = new URLSearchParams(body.toString());
    const about = form.get('RoleName') ?? form.get('TopicArn') ?? form.get('Name') ?? form.get('ResourceArn') ?? '';
    return { service, operation: form.get('Action') ?? '', target: about, isFirst };
  }
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(pathname)) ?? [];
  const verb = ({ PUT: 'Put', GET: 'Get', HEAD: 'Head', DELETE: 'Delete', POST: 'Post' } as Record<string, string>)[
    method
  ];
  const setting = settings.find((each) => searchParams.has(each));
  const what =
    key !== '' ? 'Object' : setting == null ? 'Bucket' : `Bucket${setting.charAt(0).toUpperCase()}${setting.slice(1)}`;
  const isList = key === '' && searchParams.has('list-type');
  return { service, operation: isList ? 'ListObjectsV2' : `${verb ?? method}${what}`, target: key || bucket, isFirst };
}

function nameIn(body: Buffer): string {
  const input = JSON.parse(body.toString() || '{}') as Record<string, unknown>;
  const names = ['JobName', 'CrawlerName', 'Name', 'Rule', 'ResourceArn', 'ResourceARN'];
  return names.map((name) => input[name]).find((value): value is string => typeof value === 'string') ?? '';
}

/** A call that may change something: everything that is not a question by its name. */
export function isMutating({ service, operation }: Call): boolean {
  return service !== 'sts' && !/^(Get|List|BatchGet|Describe|Head|Search)/.test(operation);
}

/** A change of the stack itself; the lock is for everybody. */
export function isWork(call: Call): boolean {
  return isMutating(call) && !call.target.endsWith('lock.json');
}

/** `glue:CreateJob`. */
export const operationOf = ({ service, operation }: Call): string => `${service}:${operation}`;

/** A call by its operation, and which of that operation it is, counted from 1. */
export interface Occurrence {
  readonly call: Call;
  readonly operation: string;
  readonly occurrence: number;
}

/** Numbers the calls of each operation; what the SDK sends again is none. */
export function occurrencesOf(calls: readonly Call[]): Occurrence[] {
  const seen = new Map<string, number>();
  return calls
    .filter(({ isFirst }) => isFirst)
    .map((call) => {
      const operation = operationOf(call);
      const occurrence = (seen.get(operation) ?? 0) + 1;
      seen.set(operation, occurrence);
      return { call, operation, occurrence };
    });
}
