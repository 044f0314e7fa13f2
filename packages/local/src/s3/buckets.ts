import { text } from 'node:stream/consumers';
import { AwsError } from '../errors.ts';
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { readBody } from '../server/body.ts';
import type { WireResponse } from '../server/wire.ts';
import { parseXml, xml } from '../xml.ts';
import { bucketsOf, objectsOf } from './records.ts';
import type { Bucket } from './records.ts';
import { requireBucket, xmlResponse, xmlns } from './request.ts';
import type { S3Request } from './request.ts';

/** What may be put on a bucket and read back: how it is spelled, and what AWS says when there is none. */
const settings = {
  versioning: { missing: undefined },
  // S3 encrypts every new bucket with AES256 (S3 user guide, "Default encryption FAQ").
  encryption: { missing: undefined },
  publicAccessBlock: { missing: 'NoSuchPublicAccessBlockConfiguration' },
  policy: { missing: 'NoSuchBucketPolicy' },
  tagging: { missing: 'NoSuchTagSet' },
  ownershipControls: { missing: 'OwnershipControlsNotFoundError' },
  lifecycle: { missing: 'NoSuchLifecycleConfiguration' },
} as const;

/** A sub-resource of a bucket that is kept as it was put. */
export type BucketSetting = keyof typeof settings;

/** The setting that a query names. */
export function settingOf(query: URLSearchParams): BucketSetting | undefined {
  return (Object.keys(settings) as BucketSetting[]).find((name) => query.has(name));
}

const defaults: Readonly<Partial<Record<BucketSetting, string>>> = {
  versioning: xml('VersioningConfiguration', xmlns),
  encryption: xml('ServerSideEncryptionConfiguration', {
    ...xmlns,
    Rule: {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
      BucketKeyEnabled: false,
    },
  }),
};

/** CreateBucket. An own bucket again is refused but in us-east-1, where S3 says yes (API reference). */
export async function createBucket(request: S3Request): Promise<WireResponse> {
  const { bucket: name, context } = request;
  const document = (await readBody(request.wire.body, request.limits.document)).toString();
  if (!/^(?!xn--|sthree-|\d+\.\d+\.\d+\.\d+$)[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
  }
  const known = bucketsOf(context.store).get(name);
  if (known != null && context.region !== 'us-east-1') {
    const message = 'Your previous request to create the named bucket succeeded and you already own it.';
    throw new AwsError('BucketAlreadyOwnedByYou', message, 409);
  }
  if (known == null) {
    const created = context.clock.now();
    const settings = document === '' ? {} : settingsIn(document);
    bucketsOf(context.store).put(name, { name, created, region: context.region, settings });
  }
  return { status: 200, headers: { location: `/${name}` } };
}

/** The tags that a bucket is made with, as `?tagging` keeps them. */
function settingsIn(document: string): Bucket['settings'] {
  const { Tags: tags } = parseXml(document, 'CreateBucketConfiguration', ['Tag']);
  return isObject(tags) ? { tagging: xml('Tagging', { ...xmlns, TagSet: tags }) } : {};
}

/** HeadBucket. */
export function headBucket(request: S3Request): Promise<WireResponse> {
  const { region } = requireBucket(request);
  return Promise.resolve({ status: 200, headers: { 'x-amz-bucket-region': region } });
}

/** DeleteBucket: only an empty one. */
export function deleteBucket(request: S3Request): Promise<WireResponse> {
  const { store } = request.context;
  requireBucket(request);
  if (
    objectsOf(store)
      .values()
      .some((object) => object.bucket === request.bucket)
  ) {
    throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
  }
  bucketsOf(store).delete(request.bucket);
  return Promise.resolve({ status: 204 });
}

/** ListBuckets. */
export function listBuckets(request: S3Request): Promise<WireResponse> {
  const buckets = bucketsOf(request.context.store)
    .values()
    .map((bucket): Json => ({ Name: bucket.name, CreationDate: new Date(bucket.created).toISOString() }));
  const owner = { ID: request.context.account, DisplayName: 'local' };
  const body = xml('ListAllMyBucketsResult', { ...xmlns, Owner: owner, Buckets: { Bucket: buckets } });
  return Promise.resolve(xmlResponse(body));
}

/** GetBucketLocation: us-east-1 is spelled as nothing. */
export function getLocation(request: S3Request): Promise<WireResponse> {
  const { region } = requireBucket(request);
  const place = region === 'us-east-1' ? '' : region;
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  return Promise.resolve(
    xmlResponse(`${head}<LocationConstraint xmlns="${xmlns['@xmlns']}">${place}</LocationConstraint>`),
  );
}

/** Put, get and delete of a bucket's settings; kept and given back, not acted upon. */
export async function bucketSetting(request: S3Request, setting: BucketSetting): Promise<WireResponse> {
  const bucket = requireBucket(request);
  const buckets = bucketsOf(request.context.store);
  const { [setting]: current, ...others } = bucket.settings;
  switch (request.wire.method) {
    case 'PUT': {
      const document = (await readBody(request.wire.body, request.limits.document)).toString();
      checkDocument(setting, document);
      buckets.put(bucket.name, { ...bucket, settings: { ...others, [setting]: document } });
      return { status: setting === 'policy' ? 204 : 200 };
    }
    case 'DELETE':
      buckets.put(bucket.name, { ...bucket, settings: others });
      return { status: 204 };
    default: {
      await text(request.wire.body);
      const document = current ?? defaults[setting];
      if (document == null) {
        throw new AwsError(settings[setting].missing ?? 'NoSuchKey', `The ${setting} does not exist`, 404);
      }
      return setting === 'policy'
        ? { status: 200, headers: { 'content-type': 'application/json' }, body: document }
        : xmlResponse(document);
    }
  }
}

const roots: Readonly<Partial<Record<BucketSetting, string>>> = {
  versioning: 'VersioningConfiguration',
  encryption: 'ServerSideEncryptionConfiguration',
  publicAccessBlock: 'PublicAccessBlockConfiguration',
  tagging: 'Tagging',
};

function checkDocument(setting: BucketSetting, document: string): void {
  const root = roots[setting];
  if (root != null) {
    parseXml(document, root, []);
  }
  if (setting === 'policy') {
    try {
      JSON.parse(document);
    } catch {
      throw new AwsError('MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'");
    }
  }
}
