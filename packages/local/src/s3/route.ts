import { AwsError } from '../errors.ts';
import { header } from '../server/wire.ts';
import type { WireRequest } from '../server/wire.ts';
import {
  bucketSetting,
  createBucket,
  deleteBucket,
  getLocation,
  headBucket,
  listBuckets,
  settingOf,
} from './buckets.ts';
import { copyObject } from './copy.ts';
import { deleteObjects } from './delete-objects.ts';
import { listObjectsV1, listObjectsV2 } from './listing.ts';
import { abortUpload, completeUpload, createUpload, listParts, listUploads, uploadPart } from './multipart.ts';
import { deleteObject, getObject, putObject } from './object-operations.ts';
import type { S3Handler } from './request.ts';

/** What a request asks for. */
export interface S3Route {
  readonly operation: string;
  readonly bucket: string;
  readonly key: string;
  readonly handler: S3Handler;
}

type Named = readonly [operation: string, handler: S3Handler];

/** Features of S3 that are refused rather than half served. */
const refused = [
  'acl',
  'tagging',
  'versions',
  'versionId',
  'retention',
  'legal-hold',
  'select',
  'restore',
  'attributes',
];

const notServed = (what: string): AwsError =>
  new AwsError('NotImplemented', `${what} is not served by the embedded endpoint`, 501);

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The operation of a path-style request; throws for what is not served. */
export function routeS3(request: Pick<WireRequest, 'method' | 'path' | 'query' | 'headers'>): S3Route {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(request.path) ?? [];
  let names: { bucket: string; key: string };
  try {
    names = { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
  if (Buffer.byteLength(names.key) > 1024) {
    throw new AwsError('KeyTooLongError', 'Your key is too long');
  }
  const found =
    names.bucket === '' ? serviceRoute(request) : names.key === '' ? bucketRoute(request) : objectRoute(request);
  if (found == null) {
    throw notServed(`${request.method} ${names.key === '' ? 'of a bucket' : 'of an object'}`);
  }
  return { ...names, operation: found[0], handler: found[1] };
}

function serviceRoute(request: Pick<WireRequest, 'method'>): Named | undefined {
  return request.method === 'GET' ? ['ListBuckets', listBuckets] : undefined;
}

function bucketRoute({ method, query }: Pick<WireRequest, 'method' | 'query'>): Named | undefined {
  const setting = settingOf(query);
  if (setting != null) {
    const verb = method === 'PUT' ? 'Put' : method === 'DELETE' ? 'Delete' : 'Get';
    const name = setting === 'publicAccessBlock' ? 'PublicAccessBlock' : `Bucket${capital(setting)}`;
    return [verb + name, (s3) => bucketSetting(s3, setting)];
  }
  const feature = refused.find((name) => query.has(name));
  if (feature != null) {
    throw notServed(feature);
  }
  switch (method) {
    case 'HEAD':
      return ['HeadBucket', headBucket];
    case 'PUT':
      return ['CreateBucket', createBucket];
    case 'DELETE':
      return ['DeleteBucket', deleteBucket];
    case 'POST':
      return query.has('delete') ? ['DeleteObjects', deleteObjects] : undefined;
    case 'GET':
      if (query.has('location')) {
        return ['GetBucketLocation', getLocation];
      }
      if (query.has('uploads')) {
        return ['ListMultipartUploads', listUploads];
      }
      return query.get('list-type') === '2' ? ['ListObjectsV2', listObjectsV2] : ['ListObjects', listObjectsV1];
    default:
      return undefined;
  }
}

function objectRoute(request: Pick<WireRequest, 'method' | 'query' | 'headers'>): Named | undefined {
  const { method, query } = request;
  const feature = refused.find((name) => query.has(name));
  if (feature != null) {
    throw notServed(feature);
  }
  const upload = query.has('uploadId');
  const copy = header(request, 'x-amz-copy-source') != null;
  switch (method) {
    case 'GET':
      return upload ? ['ListParts', listParts] : ['GetObject', getObject];
    case 'HEAD':
      return ['HeadObject', getObject];
    case 'PUT':
      if (upload) {
        return [copy ? 'UploadPartCopy' : 'UploadPart', uploadPart];
      }
      return copy ? ['CopyObject', copyObject] : ['PutObject', putObject];
    case 'DELETE':
      return upload ? ['AbortMultipartUpload', abortUpload] : ['DeleteObject', deleteObject];
    case 'POST':
      if (query.has('uploads')) {
        return ['CreateMultipartUpload', createUpload];
      }
      return upload ? ['CompleteMultipartUpload', completeUpload] : undefined;
    default:
      return undefined;
  }
}
