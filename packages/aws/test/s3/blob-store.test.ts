import { describe, expect, it } from '@jest/globals';
import type { BlobStore } from '@gluepipeline/core';
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

async function keysIn(blobs: BlobStore, prefix: string): Promise<string[]> {
  return (await blobs.list(prefix)).map(({ key }) => key);
}

describe('S3BlobStore', () => {
  it('keeps texts, lists their keys sorted, and deletes them', async () => {
    const { blobs } = await opened({ quirks: ['short-pages'] });
    for (const key of ['a/3', 'a/1', 'a/2', 'b/1', 'a/10']) {
      expect(await blobs.putIfAbsent(key, `text of ${key} ä`)).toBeDefined();
    }
    expect((await blobs.get('a/1'))?.body).toBe('text of a/1 ä');
    expect(await blobs.get('a/4')).toBeUndefined();
    expect(await keysIn(blobs, 'a/')).toEqual(['a/1', 'a/10', 'a/2', 'a/3']);
    await blobs.delete('a/1');
    await blobs.delete('a/1');
    expect(await keysIn(blobs, 'a/')).toEqual(['a/10', 'a/2', 'a/3']);
  });

  it('writes nothing where the key exists, not even the same text', async () => {
    const { blobs } = await opened();
    expect(await blobs.putIfAbsent('key', 'first')).toBeDefined();
    expect(await blobs.putIfAbsent('key', 'second')).toBeUndefined();
    expect(await blobs.putIfAbsent('key', 'first')).toBeUndefined();
    expect((await blobs.get('key'))?.body).toBe('first');
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
    expect(won.filter((each) => each != null)).toHaveLength(1);
    expect((await blobs.get('lock'))?.body).toBe(texts[won.findIndex((each) => each != null)]);
  });

  it('knows its own text when the answer was lost', async () => {
    const { blobs } = await opened(faultyPuts('reset-after'));
    expect(await blobs.putIfAbsent('key', 'mine')).toBeDefined();
  });

  it('knows its own text when the answer was lost and what was asked next collided', async () => {
    const conflict = { code: 'ConditionalRequestConflict', status: 409 };
    const { blobs, counts } = await opened(faultyPuts('reset-after', conflict));
    expect(await blobs.putIfAbsent('key', 'mine')).toBeDefined();
    expect(counts().PutObject).toBe(3);
  });

  it('knows another’s text when its own never arrived', async () => {
    const { aws } = await opened();
    const faults: Fault[] = ['reset-before'];
    const other = aws.blobs('history');
    const { blobs } = await opened({
      fault: ({ operation }) => (operation === 'PutObject' ? faults.shift() : undefined),
    });
    expect(await other.putIfAbsent('key', 'theirs')).toBeDefined();
    expect(await blobs.putIfAbsent('key', 'mine')).toBeDefined();
    expect(await blobs.putIfAbsent('key', 'late')).toBeUndefined();
  });

  it('repeats a put that collides with another', async () => {
    const conflict = { code: 'ConditionalRequestConflict', status: 409 };
    const { blobs, counts } = await opened(faultyPuts(conflict, conflict));
    expect(await blobs.putIfAbsent('key', 'mine')).toBeDefined();
    expect(counts().PutObject).toBe(3);
  });

  it('writes over one version alone, and never makes what is gone', async () => {
    const { blobs } = await opened();
    const first = await blobs.putIfAbsent('key', 'first');
    const second = await blobs.replace('key', 'second', first?.version ?? '');
    expect(second).toBeDefined();
    expect(await blobs.replace('key', 'third', first?.version ?? '')).toBeUndefined();
    expect((await blobs.get('key'))?.body).toBe('second');
    expect(await blobs.deleteVersion('key', first?.version ?? '')).toBe(false);
    expect(await blobs.deleteVersion('key', second?.version ?? '')).toBe(true);
    expect(await blobs.replace('key', 'fourth', second?.version ?? '')).toBeUndefined();
    expect(await blobs.get('key')).toBeUndefined();
    expect(await blobs.deleteVersion('key', second?.version ?? '')).toBe(true);
  });

  it('knows its own text also where the answer to writing over was lost', async () => {
    const faults: Fault[] = [];
    const { blobs } = await opened({
      fault: ({ operation }) => (operation === 'PutObject' ? faults.shift() : undefined),
    });
    const first = await blobs.putIfAbsent('key', 'first');
    faults.push('reset-after');
    const second = await blobs.replace('key', 'second', first?.version ?? '');
    expect(second?.version).toBe((await blobs.get('key'))?.version);
  });

  it('tells times by the clock of S3, not of this machine', async () => {
    let now = Date.UTC(2031, 4, 1, 12);
    const { blobs } = await opened({ clock: { now: () => now } });
    expect(await blobs.putIfAbsent('key', 'text')).toMatchObject({ modified: now, now });
    const written = now;
    now += 90_000;
    expect(await blobs.get('key')).toMatchObject({ body: 'text', modified: written, now });
    expect(await blobs.list('')).toEqual([{ key: 'key', modified: written, size: 4 }]);
  });

  it('in a bucket that does not exist holds nothing and takes nothing', async () => {
    const { aws } = await opened();
    const nowhere = aws.blobs('no-such-bucket');
    expect(await nowhere.get('key')).toBeUndefined();
    expect(await nowhere.list('')).toEqual([]);
    await expect(nowhere.putIfAbsent('key', 'text')).rejects.toMatchObject({ code: 'GP403', awsCode: 'NoSuchBucket' });
  });
});
