import { createHash } from 'node:crypto';

import { CreateMultipartUploadCommand, CompleteMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import type { ServeOptions } from '@gluepipeline/local';

import { commonPrefix } from '../../src/s3/artifacts.ts';
import { endpoint } from '../support/endpoint.ts';
import { artifact, content, stack } from '../support/resources.ts';

const bucket = 'scripts-bucket';
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

async function opened(options: ServeOptions = {}) {
  const all = await endpoint(options);
  await all.aws.createBucket(bucket);
  const s3 = await all.connection().s3();
  const platform = all.aws.platform(content);
  all.clear();
  return {
    ...all,
    s3,
    platform,
    read: async (...artifacts: ReturnType<typeof artifact>[]) =>
      (await platform.read({ names: {}, artifacts })).resources.map(({ name, definition }) => [
        name,
        'sha256' in definition ? definition.sha256 : undefined,
      ]),
    overwrite: (key: string, body: string, more: object = {}) =>
      s3.client.send(new s3.PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...more })),
  };
}

describe('artifacts', () => {
  it('are uploaded with their checksum, and seen in one listing', async () => {
    const { platform, read, operations } = await opened();
    const both = [artifact('sales/dev/scripts/a.py', 'print(1)'), artifact('sales/dev/scripts/b.py', 'print(2)')];
    for (const each of both) {
      await platform.create(each, stack);
    }
    expect(await read(...both, artifact('sales/dev/scripts/c.py', 'print(3)'))).toEqual([
      ['sales/dev/scripts/a.py', digest('print(1)')],
      ['sales/dev/scripts/b.py', digest('print(2)')],
    ]);
    expect(operations()).toEqual(['PutObject', 'PutObject', 'ListObjectsV2']);
  });

  it('swapped behind our back are seen by what they really hold', async () => {
    const { platform, read, overwrite } = await opened();
    const script = artifact('scripts/a.py', 'print(1)');
    await platform.create(script, stack);
    await overwrite(script.name, 'evil()');
    expect(await read(script)).toEqual([[script.name, digest('evil()')]]);
    await platform.update(script, { ...script }, ['content'], stack);
    expect(await read(script)).toEqual([[script.name, digest('print(1)')]]);
  });

  it('whose ETag is no MD5 are told by the stored checksum, or else by reading them', async () => {
    const { s3, read, operations, overwrite, clear } = await opened();
    const script = artifact('scripts/a.py', 'print(1)');
    const upload = await s3.client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: script.name }));
    const place = { Bucket: bucket, Key: script.name, UploadId: upload.UploadId };
    const part = await s3.client.send(new UploadPartCommand({ ...place, PartNumber: 1, Body: 'print(1)' }));
    const Parts = [{ PartNumber: 1, ETag: part.ETag }];
    await s3.client.send(new CompleteMultipartUploadCommand({ ...place, MultipartUpload: { Parts } }));
    clear();
    expect(await read(script)).toEqual([[script.name, digest('print(1)')]]);
    expect(operations().slice(-2)).toEqual(['HeadObject', 'GetObject']);
    await overwrite(script.name, 'evil()', { ChecksumAlgorithm: 'SHA256' });
    clear();
    expect(await read(script)).toEqual([[script.name, digest('evil()')]]);
    expect(operations()).toEqual(['ListObjectsV2', 'HeadObject']);
  });

  it('of which only the digest is known are read without their file', async () => {
    const { platform, read } = await opened();
    const script = artifact('scripts/a.py', 'print(1)');
    await platform.create(script, stack);
    const recorded = { ...script, definition: { ...script.definition, path: '' } };
    expect(await read(recorded)).toEqual([[script.name, digest('print(1)')]]);
  });

  it('on short pages are all found, and a bucket that does not exist holds none', async () => {
    const { platform, read } = await opened({ quirks: ['short-pages'] });
    const five = Array.from({ length: 5 }, (_, index) => artifact(`scripts/${index}.py`, `print(${index})`));
    for (const each of five) {
      await platform.create(each, stack);
    }
    expect(await read(...five)).toHaveLength(5);
    expect(await read(artifact('scripts/a.py', 'print(1)', 'no-such-bucket'))).toEqual([]);
  });

  it('that changed since they were read are not uploaded', async () => {
    const { aws, counts } = await opened();
    const platform = aws.platform(() => content('other'));
    await expect(platform.create(artifact('scripts/a.py', 'print(1)'), stack)).rejects.toMatchObject({ code: 'GP306' });
    expect(counts().PutObject).toBeUndefined();
  });

  it('go, and are gone twice', async () => {
    const { platform, read } = await opened();
    const script = artifact('scripts/a.py', 'print(1)');
    await platform.create(script, stack);
    await platform.delete(script, stack);
    await platform.delete(script, stack);
    expect(await read(script)).toEqual([]);
  });
});

describe('commonPrefix', () => {
  it('is what all keys begin with', () => {
    expect(commonPrefix(['a/b/c', 'a/b/d', 'a/bc'])).toBe('a/b');
    expect(commonPrefix(['a'])).toBe('a');
    expect(commonPrefix(['a', 'b'])).toBe('');
    expect(commonPrefix([])).toBe('');
  });
});
