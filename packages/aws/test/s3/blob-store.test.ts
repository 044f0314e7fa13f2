import { describe, expect, it } from '@jest/globals';
import type { Fault, ServeOptions } from '@gluepipeline/local';

import { endpoint } from '../support/endpoint.ts';

async function opened(options: ServeOptions = {}) {
  const all = await endpoint(options);
  await all.aws.createBucket('history');
  all.clear();
  return { ...all, blobs: all.aws.blobs('history') };
}

/** Plays these faults for the first puts. */
function faultyPuts(...faults: Fault[]): ServeOptions {
  return { fault: ({ operation }) => (operation === 'PutObject' ? faults.shift() : undefined) };
}

describe('S3BlobStore', () => {
  it('keeps texts, lists their keys sorted, and deletes them', async () => {
    const { blobs } = await opened({ quirks: ['short-pages'] });
    for (const key of ['a/3', 'a/1', 'a/2', 'b/1', 'a/10']) {
      expect(await blobs.putIfAbsent(key, `text of ${key} ä`)).toBe(true);
    }
    expect(await blobs.get('a/1')).toBe('text of a/1 ä');
    expect(await blobs.get('a/4')).toBeUndefined();
    expect(await blobs.list('a/')).toEqual(['a/1', 'a/10', 'a/2', 'a/3']);
    await blobs.delete('a/1');
    await blobs.delete('a/1');
    expect(await blobs.list('a/')).toEqual(['a/10', 'a/2', 'a/3']);
  });

  it('writes nothing where the key exists, not even the same text', async () => {
    const { blobs } = await opened();
    expect(await blobs.putIfAbsent('key', 'first')).toBe(true);
    expect(await blobs.putIfAbsent('key', 'second')).toBe(false);
    expect(await blobs.putIfAbsent('key', 'first')).toBe(false);
    expect(await blobs.get('key')).toBe('first');
  });

  it('encrypts with a key of KMS where one is given', async () => {
    const { aws, connection } = await endpoint();
    await aws.createBucket('history');
    await aws.blobs('history', 'alias/sales').putIfAbsent('a', 'x');
    const { client, HeadObjectCommand } = await connection().s3();
    expect(await client.send(new HeadObjectCommand({ Bucket: 'history', Key: 'a' }))).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'alias/sales',
    });
  });

  it('lets exactly one of many win', async () => {
    const { blobs } = await opened();
    const texts = Array.from({ length: 8 }, (_, index) => `holder ${index}`);
    const won = await Promise.all(texts.map((text) => blobs.putIfAbsent('lock', text)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await blobs.get('lock')).toBe(texts[won.indexOf(true)]);
  });

  it('knows its own text when the answer was lost', async () => {
    const { blobs } = await opened(faultyPuts('reset-after'));
    expect(await blobs.putIfAbsent('key', 'mine')).toBe(true);
  });

  it('knows another’s text when its own never arrived', async () => {
    const { aws } = await opened();
    const faults: Fault[] = ['reset-before'];
    const other = aws.blobs('history');
    const { blobs } = await opened({
      fault: ({ operation }) => (operation === 'PutObject' ? faults.shift() : undefined),
    });
    expect(await other.putIfAbsent('key', 'theirs')).toBe(true);
    expect(await blobs.putIfAbsent('key', 'mine')).toBe(true);
    expect(await blobs.putIfAbsent('key', 'late')).toBe(false);
  });

  it('repeats a put that collides with another', async () => {
    const conflict = { code: 'ConditionalRequestConflict', status: 409 };
    const { blobs, counts } = await opened(faultyPuts(conflict, conflict));
    expect(await blobs.putIfAbsent('key', 'mine')).toBe(true);
    expect(counts().PutObject).toBe(3);
  });

  it('in a bucket that does not exist holds nothing and takes nothing', async () => {
    const { aws } = await opened();
    const nowhere = aws.blobs('no-such-bucket');
    expect(await nowhere.get('key')).toBeUndefined();
    expect(await nowhere.list('')).toEqual([]);
    await expect(nowhere.putIfAbsent('key', 'text')).rejects.toMatchObject({ code: 'GP403', awsCode: 'NoSuchBucket' });
  });
});
