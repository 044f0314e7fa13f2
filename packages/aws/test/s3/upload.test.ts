import { createHash } from 'node:crypto';

import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ResourceOf } from '@gluepipeline/core';
import type { Call, Fault } from '@gluepipeline/local';

import { type Content, contentOfBytes } from '../../src/index.ts';
import { gate } from '../../src/client/in-flight.ts';
import { partSize } from '../../src/s3/content.ts';
import { storedDigest } from '../../src/s3/stored-digest.ts';
import { upload } from '../../src/s3/upload.ts';
import { attempt, changed, deploy, plan } from '../support/deploying.ts';
import { endpoint } from '../support/endpoint.ts';
import { stack } from '../support/resources.ts';

// Megabytes are hashed, sent and repeated here, on a machine that may be busy; no promise is about time.
jest.setTimeout(30_000);

const bucket = 'scripts-bucket';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

type Artifact = ResourceOf<'artifact'>;

/** An artifact of so many bytes, and what it is uploaded from. */
function large(size: number, name = 'tool.whl'): { artifact: Artifact; bytes: Buffer } {
  const bytes = Buffer.alloc(size, `${name} ${size} `);
  const definition = { bucket, sha256: sha256(bytes), path: name };
  const key = `sales/dev/scripts/${definition.sha256}/${name}`;
  return { bytes, artifact: { kind: 'artifact', name: key, label: name, tags: {}, definition } };
}

type Play = (call: Call) => Fault | undefined;

async function opened(files: readonly { artifact: Artifact; bytes: Buffer }[], play: Play = () => undefined) {
  const faults = { play };
  const all = await endpoint({ fault: (call) => faults.play(call) });
  await all.aws.createBucket(bucket);
  const s3 = await all.connection().s3();
  const byPath = new Map(files.map(({ artifact, bytes }) => [artifact.definition.path, bytes]));
  const content = (path: string) => Promise.resolve(contentOfBytes(byPath.get(path)!));
  all.clear();
  return {
    ...all,
    faults,
    s3,
    content,
    platform: all.aws.platform(content),
    /** The digest that a fresh look finds, of the file or without it. */
    found: async (artifact: Artifact, path = artifact.definition.path) => {
      const wanted = { ...artifact, definition: { ...artifact.definition, path } };
      const { resources } = await all.aws.platform(content).read({ names: {}, artifacts: [wanted] });
      return resources.map(({ definition }) => ('sha256' in definition ? definition.sha256 : ''));
    },
    uploads: async () =>
      (await s3.client.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads?.length ?? 0,
    bytesAt: async (key: string) => {
      const { Body } = await s3.client.send(new s3.GetObjectCommand({ Bucket: bucket, Key: key }));
      return Buffer.from(await Body!.transformToByteArray());
    },
  };
}

/** Plays a fault for the nth calls of an operation. */
function atCalls(operation: string, numbers: readonly number[], fault: Fault): Play {
  let count = 0;
  return (call) => (call.operation === operation && numbers.includes(++count) ? fault : undefined);
}

const denied: Fault = { code: 'AccessDenied' };

describe('an upload', () => {
  let around: ReturnType<typeof large>[];
  beforeAll(() => {
    around = [partSize - 1, partSize, partSize + 1].map((size) => large(size, `${size}.whl`));
  });

  it('of up to 8 MiB is one request, of more is parts; each reads back as it was sent', async () => {
    const all = await opened(around);
    const seen: string[][] = [];
    for (const { artifact, bytes } of around) {
      all.clear();
      await all.platform.create(artifact, stack);
      seen.push(all.operations());
      expect(await all.found(artifact)).toEqual([artifact.definition.sha256]);
      expect((await all.bytesAt(artifact.name)).equals(bytes)).toBe(true);
    }
    const parts = ['CreateMultipartUpload', 'UploadPart', 'UploadPart', 'CompleteMultipartUpload'];
    expect(seen).toEqual([['PutObject'], ['PutObject'], parts]);
    expect(await all.uploads()).toBe(0);
  });

  it('with a key of KMS is encrypted with it, whole or in parts, and reads back as it was sent', async () => {
    const files = [large(7, 'a.py'), large(partSize + 1)].map(({ artifact, bytes }) => ({
      bytes,
      artifact: { ...artifact, definition: { ...artifact.definition, kmsKey: 'alias/sales' } },
    }));
    const all = await opened(files);
    for (const { artifact } of files) {
      await all.platform.create(artifact, stack);
      expect(await all.found(artifact)).toEqual([artifact.definition.sha256]);
      const command = new all.s3.HeadObjectCommand({ Bucket: bucket, Key: artifact.name });
      expect(await all.s3.client.send(command)).toMatchObject({
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: 'alias/sales',
      });
    }
  });

  it('in parts is seen by one listing, and without its file by reading it', async () => {
    const file = around[2]!;
    const all = await opened([file]);
    await all.platform.create(file.artifact, stack);
    all.clear();
    expect(await all.found(file.artifact)).toEqual([file.artifact.definition.sha256]);
    expect(all.operations()).toEqual(['ListObjectsV2']);
    expect(await all.found(file.artifact, '')).toEqual([file.artifact.definition.sha256]);
  });

  it('in parts whose ETag tells nothing is known by the checksum of its parts', async () => {
    const file = around[2]!;
    const all = await opened([file]);
    await all.platform.create(file.artifact, stack);
    all.clear();
    const shelf = { s3: all.s3, owner: all.server.accountId, content: all.content, gate: gate() };
    // As with a bucket that encrypts with a key of one's own.
    expect(await storedDigest(shelf, file.artifact, 'an-etag-that-is-no-md5')).toBe(file.artifact.definition.sha256);
    expect(all.operations()).toEqual(['HeadObject']);
  });

  it('in parts that was swapped behind our back is seen, whatever its metadata say', async () => {
    const file = around[2]!;
    const all = await opened([file]);
    await all.platform.create(file.artifact, stack);
    const Metadata = { sha256: file.artifact.definition.sha256 };
    const swap = { Bucket: bucket, Key: file.artifact.name, Body: 'evil()', Metadata };
    await all.s3.client.send(new all.s3.PutObjectCommand(swap));
    expect(await all.found(file.artifact)).toEqual([sha256(Buffer.from('evil()'))]);
    await all.platform.update(file.artifact, { ...file.artifact }, ['content'], stack);
    expect(await all.found(file.artifact)).toEqual([file.artifact.definition.sha256]);
  });
});

describe('a file that changes', () => {
  /** A file whose nth reading gives other bytes. */
  const changing = ({ bytes }: { bytes: Buffer }, at: number): Content => {
    let reads = 0;
    return {
      ...contentOfBytes(bytes),
      read: (from, to) => Promise.resolve(++reads < at ? bytes.subarray(from, to) : Buffer.alloc(to - from, '!')),
    };
  };

  it.each([
    ['before it is sent, sends nothing of it', 10, 1],
    ['before a large one is sent, sends nothing of it', 9 * 1024 * 1024, 2],
    ['between its parts, puts nothing together and leaves no parts', 9 * 1024 * 1024, 4],
  ])('%s', async (_, size, at) => {
    const file = large(size);
    const all = await opened([file]);
    const platform = all.aws.platform(() => Promise.resolve(changing(file, at)));
    await expect(platform.create(file.artifact, stack)).rejects.toMatchObject({
      code: 'GP306',
      message: 'the file tool.whl has changed since it was read',
    });
    expect(all.counts().CompleteMultipartUpload).toBeUndefined();
    expect(await all.found(file.artifact)).toEqual([]);
    expect(await all.uploads()).toBe(0);
  });
});

describe('a large upload that meets trouble', () => {
  const file = () => large(9 * 1024 * 1024);

  it('sends a part again that failed in passing', async () => {
    const one = file();
    const all = await opened([one], atCalls('UploadPart', [1, 3], { code: 'InternalError', status: 500 }));
    await all.platform.create(one.artifact, stack);
    expect(all.counts()).toMatchObject({ CreateMultipartUpload: 1, UploadPart: 4, CompleteMultipartUpload: 1 });
    expect(await all.found(one.artifact)).toEqual([one.artifact.definition.sha256]);
  });

  it.each(['UploadPart', 'CompleteMultipartUpload'])('leaves no parts behind when %s fails for good', async (name) => {
    const one = file();
    const all = await opened([one], atCalls(name, [1], denied));
    await expect(all.platform.create(one.artifact, stack)).rejects.toMatchObject({ operation: name, code: 'GP402' });
    expect(await all.uploads()).toBe(0);
    expect(await all.found(one.artifact)).toEqual([]);
    await all.platform.create(one.artifact, stack);
    expect(await all.found(one.artifact)).toEqual([one.artifact.definition.sha256]);
  });

  it('is done where the answer to its completion was lost', async () => {
    const one = file();
    const all = await opened([one], atCalls('CompleteMultipartUpload', [1], 'reset-after'));
    await all.platform.create(one.artifact, stack);
    expect(all.counts()).toMatchObject({ CreateMultipartUpload: 1, CompleteMultipartUpload: 2 });
    expect(await all.found(one.artifact)).toEqual([one.artifact.definition.sha256]);
    expect(await all.uploads()).toBe(0);
  });

  it('is begun anew where it was given up by somebody else', async () => {
    const one = file();
    const all = await opened([one], atCalls('CompleteMultipartUpload', [1], { code: 'NoSuchUpload', status: 404 }));
    await all.platform.create(one.artifact, stack);
    expect(all.counts()).toMatchObject({ CreateMultipartUpload: 2, CompleteMultipartUpload: 2 });
    expect(await all.found(one.artifact)).toEqual([one.artifact.definition.sha256]);
    expect(await all.uploads()).toBe(0);
  });

  it('that is killed half-way is made good by the next deployment', async () => {
    const one = file();
    const all = await opened([one]);
    let alive = true;
    let parts = 0;
    all.faults.play = ({ operation }) => {
      alive &&= operation !== 'UploadPart' || ++parts < 2;
      return alive ? undefined : denied;
    };
    expect(await attempt(all, [one.artifact], all.content)).toMatchObject({ outcome: 'failed' });
    all.faults.play = () => undefined;
    expect(await all.uploads()).toBe(1);
    await deploy(all, [one.artifact], all.content);
    expect(changed(await plan(all, [one.artifact], all.content))).toEqual([]);
    expect((await all.bytesAt(one.artifact.name)).equals(one.bytes)).toBe(true);
  });
});

describe('what lies there already when a new file is uploaded', () => {
  it.each([10, 9 * 1024 * 1024])('is taken for it where it is the same (%d bytes)', async (size) => {
    const file = large(size);
    const all = await opened([file]);
    await all.platform.create(file.artifact, stack);
    await all.platform.create(file.artifact, stack);
    expect(await all.found(file.artifact)).toEqual([file.artifact.definition.sha256]);
    expect(await all.uploads()).toBe(0);
  });

  it.each([10, 9 * 1024 * 1024])('is not replaced where it is other content (%d bytes)', async (size) => {
    const file = large(size);
    const all = await opened([file]);
    const theirs = { Bucket: bucket, Key: file.artifact.name, Body: 'theirs' };
    await all.s3.client.send(new all.s3.PutObjectCommand(theirs));
    await expect(all.platform.create(file.artifact, stack)).rejects.toMatchObject({
      code: 'GP306',
      hint: 'run again: the plan will show it',
    });
    expect((await all.bytesAt(file.artifact.name)).toString()).toBe('theirs');
    expect(await all.uploads()).toBe(0);
    expect(changed(await plan(all, [file.artifact], all.content))).toEqual([
      ['update', `artifact/${file.artifact.name}`, 'content'],
    ]);
  });
});

describe('many uploads', () => {
  it('all go through one gate, a part as a whole file, and arrive', async () => {
    const files = [
      large(41 * 1024 * 1024, 'a.jar'),
      large(41 * 1024 * 1024, 'b.jar'),
      ...Array.from({ length: 9 }, (_, index) => large(10 + index, `${index}.py`)),
    ];
    const all = await opened(files);
    const pass = gate();
    let now = 0;
    let most = 0;
    let passed = 0;
    const counting: typeof pass = (work) =>
      pass(async () => {
        passed += 1;
        most = Math.max(most, ++now);
        return work().finally(() => (now -= 1));
      });
    const shelf = { s3: all.s3, owner: all.server.accountId, content: all.content, gate: counting };
    const artifacts = files.map(({ artifact }) => artifact);
    await Promise.all(artifacts.map((artifact) => upload(shelf, artifact, 'new')));
    expect(all.counts()).toMatchObject({ PutObject: 9, UploadPart: 12, CompleteMultipartUpload: 2 });
    expect({ passed, most }).toEqual({ passed: 21, most: 10 });
    expect(changed(await plan(all, artifacts, all.content))).toEqual([]);
  });
});
