import { AwsError } from '../errors.ts';
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { readBody } from '../server/body.ts';
import type { WireResponse } from '../server/wire.ts';
import { parseXml, xml } from '../xml.ts';
import { removeObject } from './object-operations.ts';
import { requireBucket, xmlResponse, xmlns } from './request.ts';
import type { S3Request } from './request.ts';

/** DeleteObjects: up to 1000, each with its own outcome. */
export async function deleteObjects(request: S3Request): Promise<WireResponse> {
  requireBucket(request);
  const body = await readBody(request.wire.body, request.limits.document);
  const { Object: objects = [], Quiet: quiet } = parseXml(body.toString(), 'Delete', ['Object']);
  if (!Array.isArray(objects) || objects.length === 0 || objects.length > 1000) {
    throw new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  }
  const deleted: Json[] = [];
  const errors: Json[] = [];
  for (const object of objects as readonly Json[]) {
    const { Key: key, ETag: etag } = isObject(object) ? object : {};
    if (typeof key !== 'string') {
      throw new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
    }
    try {
      await removeObject(request, key, typeof etag === 'string' ? etag : undefined);
      deleted.push({ Key: key });
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      errors.push({ Key: key, Code: error.code, Message: error.message });
    }
  }
  return xmlResponse(xml('DeleteResult', { ...xmlns, Deleted: quiet === 'true' ? [] : deleted, Error: errors }));
}
